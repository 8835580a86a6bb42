"""Gives partitions and tables that inherit the columns of their parents, which a definition need not repeat."""

from __future__ import annotations

from msgspec.structs import replace

from schemac.model.names import Name, Ref
from schemac.model.tables import Column, Table
from schemac.source.building import Building
from schemac.source.document import held

_SERIALS = {"serial": "integer", "bigserial": "bigint", "smallserial": "smallint"}


def complete_children(build: Building) -> None:
    """Put the parents' columns into every partition and every table that inherits."""
    done: dict[Name, Table] = {}
    for item in list(build.objects.values()):
        if isinstance(item, Table) and item.parents:
            _complete(build, item, done, frozenset())


def _complete(build: Building, table: Table, done: dict[Name, Table], passed: frozenset[Name]) -> Table:
    """Return a table with its parents' columns."""
    name = table.full_name
    if name in done or not table.parents:
        return done.get(name, table)
    columns: list[Column] = []
    for parent in table.parents:
        found = build.objects.get(Ref("table", *parent))
        if not isinstance(found, Table) or parent in passed or parent == name:
            _missing(build, table, parent)
            continue
        whole = _complete(build, found, done, passed | {name})
        there = {each.name for each in columns}
        columns += [handed_down(column, whole, table) for column in whole.columns if column.name not in there]
    done[name] = build.objects[table.ref] = completed = replace(table, columns=merged(columns, table.columns))
    return completed


def merged(given: list[Column], own: tuple[Column, ...]) -> tuple[Column, ...]:
    """Return a child's columns: in its own order where it names them all, else its parents' and what is only its own behind them."""
    mine = {column.name: column for column in own}
    if all(column.name in mine for column in given):
        return own
    return (
        *(mine.get(column.name, column) for column in given),
        *(column for column in own if column.name not in {each.name for each in given}),
    )


def handed_down(column: Column, parent: Table, child: Table) -> Column:
    """Return a parent's column as its children have it: without its comment, and counted by the parent's sequence.

    A table that inherits counts by nothing, where a partition may count by its whole's identity.
    """
    word = column.type.strip().lower()
    column = replace(column, comment=None, identity=column.identity if child.partition_of is not None else None)
    if word not in _SERIALS:
        return column
    sequence = ".".join(f'"{part}"' for part in (parent.namespace, f"{parent.name}_{column.name}_seq") if part)
    return replace(column, type=_SERIALS[word], nullable=False, default=f"nextval('{sequence}'::regclass)")


def _missing(build: Building, table: Table, parent: Name) -> None:
    """Note a parent that there is not, unless it is somebody else's or left out because of other problems."""
    if parent in build.damaged or Ref("table", *parent) in build.unmanaged:
        return
    place = build.places[table.ref]
    build.document = place.document
    entry, key = held(place.holder, place.key), "partition_of" if table.partition_of is not None else "inherits"
    build.complain("SC207", f"{parent} does not exist", entry, key, hint="define the table that this one takes its columns from")
