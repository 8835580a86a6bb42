"""The rule of defaults."""

from __future__ import annotations

from pathlib import Path

import pytest

from schemac.errors import SchemaError
from schemac.source import from_dict
from tests.unit.source.writing import loaded


def default(kind: str, value: object) -> str | None:
    """Return the SQL of a column's default."""
    data = {
        "enums": {"status": ["open", "it's"]},
        "domains": {"code": "varchar(8)", "amount": "numeric(12,2)"},
        "tables": {"t": {"columns": {"c": {"type": kind, "default": value}}}},
    }
    return next(from_dict(data).schema.tables).columns[0].default


@pytest.mark.parametrize(
    ("kind", "value", "sql"),
    [
        ("varchar(8)", "en", "'en'"),
        ("text", "it's", "'it''s'"),
        ("text", "", "''"),
        ("text", "'); drop table x; --".strip("'"), "'); drop table x; --'"),
        ("text", "'en'", "'en'"),
        ("text", "now()", "now()"),
        ("text", "CURRENT_USER", "CURRENT_USER"),
        ("text", "nextval('s')", "nextval('s')"),
        ("text", "'a'::text", "'a'::text"),
        ("text", "yes", "'yes'"),
        ("text", "f (x)", "'f (x)'"),
        ("text", 0, "'0'"),
        ("code", "en", "'en'"),
        ("status", "open", "'open'"),
        ("STATUS", "it's", "'it''s'"),
        ("enum('a','b')", "a", "'a'"),
        ("text[]", "'{}'", "'{}'"),
        ("int", 0, "0"),
        ("int", "0", "0"),
        ("int", "1 + 1", "1 + 1"),
        ("int", {"value": "5"}, "5"),
        ("numeric(12,2)", 1.5, "1.5"),
        ("amount", -0.5, "-0.5"),
        ("boolean", True, "true"),
        ("boolean", 0, "false"),
        ("tinyint", True, "true"),
        ("timestamptz", "now()", "now()"),
        ("timestamptz", "current_timestamp", "current_timestamp"),
        ("date", {"value": "2020-01-01"}, "'2020-01-01'"),
        ("date", "'2020-01-01'", "'2020-01-01'"),
        ("interval", {"value": "1 day"}, "'1 day'"),
        ("uuid", "gen_random_uuid()", "gen_random_uuid()"),
        ("jsonb", "'{}'", "'{}'"),
        ("jsonb", {"value": '{"a": 1}'}, "'{\"a\": 1}'"),
        ("text", {"sql": "lower('A')"}, "lower('A')"),
        ("text", {"value": "now()"}, "'now()'"),
        ("int", None, None),
        ("text", "NULL", None),
        ("text", {"sql": '"odd"'}, '"odd"'),
        ("inet", {"value": "::1"}, "'::1'"),
    ],
)
def test_a_default_becomes_sql(kind: str, value: object, sql: str | None) -> None:
    """Numbers, booleans and null are literals; a text is one on a text-like column, and SQL elsewhere or where it is plainly SQL."""
    assert sql == default(kind, value)


@pytest.mark.parametrize(
    ("kind", "value", "code"),
    [
        ("int", {"value": "abc"}, "SC210"),
        ("smallint", 40000, "SC210"),
        ("varchar(2)", "abc", "SC210"),
        ("varchar(2)", "'abc'", "SC210"),
        ("status", "shut", "SC210"),
        ("status", "'shut'", "SC210"),
        ("boolean", {"value": "maybe"}, "SC210"),
        ("numeric(3,2)", 10, "SC210"),
        ("int", True, "SC210"),
        ("date", "2020-01-01", "SC211"),
        ("int", "abc", "SC211"),
        ("int", {"sql": "other + 1"}, "SC211"),
        ("int", {"sql": "1) , evil int default (2"}, "SC209"),
        ("int", {"sql": "1 -- x"}, "SC209"),
    ],
)
def test_a_default_that_cannot_be_is_an_error(kind: str, value: object, code: str) -> None:
    """A literal that is no value of the type, and SQL that is none, are refused."""
    with pytest.raises(SchemaError) as failure:
        default(kind, value)

    assert [code] == [problem.code for problem in failure.value.problems]


def test_a_number_keeps_its_digits(tmp_path: Path) -> None:
    """A default is the number as written, not as a float prints it."""
    definition = loaded(tmp_path, "tables: {t: {columns: {a: {type: 'numeric(9,4)', default: 0.10}, b: {type: numeric, default: 1e3}}}}\n")

    assert ["0.10", "1e3"] == [column.default for column in next(definition.schema.tables).columns]
