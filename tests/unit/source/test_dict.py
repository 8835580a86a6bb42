"""The door for a Python dict."""

from __future__ import annotations

from typing import Any

import pytest

from schemac.errors import SchemaError
from schemac.source import from_dict


def messages(data: Any) -> list[str]:
    """Return what is wrong with a dict, in one line each."""
    with pytest.raises(SchemaError) as failure:
        from_dict(data)
    return str(failure.value).split("\n")


def test_a_message_begins_with_the_path() -> None:
    """Without lines, the path leads to what is wrong."""
    data = {
        "tables": [
            {"name": "t", "columns": [{"name": "id", "type": "int"}, {"name": "x", "type": "numeric(("}], "indexes": [{"columns": ["idd"]}]}
        ]
    }

    hint = "a type is written as SQL: varchar(20), numeric(12,2), text[]"

    assert [
        f"error[SC203]: tables[0].columns[1].type: `numeric((` is not the spelling of a type ({hint})",
        "error[SC207]: tables[0].indexes[0].columns[0]: t.idd does not exist (did you mean id?)",
    ] == messages(data)


def test_a_key_with_odd_signs_is_quoted_in_the_path() -> None:
    """A key that is no plain word stands in quotes within a path."""
    assert ["error[SC110]: tables.'a b'.colums: unknown key `colums` in table a b (did you mean columns?)"] == messages(
        {"tables": {"a b": {"colums": {}, "columns": {"x": "int"}}}}
    )


def test_the_dict_is_left_alone() -> None:
    """Variables are replaced in a copy, and tuples are lists."""
    data = {"variables": {"n": "x"}, "tables": {"t": {"columns": {"id": "int"}, "comment": "${n}", "primary_key": ("id",)}}}
    comment = next(from_dict(data).schema.tables).comment

    assert ("x", "${n}") == (comment, data["tables"]["t"]["comment"])  # type: ignore[index]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ([], "SC111"),
        ("tables", "SC111"),
        ({"tables": {1: {}}}, "SC109"),
        ({"tables": {"t": {"columns": {"id": object()}}}}, "SC111"),
        ({"tables": {"t": {"columns": {"id": {"type": "int", "default": float("nan")}}}}}, "SC111"),
        ({"tables": {"t": {"columns": {"id": b"int"}}}}, "SC111"),
        ({"include": "x.yaml"}, "SC124"),
        ({"tables": {"t": {"comment": "a\0", "columns": {"id": "int"}}}}, "SC204"),
        ({"tables": {"t": {"comment": "a\ud800", "columns": {"id": "int"}}}}, "SC204"),
        ({"tables": {"t\udfff": {"columns": {"id": "int"}}}}, "SC204"),
    ],
)
def test_what_is_no_plain_data_is_refused(data: Any, code: str) -> None:
    """Keys that are no text, objects, NaN and bytes are no definition."""
    assert [f"error[{code}]"] == [message.split(":")[0] for message in messages(data)]


def test_a_dict_that_holds_itself_is_refused() -> None:
    """A circle is an error, not a crash."""
    data: dict[str, Any] = {}
    data["tables"] = data

    assert messages(data)[0].startswith("error[SC108]")
