"""Types into the server's spelling, and out of it."""

from __future__ import annotations

import pytest

from schemac.dialect import NativeType, Unsupported
from schemac.model.objects import Domain, Enum, Extension
from schemac.model.schema import EMPTY, Schema
from schemac_dialects.postgresql.types import native_type, spell_type

SCHEMA = Schema.of(
    [Enum(name="order_status", values=("a",)), Enum(name="Kind", namespace="billing", values=("a",)), Domain(name="amount", type="int")]
)


def typed(text: str, schema: Schema, *, own: bool = False) -> NativeType:
    """Return the server's type for a text."""
    return native_type(text, own, schema)


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("int", "integer"),
        ("INT8", "bigint"),
        ("varchar(320)", "character varying(320)"),
        ("varchar", "character varying"),
        ("nvarchar(max)", "text"),
        ("varchar(20000000)", "text"),
        ("char", "character(1)"),
        ("char(2)", "character(2)"),
        ("bpchar", "bpchar"),
        ("timestamptz(3)", "timestamp(3) with time zone"),
        ("timestamp(3) with time zone", "timestamp(3) with time zone"),
        ("datetime", "timestamp without time zone"),
        ("time", "time without time zone"),
        ("interval day to second(3)", "interval day to second(3)"),
        ("interval(0)[]", "interval(0)[]"),
        ("numeric(12)", "numeric(12,0)"),
        ("numeric(12, 2)", "numeric(12,2)"),
        ("decimal", "numeric"),
        ("double precision", "double precision"),
        ("float(10)", "real"),
        ("bit", "bit(1)"),
        ("bit varying(5)", "bit varying(5)"),
        ("text[][]", "text[]"),
        ("varchar(3)[]", "character varying(3)[]"),
        ('"char"', '"char"'),
        ("jsonb", "jsonb"),
        ("bytea", "bytea"),
        ("serial", "integer"),
        ("tinyint(1)", "smallint"),
        ("order_status", "order_status"),
        ("ORDER_STATUS[]", "order_status[]"),
        ("public.order_status", "order_status"),
        ('billing."Kind"', 'billing."Kind"'),
        ("billing.Kind[]", 'billing."Kind"[]'),
        ("amount", "amount"),
    ],
)
def test_a_type_is_spelled_as_the_server_prints_it(written: str, printed: str) -> None:
    """Synonyms of any engine end in one text, and that text is stable."""
    made = typed(written, SCHEMA)

    assert NativeType(printed) == made
    assert printed == typed(printed, SCHEMA, own=True).text


@pytest.mark.parametrize(
    ("written", "printed", "check"),
    [
        ("int unsigned", "bigint", "{column} >= 0"),
        ("tinyint unsigned", "smallint", "{column} >= 0"),
        ("bigint unsigned", "numeric(20,0)", "{column} >= 0"),
        ("decimal(5,2) unsigned", "numeric(5,2)", "{column} >= 0"),
        ("varbinary(16)", "bytea", "octet_length({column}) <= 16"),
        ("enum('a', 'it''s {b}')", "text", "{column} IN ('a', 'it''s {{b}}')"),
    ],
)
def test_a_wider_type_keeps_its_values_by_a_check(written: str, printed: str, check: str) -> None:
    """Where the type holds more than the one that was written, a check holds the rest back."""
    made = typed(written, EMPTY)

    assert (printed, check) == (made.text, made.check)


def test_what_is_lost_is_said() -> None:
    """A type that keeps less, or costs more, says so."""
    assert "6 digits" in typed("datetime(7)", EMPTY).loss
    assert "numeric(20)" in typed("bigint unsigned", EMPTY).loss


@pytest.mark.parametrize("written", ["no_such", "set('a','b')", "numeric(2000)"])
def test_a_type_that_cannot_be_had_is_refused(written: str) -> None:
    """The refusal says what to write instead."""
    with pytest.raises(Unsupported) as caught:
        typed(written, EMPTY)

    assert caught.value.remedy


def test_types_of_extensions_pass_where_one_is_named() -> None:
    """A type that only an extension can have is kept as written."""
    with_extension = Schema.of([Extension(name="postgis")])

    assert "geometry(point,4326)" == typed("geometry(point, 4326)", with_extension).text
    assert "citext" == typed("citext", EMPTY, own=True).text


@pytest.mark.parametrize(
    ("printed", "written"),
    [
        ("character varying(320)", "varchar(320)"),
        ("character(2)", "char(2)"),
        ("timestamp(3) with time zone", "timestamptz(3)"),
        ("timestamp without time zone[]", "timestamp[]"),
        ("time with time zone", "timetz"),
        ("numeric(12,0)", "numeric(12)"),
        ("numeric(12,2)", "numeric(12,2)"),
        ("bit varying(5)", "varbit(5)"),
        ("integer", "integer"),
        ("order_status", "order_status"),
    ],
)
def test_a_printed_type_is_written_as_people_do(printed: str, written: str) -> None:
    """The house spelling means the same type again."""
    assert written == spell_type(printed)
    assert printed == typed(written, SCHEMA, own=True).text
