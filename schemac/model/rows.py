"""Reference data: the rows of a table that a definition says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from msgspec import Struct

from schemac.model.objects import Object

SQL = "sql"
UNSAID = "unsaid"


class Value(Struct, frozen=True, array_like=True):
    """One value of a row, as text, and what the text is.

    kind: `text`, `number` (in its own digits), `boolean` (`true` or `false`), `bytes` (in hexadecimal digits), `json`, `array` (a list in
    JSON), `sql` (an expression), or `unsaid` for a column of which a row says nothing. What an expression gives, and what a column holds
    of which nothing is said, is settled when the row is inserted, and never compared.
    """

    kind: str
    text: str = ""

    @property
    def settled(self) -> bool:
        """Whether the database decides on it when the row is inserted."""
        return self.kind in {SQL, UNSAID}


Row = tuple[Value | None, ...]


class Rows(Object, frozen=True, kw_only=True, tag="rows"):
    """The rows of the table of the same name, told apart by a key; None is a null.

    columns: what the values of each row are of. exact: whether rows that are not among them are deleted.
    """

    kind = "rows"

    columns: tuple[str, ...]
    key: tuple[str, ...]
    values: tuple[Row, ...] = ()
    exact: bool = False

    def key_of(self, row: Row) -> Row:
        """Return the values of a row that tell it apart."""
        return tuple(row[self.columns.index(column)] for column in self.key)

    def by_key(self) -> dict[Row, Row]:
        """Return the rows by their keys."""
        places = [self.columns.index(column) for column in self.key]
        return {tuple(row[at] for at in places): row for row in self.values}

    def cell(self, row: Row, column: str) -> Value | None:
        """Return a row's value of a column. Raises ValueError where the column is none of those given."""
        return row[self.columns.index(column)]


@dataclass(frozen=True, slots=True)
class Cell:
    """A value of a column before and after."""

    column: str
    before: Value | None
    after: Value | None


@dataclass(frozen=True, slots=True)
class RowDifferences:
    """What makes some rows into others: whole rows that come and go, and the cells that change, by key."""

    added: tuple[Row, ...]
    removed: tuple[Row, ...]
    changed: tuple[tuple[Row, tuple[Cell, ...]], ...]


def row_differences(before: Rows | None, after: Rows | None) -> RowDifferences:
    """Return what makes the rows before into those after; a column that only one side has is a change where it has to be set."""
    old = before.by_key() if before is not None else {}
    new = after.by_key() if after is not None else {}
    changed = []
    if before is not None and after is not None:
        for key, row in new.items():
            cells = tuple(_cells(before, old[key], after, row)) if key in old else ()
            if cells:
                changed.append((key, cells))
    return RowDifferences(
        added=tuple(row for key, row in new.items() if key not in old),
        removed=tuple(row for key, row in old.items() if key not in new),
        changed=tuple(changed),
    )


def _cells(before: Rows, old: Row, after: Rows, new: Row) -> Iterator[Cell]:
    for column, value in zip(after.columns, new, strict=True):
        if value is not None and value.settled:
            continue
        if column not in before.columns:
            yield Cell(column, Value(UNSAID), value)
        elif before.cell(old, column) != value:
            yield Cell(column, before.cell(old, column), value)
