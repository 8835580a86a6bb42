"""Types on Snowflake. Source: https://docs.snowflake.com/en/sql-reference/intro-summary-data-types."""

from __future__ import annotations

from schemac_dialects.ansi.quoting import escaped_literal
from schemac_dialects.ansi.types import NO_BARE_NUMERIC, Spelling, TypeTable, spellings

_VARIANT = Spelling("VARIANT", loss="json becomes a VARIANT, which keeps neither the order of keys nor blanks")

TYPES = spellings(
    tinyint="SMALLINT",
    smallint="SMALLINT",
    mediumint="INTEGER",
    integer="INTEGER",
    bigint="BIGINT",
    real="FLOAT",
    double="FLOAT",
    money="NUMBER(19, 2)",
    boolean="BOOLEAN",
    text="VARCHAR",
    tinytext="VARCHAR",
    mediumtext="VARCHAR",
    longtext="VARCHAR",
    date="DATE",
    year="SMALLINT",
    blob="BINARY",
    tinyblob="BINARY",
    mediumblob="BINARY",
    longblob="BINARY",
    jsonb="VARIANT",
) | {
    "numeric": Spelling("", "NUMBER({all})", 38, remedy=NO_BARE_NUMERIC),
    "char": Spelling("VARCHAR(1)", "VARCHAR({0})", 16777216, "VARCHAR"),
    "varchar": Spelling("VARCHAR", "VARCHAR({0})", 16777216, "VARCHAR"),
    "citext": Spelling("VARCHAR COLLATE 'en-ci'"),
    "binary": Spelling("BINARY(1)", "BINARY({0})", 8388608, "BINARY"),
    "varbinary": Spelling("BINARY", "BINARY({0})", 8388608, "BINARY"),
    "time": Spelling("TIME(6)", "TIME({0})", 9, "TIME(9)"),
    "timestamp": Spelling("TIMESTAMP_NTZ(6)", "TIMESTAMP_NTZ({0})", 9, "TIMESTAMP_NTZ(9)"),
    "timestamptz": Spelling("TIMESTAMP_LTZ(6)", "TIMESTAMP_LTZ({0})", 9, "TIMESTAMP_LTZ(9)"),
    "uuid": Spelling("VARCHAR(36)", loss="a uuid is text, unchecked, and sorts as text"),
    "json": _VARIANT,
}

TABLE = TypeTable(
    name="snowflake",
    title="Snowflake",
    types=TYPES,
    labels="VARCHAR({0})",
    array="ARRAY",
    array_loss="an ARRAY does not know the type of its elements",
    literal=escaped_literal,
)

native_type = TABLE.native
