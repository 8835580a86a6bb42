"""Types in MySQL's and MariaDB's own spelling."""

from __future__ import annotations

import pytest

from schemac.dialect import NativeType, Unsupported, load
from schemac.model.objects import Enum
from schemac.model.schema import EMPTY, Schema


def typed(name: str, text: str, *, own: bool, schema: Schema) -> NativeType:
    """Return what a type becomes in one of the two dialects."""
    return load(name).native_type(text, own, schema)


OWN = [
    ("int", "int(11)", "int"),
    ("INTEGER UNSIGNED", "int(10) unsigned", "int unsigned"),
    ("int(5)", "int(5)", "int"),
    ("bigint(20) unsigned zerofill", "bigint(20) unsigned zerofill", "bigint(20) unsigned zerofill"),
    ("bigint unsigned", "bigint(20) unsigned", "bigint unsigned"),
    ("tinyint", "tinyint(4)", "tinyint"),
    ("tinyint(1)", "tinyint(1)", "tinyint(1)"),
    ("boolean", "tinyint(1)", "tinyint(1)"),
    ("decimal(5)", "decimal(5,0)", "decimal(5,0)"),
    ("numeric", "decimal(10,0)", "decimal(10,0)"),
    ("dec(12, 2) unsigned", "decimal(12,2) unsigned", "decimal(12,2) unsigned"),
    ("double precision", "double", "double"),
    ("float(53)", "double", "double"),
    ("real", "double", "double"),
    ("datetime", "datetime", "datetime"),
    ("datetime(6)", "datetime(6)", "datetime(6)"),
    ("timestamp(0)", "timestamp", "timestamp"),
    ("char", "char(1)", "char(1)"),
    ("character varying(20)", "varchar(20)", "varchar(20)"),
    ("bit", "bit(1)", "bit(1)"),
    ("year", "year(4)", "year"),
    ("enum('a', 'b''c','d\\\\e;')", "enum('a','b''c','d\\\\e;')", "enum('a','b''c','d\\\\e;')"),
    ("set('x','y')", "set('x','y')", "set('x','y')"),
    ("geometrycollection", "geometrycollection", "geomcollection"),
    ("text", "text", "text"),
    ("json", "json", "json"),
]
PORTABLE = [
    ("integer", "int(11)", "int"),
    ("boolean", "tinyint(1)", "tinyint(1)"),
    ("text", "longtext", "longtext"),
    ("bytea", "longblob", "longblob"),
    ("timestamp", "datetime(6)", "datetime(6)"),
    ("timestamp(3)", "datetime(3)", "datetime(3)"),
    ("timestamptz", "timestamp(6)", "timestamp(6)"),
    ("time", "time(6)", "time(6)"),
    ("uuid", "uuid", "char(36)"),
    ("jsonb", "json", "json"),
    ("numeric(12,2)", "decimal(12,2)", "decimal(12,2)"),
    ("double precision", "double", "double"),
    ("varchar", "longtext", "longtext"),
    ("varchar(320)", "varchar(320)", "varchar(320)"),
]


@pytest.mark.parametrize(("written", "mariadb", "mysql"), OWN)
def test_an_own_type_is_spelled_as_the_catalogue_prints_it(written: str, mariadb: str, mysql: str) -> None:
    """Synonyms, widths, arguments left out: each server's own form."""
    assert mariadb == typed("mariadb", written, own=True, schema=EMPTY).text
    assert mysql == typed("mysql", written, own=True, schema=EMPTY).text


@pytest.mark.parametrize(("written", "mariadb", "mysql"), PORTABLE)
def test_a_portable_type_has_its_counterpart(written: str, mariadb: str, mysql: str) -> None:
    """A type of the language becomes one that holds all its values."""
    assert mariadb == typed("mariadb", written, own=False, schema=EMPTY).text
    assert mysql == typed("mysql", written, own=False, schema=EMPTY).text


@pytest.mark.parametrize("written", ["text[]", "interval", "timetz", "inet", "numeric(70,2)", "numeric(40,35)"])
def test_what_has_no_counterpart_is_refused_with_a_remedy(written: str) -> None:
    """No array, interval or number beyond the server's is quietly turned into something else."""
    with pytest.raises(Unsupported) as caught:
        typed("mariadb", written, own=False, schema=EMPTY)

    assert caught.value.remedy


@pytest.mark.parametrize(("written", "part"), [("timestamptz", "2038"), ("numeric", "35 digits"), ("money", "currency")])
def test_what_a_counterpart_does_not_keep_is_said(written: str, part: str) -> None:
    """A loss is a line of the report."""
    assert part in typed("mariadb", written, own=False, schema=EMPTY).loss


def test_a_long_bounded_text_keeps_its_bound() -> None:
    """A varchar that does not fit into a row becomes a long text with a check."""
    found = typed("mysql", "varchar(70000)", own=False, schema=EMPTY)

    assert ("longtext", "char_length({column}) <= 70000") == (found.text, found.check)


def test_an_enum_of_the_definition_is_written_in_place() -> None:
    """Labels are quoted as the server prints them."""
    schema = Schema.of([Enum(name="mood", values=("so'so", "back\\slash", "new\nline"))])

    assert "enum('so''so','back\\\\slash','new\\nline')" == typed("mariadb", "mood", own=False, schema=schema).text


@pytest.mark.parametrize(
    ("native", "spelled"),
    [
        ("int(11)", "int"),
        ("int(5)", "int(5)"),
        ("bigint(20) unsigned", "bigint unsigned"),
        ("tinyint(1)", "tinyint(1)"),
        ("year(4)", "year"),
    ],
)
def test_a_type_is_spelled_without_what_the_server_adds(native: str, spelled: str) -> None:
    """A width is left out exactly where it would come back."""
    dialect = load("mariadb")

    assert spelled == dialect.spell_type(native)
    assert native == typed("mariadb", spelled, own=True, schema=EMPTY).text
