"""What stands beside tables under the new names of the tables and columns that it speaks of."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from schemac.model.names import Name, dotted
from schemac.model.objects import Object
from schemac.model.relations import MaterializedView, Policy, Publication, Statistics
from schemac.model.sql_text import identifiers, rename


def follow_table(item: Object, old: Name, new: Name) -> Object:
    """Return an object with what it says of a table under the table's new name."""
    names = {old.name: new.name}
    match item:
        case Policy():
            table = new.name if (item.namespace, item.table) == tuple(old) else item.table
            return replace(item, table=table, using=rename(item.using, names), check=rename(item.check, names))
        case MaterializedView():
            return replace(item, sql=rename(item.sql, names))
        case Statistics() if item.table == str(old):
            return replace(item, table=str(new))
        case Publication() if old.name in identifiers(" ".join(item.tables)):
            return replace(item, tables=tuple(_listed(entry, old, new) for entry in item.tables))
        case _:
            return item


def _listed(entry: str, old: Name, new: Name) -> str:
    """Return an entry of a publication with the table that it begins with under its new name."""
    spelled, rest = dotted(*old), entry.partition(" ")[1:]
    return dotted(*new) + "".join(rest) if entry.partition(" ")[0] == spelled else entry


def follow_column(item: Object, table: Name, names: Mapping[str, str]) -> Object:
    """Return an object with what it says of a column under the column's new name."""
    match item:
        case Policy() if table.name == item.table or table.name in identifiers(item.using + " " + item.check):
            return replace(item, using=rename(item.using, names), check=rename(item.check, names))
        case MaterializedView() if table.name in identifiers(item.sql):
            return replace(item, sql=rename(item.sql, names))
        case Statistics() if item.table == str(table):
            return replace(item, columns=tuple(names.get(column, rename(column, names)) for column in item.columns))
        case _:
            return item
