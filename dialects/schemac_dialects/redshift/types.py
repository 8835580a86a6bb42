"""Types on Redshift. Source: https://docs.aws.amazon.com/redshift/latest/dg/c_Supported_data_types.html."""

from __future__ import annotations

from schemac.dialect import NativeType
from schemac.model.types import Type
from schemac_dialects.ansi.quoting import escaped_literal
from schemac_dialects.ansi.types import NO_BARE_NUMERIC, Spelling, TypeTable, spellings

LONGEST = 65535
_BYTES_A_CHARACTER = 4
_TEXT = Spelling(f"VARCHAR({LONGEST})", loss=f"a text ends at {LONGEST} bytes")
_BYTES = Spelling("VARBYTE(1024000)", "VARBYTE({0})", 1024000, "VARBYTE(1024000)", loss="bytes end at 1024000")
_SUPER = Spelling("SUPER", loss="json becomes a SUPER, which keeps neither the order of keys nor blanks")

TYPES = spellings(
    tinyint="SMALLINT",
    smallint="SMALLINT",
    mediumint="INTEGER",
    integer="INTEGER",
    bigint="BIGINT",
    real="REAL",
    double="DOUBLE PRECISION",
    money="DECIMAL(19, 2)",
    boolean="BOOLEAN",
    tinytext="VARCHAR(1020)",
    date="DATE",
    time="TIME",
    timetz="TIMETZ",
    timestamp="TIMESTAMP",
    timestamptz="TIMESTAMPTZ",
    year="SMALLINT",
    tinyblob="VARBYTE(255)",
) | {
    "numeric": Spelling("", "DECIMAL({all})", 38, remedy=NO_BARE_NUMERIC),
    "text": _TEXT,
    "mediumtext": _TEXT,
    "longtext": _TEXT,
    "citext": Spelling(f"VARCHAR({LONGEST}) COLLATE CASE_INSENSITIVE", loss=f"a text ends at {LONGEST} bytes"),
    "blob": _BYTES,
    "mediumblob": _BYTES,
    "longblob": _BYTES,
    "binary": Spelling("VARBYTE(1)", "VARBYTE({0})", 1024000, "VARBYTE(1024000)"),
    "varbinary": _BYTES,
    "interval": Spelling("", remedy="dialects: {redshift: {type: INTERVAL DAY TO SECOND}}, or INTERVAL YEAR TO MONTH"),
    "uuid": Spelling("CHAR(36)", loss="a uuid is text, unchecked, and sorts as text"),
    "json": _SUPER,
    "jsonb": _SUPER,
}


def characters(kind: Type) -> NativeType | None:
    """Return a text type wide enough for its characters, because Redshift counts bytes; nothing for other types."""
    if kind.name not in {"char", "varchar"}:
        return None
    if not kind.arguments and kind.name == "varchar":
        return NativeType(_TEXT.text, _TEXT.loss)
    wanted = int(kind.arguments[0]) if kind.arguments else 1
    size = wanted * _BYTES_A_CHARACTER
    if size > LONGEST:
        return NativeType(_TEXT.text, _TEXT.loss)
    return NativeType(f"VARCHAR({size})", f"a length counts bytes: {size} hold {wanted} characters of any kind, and more of plain ones")


TABLE = TypeTable(
    name="redshift",
    title="Redshift",
    types=TYPES,
    labels=f"VARCHAR({LONGEST})",
    array="SUPER",
    array_loss="an array is a SUPER, which does not know the type of its elements",
    literal=escaped_literal,
    respell=characters,
)

native_type = TABLE.native
