"""The rows of a database, and what differs between two of its moments."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from schemac.model.names import Name
from schemac.model.rows import Row, Value
from schemac.model.schema import Schema
from schemac.model.tables import Table
from schemac.prove.beds import is_elsewhere
from schemac.prove.bench import Bench


@dataclass(frozen=True, slots=True)
class Holding:
    """The rows of one table."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]

    def as_dicts(self) -> list[dict[str, Value | None]]:
        """Return each row by its columns."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]


def rows_of(bench: Bench, table: Table) -> Holding:
    """Return all rows of a table, of the columns that hold values of their own. Raises DatabaseError."""
    columns = tuple(column for column in table.columns if column.generated is None)
    words, quote = bench.engine.rows, bench.dialect.quote
    shown = ", ".join(words.shown(f"l.{quote(column.name)}", column.type) for column in columns) or "1"
    found = bench.session.query(f"SELECT {shown} FROM {table_name(table.full_name, quote)} l")
    rows = tuple(tuple(words.read(value, column.type) for value, column in zip(row, columns, strict=False)) for row in found)
    return Holding(tuple(column.name for column in columns), rows)


def all_rows(bench: Bench, schema: Schema) -> dict[Name, Holding]:
    """Return the rows of all tables that keep them here. Raises DatabaseError."""
    return {table.full_name: rows_of(bench, table) for table in schema.tables if not is_elsewhere(table)}


def table_name(name: Name, quote: Callable[[str], str]) -> str:
    """Return a table's name as SQL."""
    return f"{quote(name.namespace)}.{quote(name.name)}" if name.namespace else quote(name.name)


@dataclass(frozen=True, slots=True)
class Lost:
    """What one moment lacks of another: how many rows, and for columns that may change in how many rows they hold something else.

    emptied: for such columns the number of rows that held a value and do not any more. of: how many rows there were.
    """

    rows: int
    columns: Mapping[str, int]
    emptied: Mapping[str, int]
    of: int


def lost(before: Holding, after: Holding, names: Mapping[str, str], moving: AbstractSet[str]) -> Lost:
    """Compare the rows of a table.

    names: the columns of before that after has, each with its name there. moving: those that may hold something else; by the values of
    all others a row is known again.
    """
    there = {column: now for column, now in names.items() if now in after.columns and column in before.columns}
    key = [column for column in there if column not in moving]
    old, new = _by_key(before, key), _by_key(after, [there[column] for column in key])
    missing = sum(
        (Counter({each: len(rows) for each, rows in old.items()}) - Counter({each: len(rows) for each, rows in new.items()})).values()
    )
    changed: dict[str, int] = {}
    emptied: dict[str, int] = {}
    for column, now in there.items():
        if column in moving:
            at, then = before.columns.index(column), after.columns.index(now)
            pairs = [(rows, new[each]) for each, rows in old.items() if each in new]
            changed[column] = sum(_other([row[at] for row in one], [row[then] for row in two]) for one, two in pairs)
            emptied[column] = sum(_nulls(two, then) - _nulls(one, at) for one, two in pairs if _nulls(two, then) > _nulls(one, at))
    return Lost(missing, changed, emptied, len(before.rows))


def _by_key(holding: Holding, columns: Sequence[str]) -> dict[Row, list[Row]]:
    places = [holding.columns.index(column) for column in columns]
    found: dict[Row, list[Row]] = {}
    for row in holding.rows:
        found.setdefault(tuple(row[at] for at in places), []).append(row)
    return found


def _other(one: Sequence[Value | None], two: Sequence[Value | None]) -> int:
    """Return how many values of the first are not among the second."""
    texts = [Counter(value.text if value is not None else None for value in values) for values in (one, two)]
    return sum((texts[0] - texts[1]).values())


def _nulls(rows: Sequence[Row], at: int) -> int:
    return sum(row[at] is None for row in rows)
