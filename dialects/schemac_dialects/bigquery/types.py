"""Types on BigQuery. Source: https://cloud.google.com/bigquery/docs/reference/standard-sql/data-types."""

from __future__ import annotations

from schemac.dialect import NativeType, Unsupported
from schemac.model.types import Type
from schemac_dialects.ansi.quoting import escaped_literal
from schemac_dialects.ansi.types import Spelling, TypeTable, spellings

_TEXT = Spelling("STRING", "STRING({0})")
_BYTES = Spelling("BYTES", "BYTES({0})")

TYPES = spellings(
    tinyint="INT64",
    smallint="INT64",
    mediumint="INT64",
    integer="INT64",
    bigint="INT64",
    real="FLOAT64",
    double="FLOAT64",
    money="NUMERIC",
    boolean="BOOL",
    tinytext="STRING",
    mediumtext="STRING",
    longtext="STRING",
    date="DATE",
    time="TIME",
    timestamp="DATETIME",
    timestamptz="TIMESTAMP",
    interval="INTERVAL",
    year="INT64",
    blob="BYTES",
    tinyblob="BYTES",
    mediumblob="BYTES",
    longblob="BYTES",
    json="JSON",
    jsonb="JSON",
) | {
    "char": Spelling("STRING(1)", "STRING({0})"),
    "varchar": _TEXT,
    "text": _TEXT,
    "citext": Spelling("STRING COLLATE 'und:ci'"),
    "binary": Spelling("BYTES(1)", "BYTES({0})"),
    "varbinary": _BYTES,
    "uuid": Spelling("STRING(36)", loss="a uuid is text, unchecked, and sorts as text"),
}


def numeric(kind: Type) -> NativeType | None:
    """Return the narrower of the two decimal types that holds a numeric; nothing for other types. Raises Unsupported where none does."""
    if kind.name != "numeric" or "unsigned" in kind.words:
        return None
    if not kind.arguments:
        return NativeType("BIGNUMERIC", "a BIGNUMERIC keeps 38 digits before and 38 after the point")
    precision, scale = int(kind.arguments[0]), int(kind.arguments[1]) if len(kind.arguments) > 1 else 0
    written = f"({precision}, {scale})" if scale else f"({precision})"
    if 0 <= scale <= 9 and precision - scale <= 29:
        return NativeType(f"NUMERIC{written}")
    if 0 <= scale <= 38 and precision - scale <= 38:
        return NativeType(f"BIGNUMERIC{written}")
    raise Unsupported(f"numeric({precision},{scale}) is more than BigQuery's 38 digits on either side of the point", "ask for fewer digits")


TABLE = TypeTable(
    name="bigquery",
    title="BigQuery",
    types=TYPES,
    labels="STRING({0})",
    array="ARRAY<{element}>",
    array_loss="an array that is null is kept as an empty one",
    nested=False,
    literal=escaped_literal,
    respell=numeric,
)

native_type = TABLE.native
