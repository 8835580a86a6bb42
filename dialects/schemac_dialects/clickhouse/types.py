"""Types on ClickHouse; `Nullable` and `LowCardinality` are put around them when the column is known.

Source: https://clickhouse.com/docs/sql-reference/data-types.
"""

from __future__ import annotations

from schemac_dialects.ansi.quoting import escaped_literal
from schemac_dialects.ansi.types import NO_BARE_NUMERIC, Spelling, TypeTable, spellings

_SMALL_ENUM = 127
_DATES = "a DateTime64 holds the years 1900 to 2299"
_JSON = Spelling("String", loss="json is text that is checked", check="isValidJSON({column})")
_NO_TIME = Spelling("", remedy="dialects: {clickhouse: {type: String}}, or Int64 that counts microseconds")


def enum(labels: tuple[str, ...]) -> str:
    """Return the type of an enum; its numbers keep the order of the labels."""
    numbered = ", ".join(f"{escaped_literal(label)} = {number}" for number, label in enumerate(labels, 1))
    return f"{'Enum8' if len(labels) <= _SMALL_ENUM else 'Enum16'}({numbered})"


TYPES = spellings(
    tinyint="Int8",
    tinyint_unsigned="UInt8",
    smallint="Int16",
    smallint_unsigned="UInt16",
    mediumint="Int32",
    mediumint_unsigned="UInt32",
    integer="Int32",
    integer_unsigned="UInt32",
    bigint="Int64",
    bigint_unsigned="UInt64",
    hugeint="Int128",
    real="Float32",
    double="Float64",
    money="Decimal(19, 2)",
    boolean="Bool",
    char="String",
    varchar="String",
    text="String",
    tinytext="String",
    mediumtext="String",
    longtext="String",
    year="UInt16",
    blob="String",
    tinyblob="String",
    mediumblob="String",
    longblob="String",
    binary="String",
    varbinary="String",
) | {
    "numeric": Spelling("", "Decimal({all})", 76, remedy=NO_BARE_NUMERIC),
    "date": Spelling("Date32", loss="a Date32 holds the years 1900 to 2299"),
    "time": _NO_TIME,
    "timetz": _NO_TIME,
    "timestamp": Spelling("DateTime64(6)", "DateTime64({0})", 9, "DateTime64(9)", loss=_DATES),
    "timestamptz": Spelling("DateTime64(6, 'UTC')", "DateTime64({0}, 'UTC')", 9, "DateTime64(9, 'UTC')", loss=_DATES),
    "uuid": Spelling("UUID", loss="ClickHouse sorts a uuid by its second half first"),
    "json": _JSON,
    "jsonb": _JSON,
}

TABLE = TypeTable(
    name="clickhouse",
    title="ClickHouse",
    types=TYPES,
    labels="String",
    array="Array({element})",
    array_loss="an array is never null, but empty",
    enum=enum,
    literal=escaped_literal,
)

native_type = TABLE.native
