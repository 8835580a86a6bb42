"""The tables that stand in a database and change."""

from __future__ import annotations

from schemac.diff.differ import Differences
from schemac.model.change import Change, Verb
from schemac.model.names import Name


def standing(differences: Differences) -> dict[Name, Name]:
    """Return those tables as they are called after the renames, each with the name that it has before them."""
    changes = differences.changes
    were = {change.ref.owner: _was(change) for change in changes if change.verb is Verb.RENAME and change.kind == "table"}
    moved = {change.ref.name: _was(change).name for change in changes if change.verb is Verb.RENAME and change.kind == "namespace"}
    found = {change.ref.owner for change in changes if change.table_before is not None and change.table_after is not None}
    found |= {change.ref.owner for change in changes if change.kind == "table" and change.verb in {Verb.ALTER, Verb.DROP}}
    return {name: were.get(name, name._replace(namespace=moved.get(name.namespace, name.namespace))) for name in sorted(found)}


def _was(change: Change) -> Name:
    """Return what a renamed thing was called."""
    before = change.before
    return Name("", "") if before is None else Name(getattr(before, "namespace", ""), before.name)
