"""What the rows of a table may hold so that they suit the live schema and, as far as that can be known, the desired one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from schemac.model.foreign import FOREIGN
from schemac.model.names import Name
from schemac.model.rows import Rows, Value
from schemac.model.schema import Schema
from schemac.model.tables import Check, Column, ForeignKey, PrimaryKey, Table
from schemac.model.types import INTEGERS, NUMBERS, TIMES, parse_type
from schemac.prove.names import Names
from schemac.prove.values import suggested, values_of

_PLAIN = 8
"""How many of a type's values are not extreme."""


@dataclass(frozen=True, slots=True)
class Key:
    """A reference to another table, both by their live names."""

    columns: tuple[str, ...]
    table: Name
    referenced: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Bed:
    """A live table that takes rows.

    choices: for each column that a row gives, its values. loose: those of them that may be null before and after. keys: what they refer to.
    """

    table: Table
    choices: Mapping[str, tuple[Value, ...]]
    loose: frozenset[str]
    keys: tuple[Key, ...]


def beds(live: Schema, desired: Schema, names: Names) -> list[Bed]:
    """Return the tables that take rows, each after those that it refers to, as far as they do not refer to each other."""
    return _ordered([_bed(table, live, desired, names) for table in live.tables if table.partition_of is None and not is_elsewhere(table)])


def is_elsewhere(table: Table) -> bool:
    """Tell whether the rows of a table are kept by another server."""
    return FOREIGN in table.options


def exact_rows(live: Schema, desired: Schema, names: Names) -> dict[Name, str]:
    """Return the tables whose rows are all said by a definition, by their live names, each with the reason why it takes no others."""
    said = [item for schema in (live, desired) for item in schema if isinstance(item, Rows) and item.exact]
    return {names.was(item.full_name) or item.full_name: "the definition says all of its rows" for item in said}


def _bed(table: Table, live: Schema, desired: Schema, names: Names) -> Bed:
    then = desired.table(names.tables[table.full_name])
    pairs = {column.name: then.column(names.column(table.full_name, column.name)) if then else None for column in table.columns}
    keys = tuple(_keys(table, then, live, names)) + tuple(_keys_below(table, live))
    held = {column for key in keys for column in key.columns}
    given = [column for column in table.columns if _is_given(column, held)]
    loose = {column.name for column in given if column.nullable and _stays_loose(pairs[column.name])}
    texts = [*_conditions(table), *(_conditions(then) if then is not None else ())]
    bounds = [f"{table.partition_by} {text}" for text in _bounds(table.full_name, live)]
    said = {_said(names, item, live): item for schema in (live, desired) for item in schema if isinstance(item, Rows)}
    choices = {}
    for column in given:
        now = pairs[column.name]
        spoken = [*suggested([*texts, *bounds], column.type, column.name)]
        if now is not None and now.name != column.name:
            spoken += suggested(texts, now.type, now.name)
        usual = _usual(column, now, live, desired)
        choices[column.name] = _without(tuple(dict.fromkeys([*spoken, *usual])), said.get(table.full_name), column.name)
    return Bed(table, choices, frozenset(loose), keys)


def _said(names: Names, item: Rows, live: Schema) -> Name:
    return item.full_name if live.table(item.full_name) is not None else names.was(item.full_name) or item.full_name


def _without(choices: tuple[Value, ...], rows: Rows | None, column: str) -> tuple[Value, ...]:
    """Return the values without those by which the definition tells its own rows apart."""
    if rows is None or column not in rows.key:
        return choices
    taken = {value.text for row in rows.values for value in [rows.cell(row, column)] if value is not None}
    return tuple(value for value in choices if value.text not in taken) or choices


def _usual(column: Column, then: Column | None, live: Schema, desired: Schema) -> list[Value]:
    """Return values of a column's type that the new type takes too, as far as that can be told; times and numbers may be rounded."""
    before = values_of(column.type, live, column.name)
    if then is None:
        return before
    after = values_of(then.type, desired, column.name)
    both = [value for value in before if value in after]
    if column.type == then.type:  # an enum may have other labels
        return both or before
    if _sort(column.type) == _sort(then.type) == "time":
        return before
    if _sort(column.type) == _sort(then.type) == "number":
        return before[:_PLAIN]
    return both if len(both) > 2 else [*both, *after, *before]


