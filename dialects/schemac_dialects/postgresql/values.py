"""Values of rows: as PostgreSQL reads them, and as it prints those that it holds."""

from __future__ import annotations

import json
from typing import Any

from schemac.dialect.row_words import RowWords
from schemac.model.rows import Value
from schemac.model.types import parse_type
from schemac_dialects.postgresql.quoting import literal

_NUMBERS = frozenset({"smallint", "integer", "bigint", "numeric", "real", "double"})


def value(given: Value, native: str) -> str | None:
    """Return bytes and arrays as PostgreSQL's literals; None for what it writes as others do."""
    if given.kind == "bytes":
        return f"'\\x{given.text}'"
    if given.kind == "array" and native.endswith("]"):
        return literal(_array(json.loads(given.text, parse_float=str, parse_int=str)))
    return None


def _array(items: Any) -> str:
    """Return a list as the text of an array."""
    if isinstance(items, list):
        return "{" + ",".join(_array(item) for item in items) + "}"
    if items is None:
        return "NULL"
    text = items if isinstance(items, str) else json.dumps(items, ensure_ascii=False)
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _name(native: str) -> tuple[str, bool]:
    """Return the name of a type without its length, and whether it is that of an array."""
    try:
        kind = parse_type(native)
    except ValueError:
        return native, native.endswith("]")
    return kind.name, bool(kind.dimensions)


def _listed(native: str) -> bool:
    """Tell whether JSON holds an array's elements as they are."""
    name, array = _name(native)
    return array and name in (_NUMBERS - {"real", "double"}) | {"text", "varchar", "boolean", "uuid", "date"}


def shown(column: str, native: str) -> str:
    """Return the SQL for a column's value as text that `read` understands."""
    name, array = _name(native)
    if _listed(native):
        return f"array_to_json({column})::text"
    return f"encode({column}, 'hex')" if name == "blob" and not array else f"{column}::text"


def read(found: object, native: str) -> Value | None:
    """Return the value whose text was found."""
    if found is None:
        return None
    name, array = _name(native)
    text = str(found)
    if array:
        return Value("array" if _listed(native) else "text", text)
    if name in _NUMBERS:
        return Value("number" if text.lower().strip("-") not in {"nan", "infinity"} else "text", text)
    kind = {"boolean": "boolean", "blob": "bytes", "json": "json", "jsonb": "json"}.get(name, "text")
    return Value(kind, text)


def same(one: str, other: str, native: str) -> str:
    """Return the condition that two values of one type are one: numbers and JSON by what they mean, everything else by its text."""
    name, array = _name(native)
    if name in _NUMBERS and not array:
        return f"{one} IS NOT DISTINCT FROM {other}"
    if name in {"json", "jsonb"} and not array:
        return f"{one}::jsonb IS NOT DISTINCT FROM {other}::jsonb"
    return f'{one}::text COLLATE "C" IS NOT DISTINCT FROM {other}::text COLLATE "C"'


ROWS = RowWords(
    create="CREATE TEMPORARY TABLE _schemac_rows AS SELECT {columns} FROM (SELECT 1) one LEFT JOIN {table} l ON false LIMIT 0",
    name="pg_temp._schemac_rows",
    drop="DROP TABLE pg_temp._schemac_rows",
    number="0",
    text="''::text",
    shown=shown,
    read=read,
    same=same,
)
