"""Types on DuckDB. Source: https://duckdb.org/docs/stable/sql/data_types/overview."""

from __future__ import annotations

from schemac_dialects.ansi.quoting import literal
from schemac_dialects.ansi.types import NO_BARE_NUMERIC, Spelling, TypeTable, spellings
from schemac_dialects.duckdb.quoting import quote

TYPES = spellings(
    tinyint="TINYINT",
    tinyint_unsigned="UTINYINT",
    smallint="SMALLINT",
    smallint_unsigned="USMALLINT",
    mediumint="INTEGER",
    integer="INTEGER",
    integer_unsigned="UINTEGER",
    bigint="BIGINT",
    bigint_unsigned="UBIGINT",
    hugeint="HUGEINT",
    real="FLOAT",
    double="DOUBLE",
    money="DECIMAL(19, 2)",
    boolean="BOOLEAN",
    char="VARCHAR",
    varchar="VARCHAR",
    text="VARCHAR",
    tinytext="VARCHAR",
    mediumtext="VARCHAR",
    longtext="VARCHAR",
    date="DATE",
    time="TIME",
    timetz="TIME WITH TIME ZONE",
    timestamp="TIMESTAMP",
    timestamptz="TIMESTAMP WITH TIME ZONE",
    interval="INTERVAL",
    year="SMALLINT",
    blob="BLOB",
    tinyblob="BLOB",
    mediumblob="BLOB",
    longblob="BLOB",
    binary="BLOB",
    varbinary="BLOB",
    bit="BIT",
    varbit="BIT",
    uuid="UUID",
    json="JSON",
    jsonb="JSON",
) | {
    "numeric": Spelling("", "DECIMAL({all})", 38, remedy=NO_BARE_NUMERIC),
    "citext": Spelling("VARCHAR COLLATE NOCASE"),
}

TABLE = TypeTable(
    name="duckdb",
    title="DuckDB",
    types=TYPES,
    labels="VARCHAR",
    array="{element}[]",
    enum=lambda labels: f"ENUM ({', '.join(literal(label) for label in labels)})",
    named=lambda enum: ".".join(quote(part) for part in enum.full_name if part),
)

native_type = TABLE.native
