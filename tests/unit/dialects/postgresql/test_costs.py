"""What statements cost: which of them write every row anew, which only read, and which are instant."""

from __future__ import annotations

import pytest

from schemac.model.change import Action, Change, Verb
from schemac.model.names import Name
from schemac.model.plan import Cost
from schemac.model.tables import Check, Column, ForeignKey, Generated, Identity, Part, Table
from schemac_dialects.postgresql.capabilities import capabilities
from schemac_dialects.postgresql.columns import using
from schemac_dialects.postgresql.costs import cost
from schemac_dialects.postgresql.rewriting import stays

TABLE = Table(name="t")


def cost_of(template: str, part: Part) -> Cost:
    """Return the cost of one action on a part."""
    return cost(Action(template, Change(Verb.ADD, None, part, TABLE, TABLE)), capabilities())


@pytest.mark.parametrize(
    ("column", "rewrites"),
    [
        (Column(name="c", type="integer"), False),
        (Column(name="c", type="integer", default="0", nullable=False), False),
        (Column(name="c", type="text", default="'a'::text"), False),
        (Column(name="c", type="timestamptz", default="now()"), False),
        (Column(name="c", type="uuid", default="gen_random_uuid()"), True),
        (Column(name="c", type="timestamptz", default="clock_timestamp()"), True),
        (Column(name="c", type="bigint", default="nextval('s'::regclass)"), True),
        (Column(name="c", type="bigint", identity=Identity()), True),
        (Column(name="c", type="integer", generated=Generated(sql="a + 1")), True),
        (Column(name="c", type="integer", generated=Generated(sql="a + 1", stored=False)), False),
    ],
)
def test_a_new_column_is_instant_unless_each_row_needs_a_value_of_its_own(column: Column, rewrites: bool) -> None:
    """Constants and the transaction's time are stored once."""
    assert rewrites == cost_of("add_column", column).rewrite


@pytest.mark.parametrize(
    ("before", "after", "kept"),
    [
        ("character varying(10)", "character varying(20)", True),
        ("character varying(20)", "character varying(10)", False),
        ("character varying(20)", "text", True),
        ("text", "character varying", True),
        ("text", "character varying(10)", False),
        ("numeric(10,2)", "numeric(12,2)", True),
        ("numeric(10,2)", "numeric", True),
        ("numeric(10,2)", "numeric(12,3)", False),
        ("integer", "bigint", False),
        ("timestamp(3) with time zone", "timestamp with time zone", True),
        ("timestamp without time zone", "timestamp with time zone", False),
        ("cidr", "inet", True),
        ("bit varying(3)", "bit varying(9)", True),
    ],
)
def test_rows_stay_where_every_value_is_stored_alike(before: str, after: str, kept: bool) -> None:
    """Only growth within a type leaves the table as it is."""
    assert kept == stays(before, after)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("integer", "bigint", ""),
        ("integer", "text", ""),
        ("text", "character varying(3)", ""),
        ("text", "integer", "{column}::integer"),
        ("integer", "boolean", "{column}::boolean"),
        ("uuid", "bigint", "{column}::text::bigint"),
    ],
)
def test_values_are_carried_over_by_a_cast_only_where_they_must(before: str, after: str, expected: str) -> None:
    """An assignment is left to itself: a cast would cut what is too long without a word."""
    assert expected == using(Column(name="c", type=before), Column(name="c", type=after))


def test_a_constraint_that_is_not_valid_reads_nothing() -> None:
    """It takes its lock and is done; a valid one reads every row."""
    key = ForeignKey(name="k", columns=("a",), table=Name("", "o"), referenced=("id",), valid=False)

    assert not cost_of("add_constraint", key).scan
    assert not cost_of("add_constraint", Check(name="c", sql="a > 0", valid=False)).scan
    assert cost_of("add_constraint", Check(name="c", sql="a > 0")).scan