def _sort(native: str) -> str:
    try:
        kind = parse_type(native)
    except ValueError:
        return ""
    return "" if kind.dimensions else "number" if kind.name in NUMBERS else "time" if kind.name in TIMES else ""


def _is_given(column: Column, held: set[str]) -> bool:
    """Tell whether a row brings a value for a column: where the database counts, it does not."""
    if column.generated is not None:
        return False
    if column.name in held:
        return column.identity is None or not column.identity.always
    return column.identity is None and not (_is_whole(column.type) and "(" in (column.default or ""))


def _is_whole(native: str) -> bool:
    try:
        return parse_type(native).name in INTEGERS
    except ValueError:
        return False


def _stays_loose(then: Column | None) -> bool:
    return then is None or then.nullable


def _conditions(table: Table) -> Iterator[str]:
    yield from (part.sql for part in table.constraints if isinstance(part, Check))


def _bounds(table: Name, live: Schema) -> Iterator[str]:
    """Go through the bounds of all partitions below a table."""
    for item in live.tables:
        if item.partition_of is not None and item.partition_of.table == table:
            yield item.partition_of.values
            yield from _bounds(item.full_name, live)


def _keys(table: Table, then: Table | None, live: Schema, names: Names) -> Iterator[Key]:
    """Go through the foreign keys of a table, those of afterwards by its live names."""
    here = table.full_name
    for part in _foreign_keys(table):
        yield Key(part.columns, part.table, part.referenced or _primary(live.table(part.table)))
    for part in _foreign_keys(then) if then is not None else ():
        columns = tuple(names.column_was(here, column) for column in part.columns)
        target = names.was(part.table)
        known = {column.name for column in table.columns}
        if known.issuperset(columns) and not any(key.columns == columns and key.table == target for key in _foreign_keys(table)):
            referenced = tuple(names.column_was(target, column) for column in part.referenced) if target else part.referenced
            yield Key(columns, target or part.table, referenced or _primary(live.table(target) if target else None))


def _keys_below(table: Table, live: Schema) -> Iterator[Key]:
    """Go through the foreign keys that partitions have by themselves."""
    own = {key.columns for key in _foreign_keys(table)}
    for item in live.tables:
        if item.partition_of is not None and item.partition_of.table == table.full_name:
            below = (Key(part.columns, part.table, part.referenced or _primary(live.table(part.table))) for part in _foreign_keys(item))
            yield from (key for key in (*below, *_keys_below(item, live)) if key.columns not in own)


def _foreign_keys(table: Table) -> list[ForeignKey]:
    return [part for part in table.constraints if isinstance(part, ForeignKey)]


def _primary(table: Table | None) -> tuple[str, ...]:
    parts = table.constraints if table is not None else ()
    return next((part.columns for part in parts if isinstance(part, PrimaryKey)), ())


def _ordered(found: Iterable[Bed]) -> list[Bed]:
    """Return the tables in an order in which what is referred to comes first; of a circle, whoever need not refer comes first."""
    waiting = {bed.table.full_name: bed for bed in found}
    ordered: list[Bed] = []
    while waiting:
        free = [bed for bed in waiting.values() if not _waits(bed, waiting, firmly=False)]
        free = free or [bed for bed in waiting.values() if not _waits(bed, waiting, firmly=True)][:1] or list(waiting.values())[:1]
        for bed in free:
            ordered.append(bed)
            del waiting[bed.table.full_name]
    return ordered


def _waits(bed: Bed, waiting: Mapping[Name, Bed], *, firmly: bool) -> bool:
    """Tell whether a table refers to another that has no rows yet; firmly: by columns that may not be null."""
    own = bed.table.full_name
    return any(key.table in waiting and key.table != own and not (firmly and bed.loose & set(key.columns)) for key in bed.keys)
