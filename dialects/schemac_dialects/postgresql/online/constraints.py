"""Constraints that rows from before are held to only when a lock that nobody minds is taken.

Source: https://www.postgresql.org/docs/current/sql-altertable.html (ADD table_constraint NOT VALID, USING INDEX, VALIDATE CONSTRAINT)
"""

from __future__ import annotations

from dataclasses import replace as replace_change

from msgspec.structs import replace

from schemac.dialect import Capabilities
from schemac.model.change import Action, Change, Verb
from schemac.model.plan import Phase
from schemac.model.tables import Check, ForeignKey, Index, IndexKey, PrimaryKey, Table, Unique
from schemac_dialects.postgresql.online.apart import beside, validated
from schemac_dialects.postgresql.online.aside import aside

_PARTITIONED_KEYS = 18
"""From this version on a foreign key of a partitioned table can be added NOT VALID."""


def checked_later(action: Action, table: Table, can: Capabilities) -> list[Action]:
    """Return the actions that add a check or a foreign key for new rows, and hold the old ones to it in a transaction of its own."""
    change, part = action.change, action.change.after
    if not isinstance(part, Check | ForeignKey) or not part.name or not part.valid or not getattr(part, "enforced", True):
        return [action]
    if part.options.get("not_enforced"):
        return [action]
    if isinstance(part, ForeignKey) and table.partition_by and can.version[0] < _PARTITIONED_KEYS:
        return [action]
    unchecked = replace_change(change, after=replace(part, valid=False))
    return [replace_change(action, change=unchecked), validated(Action("validate_constraint", change))]


def key_from_index(action: Action, table: Table) -> list[Action]:
    """Return the actions that build a key's index beside readers and writers and then make it the key's; none where that cannot be."""
    change, part = action.change, action.change.after
    if not isinstance(part, PrimaryKey | Unique) or not part.name or table.partition_by or part.options.get("without_overlaps"):
        return []
    index = key_index(part, aside(change.ref.parent, part.name))
    built = Action("create_index", Change(Verb.ADD, None, index, change.table_before, change.table_after), {"about": change.ref})
    return [beside(built, Phase.BACKFILL), Action("add_constraint_over", change, {"index": index.name}, Phase.BACKFILL)]


def key_index(part: PrimaryKey | Unique, name: str) -> Index:
    """Return the index that a key stands on, under a name."""
    return Index(
        name=name,
        keys=tuple(IndexKey(column=column) for column in part.columns),
        unique=True,
        include=part.include,
        nulls_distinct=part.nulls_distinct if isinstance(part, Unique) else True,
        options=part.options,
    )
