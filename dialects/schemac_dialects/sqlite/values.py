"""Values of rows: as SQLite reads them, and as it holds them, each in a storage class of its own."""

from __future__ import annotations

import math

from schemac.dialect.row_words import RowWords
from schemac.model.rows import Value


def value(given: Value, native: str) -> str | None:  # noqa: ARG001 - the shape of every `value`
    """Return true and false as the numbers that they are here; None for what SQLite writes as others do."""
    return {"true": "1", "false": "0"}[given.text] if given.kind == "boolean" else None


def shown(column: str, native: str) -> str:  # noqa: ARG001 - the shape of every `shown`
    """Return the column itself: the driver tells the storage class."""
    return column


def read(found: object, native: str) -> Value | None:
    """Return the value that was found, by its storage class."""
    match found:
        case None:
            return None
        case bytes():
            return Value("bytes", found.hex())
        case int() if native.upper().startswith("BOOL") and found in {0, 1}:
            return Value("boolean", "true" if found else "false")
        case float() if math.isinf(found):
            return Value("number", "9e999" if found > 0 else "-9e999")
        case int() | float():
            return Value("number", repr(found))
        case _:
            return Value("text", str(found))


def same(one: str, other: str, native: str) -> str:
    """Return the condition that two values are one, in storage class and to the byte; of JSON only blanks are left aside."""
    if "JSON" in native.upper():
        valid = f"CASE WHEN json_valid({one}) AND json_valid({other}) THEN json({one}) IS json({other}) ELSE {one} IS {other} END"
        return f"({valid})"
    return f"({one} IS {other} COLLATE BINARY AND typeof({one}) = typeof({other}))"


ROWS = RowWords(
    create="CREATE TEMPORARY TABLE _schemac_rows AS SELECT {columns} FROM (SELECT 1) LEFT JOIN {table} l ON 0 LIMIT 0",
    name="temp._schemac_rows",
    drop="DROP TABLE temp._schemac_rows",
    number="0",
    text="CAST('' AS TEXT)",
    shown=shown,
    read=read,
    same=same,
)
