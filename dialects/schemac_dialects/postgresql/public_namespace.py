"""The namespace that every database has: only its comment and its owner can be other than usual, and nothing makes or drops it."""

from __future__ import annotations

from msgspec.structs import replace

from schemac.dialect import Capabilities
from schemac.model.change import Action, Change, Verb
from schemac.model.objects import Namespace, Object
from schemac.model.rights import OWNER
from schemac_dialects.postgresql.owners import PUBLIC_NAMESPACE

USUAL_COMMENT = "standard public schema"
_OWNED_BY_DATABASE = 15


def told(item: Object, usual_owner: str) -> Object | None:
    """Return what is worth telling of a namespace, None where all about the one that is always there is as usual."""
    if item.ref != PUBLIC_NAMESPACE:
        return item
    found = replace(item, comment=None if item.comment == USUAL_COMMENT else item.comment)
    return None if found.comment is None and found.options.get(OWNER, usual_owner) == usual_owner else found


def public_actions(change: Change, can: Capabilities) -> list[Action]:
    """Return the actions that give the namespace its comment and its owner, or its usual ones back."""
    before, after = change.before, change.after
    before = before if isinstance(before, Namespace) else Namespace(name=PUBLIC_NAMESPACE.name)
    wanted = after if isinstance(after, Namespace) else Namespace(name=PUBLIC_NAMESPACE.name)
    made: list[Action] = []
    if before.comment != wanted.comment:
        comment = USUAL_COMMENT if wanted.comment is None else wanted.comment
        made.append(Action("comment_public", change, {"comment": comment}))
    owner = wanted.options.get(OWNER) or (usual_owner(can) if change.verb is Verb.DROP else None)
    if owner and owner != before.options.get(OWNER):
        made.append(Action("alter_owner", change, {"word": "SCHEMA", "name": PUBLIC_NAMESPACE.name, "owner": owner}))
    return made


def usual_owner(can: Capabilities) -> str:
    """Return who owns it where nobody said otherwise."""
    return "pg_database_owner" if can.version[0] >= _OWNED_BY_DATABASE else "postgres"
