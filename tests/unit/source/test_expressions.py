"""What is said about the expressions of a definition."""

from __future__ import annotations

import pytest

from schemac.source.expressions import Expressions, Fault, query_fault

COLUMNS = dict.fromkeys(["id", "total", "status", "placed_at", "email", "data", "tags", "order"])


@pytest.mark.parametrize(
    "sql",
    [
        "total > 0 or status = 'cancelled'",
        "extract(year from placed_at at time zone 'UTC')",
        "TOTAL between -1 and +5",
        "t.total > 0 and T.status is not null",
        '"order" > 0',
        "data ->> 'x' is not null",
        "status::text = any (array['a'::text, 'b'::text])",
        "email ~* '^[^@]+@'",
        "case when total > 0 then 1 else null end",
        "tags[1] = 'x' and email collate \"C\" > 'a'",
        "total = cast(id as numeric(10, 2))",
        "placed_at > now() - interval '1 day'",
        "id in (select other from elsewhere)",
        "email = E'it\\'s'",
        "email = $$it's$$",
    ],
)
def test_an_expression_of_columns_is_accepted(sql: str) -> None:
    """Columns in any case, keywords, functions, casts and literals are nothing wrong."""
    assert [] == list(Expressions("postgresql").faults(sql, COLUMNS, "t"))


@pytest.mark.parametrize(
    ("sql", "words"),
    [
        ("totl > 0 and stats = 1 and totl < 9", ["totl", "stats"]),
        ("t.totl > 0", ["totl"]),
        ("u.total > 0", ["u.total"]),
        ('lower("Mail")', ["Mail"]),
    ],
)
def test_a_column_that_does_not_exist_is_named(sql: str, words: list[str]) -> None:
    """Each unknown column is named once, with the table where it is another one."""
    assert [Fault(word) for word in words] == list(Expressions("postgresql").faults(sql, COLUMNS, "t"))


@pytest.mark.parametrize(
    "sql",
    [
        "total >",
        "(total",
        "total)",
        "total > 0) or (1 = 1",
        "total; drop table t",
        "total -- x",
        "total /* x */",
        "'open",
        "total total",
        '"open',
    ],
)
def test_what_is_no_expression_has_a_reason(sql: str) -> None:
    """What is broken, or reaches beyond the expression, is refused with a reason."""
    assert [True] == [bool(fault.reason) for fault in Expressions("postgresql").faults(sql, COLUMNS, "t")]


@pytest.mark.parametrize(("dialect", "words"), [("sqlite", []), ("mysql", []), ("postgresql", ["$.x"])])
def test_a_quoted_word_is_what_the_dialect_takes_it_for(dialect: str, words: list[str]) -> None:
    """A word in double quotes that is no column is a text where the engine reads it so."""
    assert [Fault(word) for word in words] == list(Expressions(dialect).faults('json_extract(data, "$.x")', COLUMNS, "t"))


def test_a_dialect_that_is_not_known_is_read_as_plain_sql() -> None:
    """The name of the dialect is somebody else's to judge; the expression is read all the same."""
    assert [Fault("nothing")] == list(Expressions("made-up").faults("nothing > 0", COLUMNS, "t"))


@pytest.mark.parametrize(
    "sql",
    [
        "select 1",
        "  -- all\nSELECT ';' as x",
        "with a as (select 1) select * from a",
        "(select 1) union (select 2)",
        "values (1)",
        "/* ( */ select $$;($$",
    ],
)
def test_a_query_is_looked_at_from_outside(sql: str) -> None:
    """A view's query needs only begin like one and close what it opens."""
    assert "" == query_fault(sql)


@pytest.mark.parametrize("sql", ["drop table x", "select 1; select 2", "select (1", "select 'x", "select 1)", ""])
def test_what_is_no_query_has_a_reason(sql: str) -> None:
    """Another statement, a second one, and what is left open are refused."""
    assert query_fault(sql)
