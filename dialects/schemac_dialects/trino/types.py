"""Types on Trino; a connector may know fewer. Source: https://trino.io/docs/current/language/types.html."""

from __future__ import annotations

from schemac_dialects.ansi.types import NO_BARE_NUMERIC, Spelling, TypeTable, spellings

TYPES = spellings(
    tinyint="TINYINT",
    smallint="SMALLINT",
    mediumint="INTEGER",
    integer="INTEGER",
    bigint="BIGINT",
    real="REAL",
    double="DOUBLE",
    money="DECIMAL(19, 2)",
    boolean="BOOLEAN",
    text="VARCHAR",
    tinytext="VARCHAR",
    mediumtext="VARCHAR",
    longtext="VARCHAR",
    date="DATE",
    year="SMALLINT",
    blob="VARBINARY",
    tinyblob="VARBINARY",
    mediumblob="VARBINARY",
    longblob="VARBINARY",
    binary="VARBINARY",
    varbinary="VARBINARY",
    uuid="UUID",
    json="JSON",
    jsonb="JSON",
) | {
    "numeric": Spelling("", "DECIMAL({all})", 38, remedy=NO_BARE_NUMERIC),
    "char": Spelling("CHAR(1)", "CHAR({0})", 65536, "VARCHAR"),
    "varchar": Spelling("VARCHAR", "VARCHAR({0})"),
    "time": Spelling("TIME(6)", "TIME({0})", 12, "TIME(12)"),
    "timetz": Spelling("TIME(6) WITH TIME ZONE", "TIME({0}) WITH TIME ZONE", 12, "TIME(12) WITH TIME ZONE"),
    "timestamp": Spelling("TIMESTAMP(6)", "TIMESTAMP({0})", 12, "TIMESTAMP(12)"),
    "timestamptz": Spelling("TIMESTAMP(6) WITH TIME ZONE", "TIMESTAMP({0}) WITH TIME ZONE", 12, "TIMESTAMP(12) WITH TIME ZONE"),
}

TABLE = TypeTable(name="trino", title="Trino", types=TYPES, labels="VARCHAR({0})", array="ARRAY({element})")

native_type = TABLE.native
