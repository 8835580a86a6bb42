"""Types on Spark SQL and Databricks. Source: https://spark.apache.org/docs/latest/sql-ref-datatypes.html."""

from __future__ import annotations

from schemac_dialects.ansi.quoting import escaped_literal
from schemac_dialects.ansi.types import NO_BARE_NUMERIC, Spelling, TypeTable, spellings

_JSON = Spelling("STRING", loss="json is text, unchecked")

TYPES = spellings(
    tinyint="TINYINT",
    smallint="SMALLINT",
    mediumint="INT",
    integer="INT",
    bigint="BIGINT",
    real="FLOAT",
    double="DOUBLE",
    money="DECIMAL(19, 2)",
    boolean="BOOLEAN",
    text="STRING",
    tinytext="STRING",
    mediumtext="STRING",
    longtext="STRING",
    date="DATE",
    timestamp="TIMESTAMP_NTZ",
    timestamptz="TIMESTAMP",
    year="SMALLINT",
    blob="BINARY",
    tinyblob="BINARY",
    mediumblob="BINARY",
    longblob="BINARY",
    binary="BINARY",
    varbinary="BINARY",
) | {
    "numeric": Spelling("", "DECIMAL({all})", 38, remedy=NO_BARE_NUMERIC),
    "char": Spelling("CHAR(1)", "CHAR({0})"),
    "varchar": Spelling("STRING", "VARCHAR({0})"),
    "citext": Spelling("STRING COLLATE UTF8_LCASE"),
    "uuid": Spelling("STRING", loss="a uuid is text, unchecked, and sorts as text"),
    "json": _JSON,
    "jsonb": _JSON,
}


def table(name: str, title: str) -> TypeTable:
    """Return the table of types under a dialect's own name, as its errors print it."""
    return TypeTable(name=name, title=title, types=TYPES, labels="STRING", array="ARRAY<{element}>", literal=escaped_literal)


native_type = table("spark", "Spark SQL").native
