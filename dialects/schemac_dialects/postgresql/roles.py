"""Roles and default privileges: what changes about them, one statement at a time."""

from __future__ import annotations

from collections.abc import Iterator

from schemac.dialect import Legalizing
from schemac.model.change import Action, Change, Verb
from schemac.model.rights import DefaultPrivilege, Role
from schemac_dialects.postgresql.privileges import usual

_FLAGS = {
    "superuser": "SUPERUSER",
    "create_database": "CREATEDB",
    "create_role": "CREATEROLE",
    "inherit": "INHERIT",
    "login": "LOGIN",
    "replication": "REPLICATION",
    "bypass_rls": "BYPASSRLS",
}
LATER = {"table": "TABLES", "sequence": "SEQUENCES", "function": "FUNCTIONS", "type": "TYPES", "namespace": "SCHEMAS"}


def role_actions(change: Change) -> list[Action]:
    """Return what makes a role or changes it."""
    before, after = change.before, change.after
    if not isinstance(after, Role):
        return []
    old = before if isinstance(before, Role) else Role(name=after.name)
    words = [_said(word, getattr(after, flag)) for flag, word in _FLAGS.items() if getattr(old, flag) != getattr(after, flag)]
    limit = after.connection_limit if old.connection_limit != after.connection_limit else None
    until = (after.valid_until or "infinity") if old.valid_until != after.valid_until else None
    said = {"words": words, "limit": limit, "until": until}
    made = [Action("create_role", change, said)] if change.verb is Verb.ADD else []
    if change.verb is Verb.ALTER and (words or limit is not None or until is not None):
        made.append(Action("alter_role", change, said))
    made += _memberships(change, old, after)
    return made + ([Action("comment_role", change)] if old.comment != after.comment else [])


def _said(word: str, value: object) -> str:
    return word if value else f"NO{word}"


def _memberships(change: Change, old: Role, new: Role) -> Iterator[Action]:
    """Go through the roles that it leaves and enters, and those that it may from now on give to others or no more."""
    had, has = {*old.member_of, *old.admin_of}, {*new.member_of, *new.admin_of}
    for group in sorted(had - has):
        yield Action("alter_membership", change, {"what": "revoke", "group": group})
    for group in sorted((set(old.admin_of) - set(new.admin_of)) & has):
        yield Action("alter_membership", change, {"what": "revoke option", "group": group})
    for group in sorted(has - had):
        yield Action("alter_membership", change, {"what": "grant with option" if group in new.admin_of else "grant", "group": group})
    for group in sorted((set(new.admin_of) - set(old.admin_of)) & had):
        yield Action("alter_membership", change, {"what": "grant with option", "group": group})


def default_privilege_actions(change: Change, context: Legalizing) -> list[Action]:
    """Return what changes the rights to objects that are yet to be made."""
    item = change.subject
    if not isinstance(item, DefaultPrivilege):
        return []
    before, after = _held(change.before, item, context), _held(change.after, item, context)
    steps = [
        ("revoke", [name for name in before[0] if name not in after[0]]),
        ("revoke option", [name for name in before[1] if name not in after[1] and name in after[0]]),
        ("grant", [name for name in after[0] if name not in before[0] and name not in after[1]]),
        ("grant with option", [name for name in after[1] if name not in before[1]]),
    ]
    where = (item.namespace or "public") if item.within or item.namespace else ""
    fields = {"word": LATER[item.on], "where": where}
    return [Action("alter_default_privilege", change, {**fields, "what": what, "privileges": names}) for what, names in steps if names]


def _held(said: object, item: DefaultPrivilege, context: Legalizing) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the privileges that a grantee holds on what comes, and those it may give on: as said, or else as is usual."""
    if isinstance(said, DefaultPrivilege):
        return said.privileges, said.grantable
    if item.within or item.namespace:
        return (), ()
    return usual(item.on, "", item.to, item.name, context.capabilities.version), ()
