"""Types on SQL Server 2022. Source: https://learn.microsoft.com/sql/t-sql/data-types/data-types-transact-sql."""

from __future__ import annotations

from schemac_dialects.ansi.types import NO_BARE_NUMERIC, Spelling, TypeTable, spellings
from schemac_dialects.sqlserver.quoting import literal

_JSON = Spelling("NVARCHAR(MAX)", loss="json is text that is checked; only objects and arrays pass", check="ISJSON({column}) = 1")

TYPES = spellings(
    tinyint="SMALLINT",
    tinyint_unsigned="TINYINT",
    smallint="SMALLINT",
    mediumint="INT",
    integer="INT",
    bigint="BIGINT",
    real="REAL",
    double="FLOAT",
    money="DECIMAL(19, 2)",
    boolean="BIT",
    text="NVARCHAR(MAX)",
    tinytext="NVARCHAR(255)",
    mediumtext="NVARCHAR(MAX)",
    longtext="NVARCHAR(MAX)",
    date="DATE",
    year="SMALLINT",
    blob="VARBINARY(MAX)",
    tinyblob="VARBINARY(255)",
    mediumblob="VARBINARY(MAX)",
    longblob="VARBINARY(MAX)",
    xml="XML",
) | {
    "numeric": Spelling("", "DECIMAL({all})", 38, remedy=NO_BARE_NUMERIC),
    "char": Spelling("NCHAR(1)", "NCHAR({0})", 4000, "NVARCHAR(MAX)"),
    "varchar": Spelling("NVARCHAR(MAX)", "NVARCHAR({0})", 4000, "NVARCHAR(MAX)"),
    "citext": Spelling("NVARCHAR(MAX) COLLATE Latin1_General_100_CI_AS_SC"),
    "binary": Spelling("BINARY(1)", "BINARY({0})", 8000, "VARBINARY(MAX)"),
    "varbinary": Spelling("VARBINARY(MAX)", "VARBINARY({0})", 8000, "VARBINARY(MAX)"),
    "time": Spelling("TIME(6)", "TIME({0})", 7, "TIME(7)"),
    "timestamp": Spelling("DATETIME2(6)", "DATETIME2({0})", 7, "DATETIME2(7)"),
    "timestamptz": Spelling("DATETIMEOFFSET(6)", "DATETIMEOFFSET({0})", 7, "DATETIMEOFFSET(7)"),
    "uuid": Spelling("UNIQUEIDENTIFIER", loss="SQL Server sorts a uuid by its last bytes first"),
    "json": _JSON,
    "jsonb": _JSON,
}

TABLE = TypeTable(name="sqlserver", title="SQL Server", types=TYPES, labels="NVARCHAR({0})", literal=literal)

native_type = TABLE.native
