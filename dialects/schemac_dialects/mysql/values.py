"""Values of rows: as MySQL and MariaDB read them, and as they print those that they hold."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from functools import partial

from schemac.dialect.row_words import RowWords
from schemac.model.rows import Value
from schemac_dialects.mysql.quoting import literal
from schemac_dialects.mysql.types import is_number, is_text

_ZONED = re.compile(r"\s*(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?)\s*(Z|[-+]\d\d(?::?\d\d)?)\s*", re.IGNORECASE)
_BYTES = ("binary", "varbinary", "tinyblob", "blob", "mediumblob", "longblob")
_SHAPES = ("geom", "point", "linestring", "polygon", "multi")
_UTC = "+00:00"


def value(given: Value, native: str) -> str | None:
    """Return a moment with a zone as the server holds it, whatever zone the session is in; None for what it writes as others do."""
    zoned = _ZONED.fullmatch(given.text) if given.kind == "text" and native.startswith(("timestamp", "datetime")) else None
    if zoned is None:
        return f"({given.text})" if given.kind == "sql" else f"b'{given.text}'" if _is_bits(given, native) else None
    zone = _UTC if zoned[3].upper() == "Z" else zoned[3] if len(zoned[3]) > 3 else f"{zoned[3]}:00"
    moment = datetime.fromisoformat(f"{zoned[1]}T{zoned[2]}{zone}").astimezone(UTC).replace(tzinfo=None)
    text = literal(moment.isoformat(" "))
    return f"CONVERT_TZ({text}, '{_UTC}', @@session.time_zone)" if native.startswith("timestamp") else text


def _is_bits(given: Value, native: str) -> bool:
    return given.kind == "text" and native.startswith("bit") and not set(given.text) - {"0", "1"}


def shown(column: str, native: str) -> str:
    """Return the SQL for a column's value as text that `read` understands."""
    if native.startswith(_BYTES):
        return f"LOWER(HEX({column}))"
    if native.startswith("bit"):
        return f"BIN({column})"
    if native.startswith("timestamp"):
        return f"CONCAT(CONVERT_TZ({column}, @@session.time_zone, '{_UTC}'), '{_UTC}')"
    if native.startswith(_SHAPES):
        return f"ST_AsText({column})"
    if native.startswith("float"):
        return f"CAST(CAST({column} AS DOUBLE) AS CHAR)"
    return f"CAST({column} AS CHAR)"


def read(found: object, native: str) -> Value | None:
    """Return the value whose text was found."""
    if found is None:
        return None
    text = found.decode() if isinstance(found, bytes) else str(found)
    if native.startswith(_BYTES):
        return Value("bytes", text)
    if native.startswith("tinyint(1)") and text in {"0", "1"}:
        return Value("boolean", "true" if text == "1" else "false")
    if native.startswith("bit"):
        return Value("text", text)
    return Value("number" if is_number(native) else "json" if native == "json" else "text", text)


def same(one: str, other: str, native: str, *, json: str) -> str:
    """Return the condition that two values of one type are one: text and bytes to the byte, JSON as the server compares it."""
    if native == "json":
        return f"({json.format(one=one, other=other)} OR ({one} IS NULL AND {other} IS NULL))"
    if is_text(native):
        return f"CAST({one} AS BINARY) <=> CAST({other} AS BINARY)"
    return f"{one} <=> {other}"


def rows(json: str) -> RowWords:
    """Return the words for rows; `json` compares two JSON values."""
    return RowWords(
        create="CREATE TEMPORARY TABLE _schemac_rows SELECT {columns} FROM (SELECT 1 AS one) o LEFT JOIN {table} l ON FALSE LIMIT 0",
        name="_schemac_rows",
        drop="DROP TEMPORARY TABLE _schemac_rows",
        number="0",
        text="CAST('' AS CHAR(16000))",
        shown=shown,
        read=read,
        same=partial(same, json=json),
    )


ROWS = rows("COALESCE({one} = {other}, FALSE)")
"""MySQL compares JSON as values."""
