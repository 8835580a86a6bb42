"""What hangs on a table or view goes when it goes, and comes back when it does."""

from __future__ import annotations

from collections.abc import Sequence

from schemac.dialect.record import Legalizing
from schemac.model.change import Change, Verb
from schemac.model.names import Name, Ref
from schemac.model.objects import Object
from schemac.model.programs import Hanging


def with_hanging(changes: Sequence[Change], context: Legalizing) -> list[Change]:
    """Return the changes with a drop and an addition of each trigger and rule whose table or view is dropped and added."""
    made = list(changes)
    dropped, added = (_owners(changes, verb) for verb in (Verb.DROP, Verb.ADD))
    for item in context.current:
        if not isinstance(item, Hanging) or item.owner not in dropped or item.owner not in added:
            continue
        own = [change for change in made if change.ref == item.ref]
        because = f"it goes with {item.owner}, which is made anew"
        if not any(change.verb is Verb.DROP for change in own):
            made = [change for change in made if change.ref != item.ref]
            made.append(Change(Verb.DROP, item, None, because=because))
            made.append(Change(Verb.ADD, None, context.desired.objects.get(item.ref, item), because=because))
    return made


def gone_with_owner(changes: Sequence[Change]) -> dict[Ref, list[Change]]:
    """Return the drops that need no statement, because the table or view that they hang on is dropped, by that table or view."""
    owners = {_name(change.before): change.ref for change in changes if change.verb is Verb.DROP and _holds(change.before)}
    found: dict[Ref, list[Change]] = {}
    for change in changes:
        if change.verb is Verb.DROP and isinstance(change.before, Hanging) and change.before.owner in owners:
            found.setdefault(owners[change.before.owner], []).append(change)
    return found


def _owners(changes: Sequence[Change], verb: Verb) -> frozenset[Name]:
    """Return the names of the tables and views that changes drop, or add."""
    return frozenset(_name(change.subject) for change in changes if change.verb is verb and _holds(change.subject))


def _holds(subject: object) -> bool:
    """Tell whether triggers and rules can hang on something."""
    return isinstance(subject, Object) and subject.kind in {"table", "view", "materialized_view", "foreign_table"}


def _name(subject: object) -> Name:
    return subject.full_name if isinstance(subject, Object) else Name("", "")
