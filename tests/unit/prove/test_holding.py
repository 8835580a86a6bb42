"""Rows of two moments, compared."""

from __future__ import annotations

from schemac.model.rows import Row, Value
from schemac.prove.holding import Holding, lost


def row(*texts: str | None) -> Row:
    """Return a row of texts."""
    return tuple(Value("text", text) if text is not None else None for text in texts)


def test_a_row_is_known_again_by_what_does_not_move() -> None:
    """A column that may change is counted apart, under its new name; a row that is not there is missing."""
    before = Holding(("id", "a"), (row("1", "x"), row("2", "y"), row("3", "z")))
    after = Holding(("b", "id"), (row("x", "1"), row(None, "2")))

    found = lost(before, after, {"id": "id", "a": "b"}, {"a"})

    assert (1, {"a": 1}, {"a": 1}, 3) == (found.rows, found.columns, found.emptied, found.of)


def test_equal_rows_are_counted() -> None:
    """Two equal rows of which one is gone are one row missing."""
    before, after = Holding(("a",), (row("x"), row("x"))), Holding(("a",), (row("x"),))

    assert 1 == lost(before, after, {"a": "a"}, frozenset()).rows
