"""Rows as a definition writes them become values by the types of their columns, and are written as they were."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from schemac.compile.normalize import normalize
from schemac.dialect import load
from schemac.model.names import Ref
from schemac.model.rows import Cell, Rows, Value, row_differences
from schemac.source import load as load_file
from schemac.source.format import format_text
from schemac.source.loading import from_dict
from schemac.source.write import write_definition


def rows(columns: dict[str, Any], said: dict[str, Any]) -> Rows:
    """Return the rows of a definition of one table."""
    found = from_dict({"tables": {"t": {"columns": {"id": {"type": "int", "primary_key": True}, **columns}, "rows": said}}})
    made = found.schema.objects[Ref("rows", "", "t")]
    assert isinstance(made, Rows)
    return made


@pytest.mark.parametrize(
    ("kind", "given", "value"),
    [
        ("text", "12:30", Value("text", "12:30")),
        ("varchar(5)", 12, Value("text", "12")),
        ("int", 12, Value("number", "12")),
        ("numeric(5,2)", "1.50", Value("number", "1.50")),
        ("double", "NaN", Value("text", "NaN")),
        ("boolean", "yes", Value("boolean", "true")),
        ("boolean", 0, Value("boolean", "false")),
        ("date", "2020-02-29", Value("text", "2020-02-29")),
        ("jsonb", {"a": [1, None]}, Value("json", '{"a": [1, null]}')),
        ("jsonb", '"a"', Value("json", '"a"')),
        ("jsonb", {"value": {"sql": 1}}, Value("json", '{"sql": 1}')),
        ("text[]", ["a", None], Value("array", '["a", null]')),
        ("text[]", "{a,b}", Value("text", "{a,b}")),
        ("bytea", {"hex": "00FF"}, Value("bytes", "00ff")),
        ("timestamptz", {"sql": "now()"}, Value("sql", "now()")),
        ("citext", "x", Value("text", "x")),
        ("point", "(1,2)", Value("text", "(1,2)")),
        ("text", None, None),
    ],
)
def test_a_value_is_read_by_the_type_of_its_column(kind: str, given: Any, value: Value | None) -> None:
    """What YAML says becomes a value of the column's type."""
    assert value == rows({"c": kind}, {"values": [[1, given]]}).values[0][1]


def test_the_key_is_the_primary_key_unless_it_is_said() -> None:
    """Rows as mappings say as many columns as any of them does."""
    made = rows({"a": "int", "b": {"type": "int", "unique": True}}, {"values": [{"id": 1, "b": 2}, {"id": 2}]})
    assert (("id",), ("id", "b")) == (made.key, made.columns)
    assert ((Value("number", "2"), Value("unsaid")),) == tuple(zip(*[row[1:] for row in made.values], strict=True))
    assert ("b",) == rows({"b": {"type": "int", "unique": True}}, {"key": "b", "values": [[1, 2]]}).key


def test_a_table_without_rows_to_say_may_still_be_exact() -> None:
    """An empty list and `exact` say that the table is empty."""
    assert ((), True) == ((made := rows({}, {"values": [], "exact": True})).values, made.exact)


def test_differences_are_rows_and_cells_and_turn_around() -> None:
    """What comes one way goes the other way; what the database decides on is never among them."""
    columns = {"a": "int", "b": "text"}
    before = rows(columns, {"values": [[1, 1, "x"], [2, 2, "y"]]})
    after = rows(columns, {"values": [[2, 3, {"sql": "now()"}], [3, 1, "z"]]})
    there, back = row_differences(before, after), row_differences(after, before)
    assert (there.added, there.removed) == (back.removed, back.added)
    assert (Cell("a", Value("number", "2"), Value("number", "3")),) == there.changed[0][1]


def test_rows_are_written_as_they_are_read(tmp_path: Path) -> None:
    """Writing rows and reading them again gives the same ones, whatever their values are."""
    columns = {"t": "text", "n": "numeric", "j": "jsonb", "b": "bytea", "ok": "boolean", "tags": "text[]", "at": "timestamptz"}
    said = [
        [1, "yes", 1.10, {"a": 1.5, "b": ["x", None]}, {"hex": "00"}, True, ["a", "1"], {"sql": "now()"}],
        [2, "two\nlines: $${x}", "123456789012345678901234567890.5", "[12345678901234567890.123]", None, False, [], None],
        [3, "12", 0, {"value": {"sql": 1}}, None, None, None, "2020-01-01 00:00:00+00"],
    ]
    made = rows(columns, {"values": said, "exact": True})
    data = {"tables": {"t": {"columns": {"id": {"type": "int", "primary_key": True}, **columns}, "rows": {"values": said, "exact": True}}}}
    native = normalize(from_dict(data), load("postgresql"), load("postgresql").capabilities)
    text = write_definition(native.schema, name="", dialect=load("postgresql"))
    assert text == format_text(text)
    (tmp_path / "t.yaml").write_text(text, encoding="utf-8")
    again = load_file(tmp_path / "t.yaml").schema.objects[Ref("rows", "", "t")]
    assert made == again
