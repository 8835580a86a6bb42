"""Types on Oracle 23ai. Source: https://docs.oracle.com/en/database/oracle/oracle-database/23/sqlrf/Data-Types.html."""

from __future__ import annotations

from schemac.dialect import NativeType
from schemac.model.types import Type
from schemac_dialects.ansi.types import Spelling, TypeTable, spellings

_CLOB = Spelling("CLOB", loss="a CLOB cannot be compared, sorted, indexed or unique")
_NO_TIME = Spelling("", remedy="dialects: {oracle: {type: INTERVAL DAY(0) TO SECOND(6)}}")
_NO_INTERVAL = Spelling("", remedy="dialects: {oracle: {type: INTERVAL DAY(9) TO SECOND(6)}}, or INTERVAL YEAR TO MONTH")

TYPES = spellings(
    tinyint="NUMBER(3)",
    smallint="NUMBER(5)",
    mediumint="NUMBER(7)",
    integer="NUMBER(10)",
    bigint="NUMBER(19)",
    real="BINARY_FLOAT",
    double="BINARY_DOUBLE",
    money="NUMBER(19, 2)",
    boolean="BOOLEAN",
    tinytext="VARCHAR2(255 CHAR)",
    year="NUMBER(4)",
    blob="BLOB",
    tinyblob="RAW(255)",
    mediumblob="BLOB",
    longblob="BLOB",
    json="JSON",
    jsonb="JSON",
    xml="XMLTYPE",
) | {
    "numeric": Spelling("", "NUMBER({all})", 38),
    "char": Spelling("CHAR(1 CHAR)", "CHAR({0} CHAR)", 2000, "CLOB"),
    "varchar": Spelling("CLOB", "VARCHAR2({0} CHAR)", 4000, "CLOB"),
    "text": _CLOB,
    "mediumtext": _CLOB,
    "longtext": _CLOB,
    "binary": Spelling("RAW(1)", "RAW({0})", 2000, "BLOB"),
    "varbinary": Spelling("BLOB", "RAW({0})", 2000, "BLOB"),
    "date": Spelling("DATE", check="{column} = TRUNC({column})"),
    "time": _NO_TIME,
    "timetz": _NO_TIME,
    "timestamp": Spelling("TIMESTAMP(6)", "TIMESTAMP({0})", 9, "TIMESTAMP(9)"),
    "timestamptz": Spelling("TIMESTAMP(6) WITH TIME ZONE", "TIMESTAMP({0}) WITH TIME ZONE", 9, "TIMESTAMP(9) WITH TIME ZONE"),
    "interval": _NO_INTERVAL,
    "uuid": Spelling("RAW(16)", loss="a uuid is 16 bytes: its text form goes through HEXTORAW"),
}


def unbounded(kind: Type) -> NativeType | None:
    """Return the type of a numeric without bounds; nothing for other types."""
    if kind.name == "numeric" and not kind.arguments and not kind.words:
        return NativeType("NUMBER", "a NUMBER keeps 38 digits")
    return None


TABLE = TypeTable(name="oracle", title="Oracle", types=TYPES, labels="VARCHAR2({0} CHAR)", respell=unbounded)

native_type = TABLE.native
