"""Computed columns that cannot stay while what they are computed from changes: dropped before, added and computed again after."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from schemac.dialect import Legalizing
from schemac.dialect.legalize import actions
from schemac.model.change import Action, Change, Verb, Work
from schemac.model.names import Name, Ref
from schemac.model.sql_text import identifiers
from schemac.model.tables import Column, Table
from schemac_dialects.postgresql.columns import column_actions, is_remade

_BECAUSE = "how a column is computed cannot be altered in place; it is made anew"


@dataclass(frozen=True, slots=True)
class Recomputed:
    """The computed columns of one table that are made anew, and the changes of columns that happen in between.

    asked: those of the changes that make a column computed or plain, by which values are lost.
    """

    table: Table
    wanted: Table
    columns: tuple[Column, ...]
    between: tuple[Change, ...]
    asked: tuple[Change, ...] = ()

    @property
    def refs(self) -> frozenset[Ref]:
        """The identities of the columns."""
        return frozenset(Ref("column", self.table.namespace, column.name, self.table.name) for column in self.columns)

    def takes(self, change: Change) -> bool:
        """Tell whether a change is made here and nowhere else."""
        return change in self.between or (change.ref in self.refs and change.verb in {Verb.ALTER, Verb.DROP})


def recomputed(changes: Sequence[Change], context: Legalizing) -> Mapping[Name, Recomputed]:
    """Return the computed columns that must be made anew, by their tables."""
    altered: dict[Name, list[Change]] = {}
    for change in changes:
        if change.verb is Verb.ALTER and isinstance(change.after, Column) and change.table_after is not None:
            altered.setdefault(change.table_after.full_name, []).append(change)
    found = {name: _of_table(name, each, context) for name, each in altered.items()}
    return {name: each for name, each in found.items() if each is not None}


def _of_table(name: Name, changes: Sequence[Change], context: Legalizing) -> Recomputed | None:
    table = context.current.table(name)
    if table is None:
        return None
    wanted = context.desired.table(name) or table
    retyped = {change.subject.name for change in changes if {"type", "collation"} & set(change.aspects)}
    remade = {change.subject.name for change in changes if is_remade(change, context.capabilities)}
    columns = tuple(column for column in table.columns if _goes(column, wanted.column(column.name), retyped, remade))
    names = {column.name for column in columns}
    between = tuple(change for change in changes if change.subject.name not in names)
    asked = tuple(change for change in changes if change.subject.name in remade and _crosses(change))
    return Recomputed(table, wanted, columns, between, asked) if columns else None


def _crosses(change: Change) -> bool:
    """Tell whether a column becomes computed, or plain."""
    before, after = change.before, change.after
    return isinstance(before, Column) and isinstance(after, Column) and (before.generated is None) != (after.generated is None)


def _goes(column: Column, wanted: Column | None, retyped: set[str], remade: set[str]) -> bool:
    """Tell whether a column is or becomes computed and cannot stay; one that keeps its values as a plain column can."""
    if column.name in remade:
        return True
    if column.generated is None or (wanted is not None and wanted.generated is None):
        return False
    return not identifiers(column.generated.sql).isdisjoint(retyped)


def recomputing(found: Recomputed, context: Legalizing) -> Work:
    """Return the work of one table: computed columns away, everything else about columns changed, computed columns back."""
    added = [Change(Verb.ADD, None, column, found.table, found.wanted, because=_BECAUSE) for column in _back(found)]
    first = sorted(found.between, key=lambda change: "generated" not in change.aspects)
    dropped = [Change(Verb.DROP, column, None, found.table, found.wanted, because=_BECAUSE) for column in found.columns]
    made = [Action("drop_column", change) for change in dropped]
    for change in first:
        made += column_actions(change, context.casts.get(change.ref, ""))
    for change in added:
        made += actions(change, context.capabilities)
    return Work((*found.between, *added, *found.asked), tuple(made))


def _back(found: Recomputed) -> Iterator[Column]:
    """Go through the columns to add again, as they are wanted."""
    for column in found.columns:
        wanted = found.wanted.column(column.name)
        if wanted is not None:
            yield wanted
