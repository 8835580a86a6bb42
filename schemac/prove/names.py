"""What tables and columns are called before and after a plan."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from schemac.model.change import Change, Verb
from schemac.model.names import Name
from schemac.model.objects import Namespace
from schemac.model.schema import Schema
from schemac.model.tables import Column, Table


@dataclass(frozen=True, slots=True)
class Names:
    """For each table of the live schema its name after the plan's renames; for each renamed column, by its table's live name, its own."""

    tables: Mapping[Name, Name]
    columns: Mapping[tuple[Name, str], str]

    def column(self, table: Name, column: str) -> str:
        """Return what a column of a live table is called afterwards."""
        return self.columns.get((table, column), column)

    def was(self, table: Name) -> Name | None:
        """Return what a table of afterwards is called live; None for one that is new."""
        return next((live for live, then in self.tables.items() if then == table), None)

    def column_was(self, table: Name, column: str) -> str:
        """Return what a column is called live, of the table with that live name."""
        return next((old for (owner, old), new in self.columns.items() if owner == table and new == column), column)


def names_after(live: Schema, changes: Iterable[Change]) -> Names:
    """Return the names that the renames among the changes give."""
    tables = {table.full_name: table.full_name for table in live.tables}
    columns: dict[tuple[Name, str], str] = {}
    for change in changes:
        if change.verb is not Verb.RENAME:
            continue
        match change.before, change.after:
            case Namespace() as before, Namespace() as after:
                tables = {was: now._replace(namespace=after.name) if now.namespace == before.name else now for was, now in tables.items()}
            case Table() as before, Table() as after:
                tables = {was: after.full_name if now == before.full_name else now for was, now in tables.items()}
            case Column() as before, Column() as after if change.table is not None:
                here = change.table.full_name
                owner = next((was for was, now in tables.items() if now == here), here)
                first = next((old for (at, old), now in columns.items() if at == owner and now == before.name), before.name)
                columns[owner, first] = after.name
            case _:
                continue
    return Names(tables, columns)
