"""Names as the tables and columns that bear them spell them: SQLite finds them in whatever case a statement names them."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from schemac.model.names import Name
from schemac.model.tables import Constraint, ForeignKey, PrimaryKey, Table, Unique

Names = Mapping[str, str]


def in_one_case(table: Table, names: Names, columns: Mapping[str, Names]) -> Table:
    """Return a table whose keys and indexes name tables and columns as these are spelled. names, columns: the spellings by lower case."""
    own = columns[table.name.lower()]
    indexes = tuple(
        replace(index, keys=tuple(replace(key, column=own.get(key.column.lower(), key.column)) for key in index.keys))
        for index in table.indexes
    )
    return replace(table, constraints=tuple(_constraint(part, own, names, columns) for part in table.constraints), indexes=indexes)


def _constraint(part: Constraint, own: Names, names: Names, columns: Mapping[str, Names]) -> Constraint:
    match part:
        case PrimaryKey() | Unique():
            return replace(part, columns=_spelled(part.columns, own))
        case ForeignKey():
            found = names.get(part.table.name.lower(), part.table.name)
            others = _spelled(part.referenced, columns.get(found.lower(), {}))
            return replace(part, columns=_spelled(part.columns, own), table=Name(part.table.namespace, found), referenced=others)
        case _:
            return part


def _spelled(listed: tuple[str, ...], names: Names) -> tuple[str, ...]:
    return tuple(names.get(name.lower(), name) for name in listed)
