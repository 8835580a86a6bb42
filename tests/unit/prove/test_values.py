"""The values that rows of a proof are made of."""

from __future__ import annotations

import pytest

from schemac.model.objects import Domain, DomainCheck, Enum
from schemac.model.rows import Value
from schemac.model.schema import EMPTY, Schema
from schemac.prove.values import suggested, values_of

TYPES = (
    "integer",
    "numeric(3,1)",
    "varchar(1)",
    "char(36)",
    "boolean",
    "date",
    "timestamptz",
    "uuid",
    "jsonb",
    "int4range",
    "text[]",
    "bit(3)",
)


@pytest.mark.parametrize("native", TYPES)
def test_a_type_has_values_that_differ(native: str) -> None:
    """At least two values are made for every known type, always the same ones."""
    found = values_of(native, EMPTY, "name")

    assert len({value.text for value in found}) >= 2
    assert found == values_of(native, EMPTY, "name")


@pytest.mark.parametrize("size", [1, 2, 5, 40])
def test_texts_fit_and_one_fills_the_type(size: int) -> None:
    """No text is longer than its type, and the longest fills it."""
    lengths = [len(value.text) for value in values_of(f"varchar({size})", EMPTY, "a long name of a column")]

    assert size == max(lengths)


def test_the_values_of_named_types_are_their_own() -> None:
    """An enum has its labels; what the check of a domain speaks of comes first."""
    schema = Schema.of([Enum(name="e", values=("a", "b")), Domain(name="d", type="integer", checks=(DomainCheck(sql="VALUE > 1000"),))])

    assert [Value("text", "a"), Value("text", "b")] == values_of("e", schema)
    assert Value("number", "1001") == values_of("d", schema)[0]


def test_a_check_suggests_what_it_speaks_of() -> None:
    """Literals, neighbours of numbers, and texts of a length; only for the column that is spoken of."""
    conditions = ["state IN ('open', 'closed')", "length(code) = 3", "amount >= 10"]

    assert [Value("text", "open"), Value("text", "closed")] == suggested(conditions, "text", "state")
    assert [Value("text", "xxx")] == suggested(conditions, "varchar(9)", "code")
    assert ["11", "10", "9", "12"] == [value.text for value in suggested(conditions, "integer", "amount")]
    assert [] == suggested(conditions, "integer", "other")
