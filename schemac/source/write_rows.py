"""Writes the rows of a table as a definition says them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from schemac.model.names import spell
from schemac.model.rows import SQL, UNSAID, Row, Rows, Value
from schemac.model.tables import Table
from schemac.source.scalars import NUMBER
from schemac.source.write_yaml import Block, Raw

_SAYING = frozenset({SQL, "value", "hex"})


def write_rows(rows: Rows, table: Table) -> Block:
    """Return what stands under `rows:` of a table."""
    usual = tuple(column.name for column in table.columns if column.generated is None)
    written = Block(key=[spell(column) for column in rows.key])
    whole = all(value is None or value.kind != UNSAID for row in rows.values for value in row)
    if whole and rows.columns != usual:
        written["columns"] = [spell(column) for column in rows.columns]
    if rows.exact:
        written["exact"] = True
    written["values"] = [_listed(row) if whole else _named(rows.columns, row) for row in rows.values]
    return written


def _listed(row: Row) -> list[Any]:
    return [_written(value) for value in row]


def _named(columns: Sequence[str], row: Row) -> dict[str, Any]:
    """Return a row by column, without what it does not say."""
    cells = zip(columns, row, strict=True)
    return {column: _written(value) for column, value in cells if value is None or value.kind != UNSAID}


def _written(value: Value | None) -> Any:
    """Return a value as YAML has it."""
    if value is None:
        return None
    match value.kind:
        case "number":
            return Raw(value.text) if NUMBER.fullmatch(value.text) else value.text
        case "boolean":
            return value.text == "true"
        case "bytes":
            return {"hex": value.text}
        case "array":
            return _of_json(value.text)
        case "json":
            return _json(value.text)
        case kind if kind == SQL:
            return {"sql": value.text}
        case _:
            return value.text


def _of_json(text: str) -> Any:
    return json.loads(text, parse_float=Raw, parse_int=Raw)


def _json(text: str) -> Any:
    """Return JSON as YAML where that says the same, and as its text elsewhere."""
    try:
        found = _of_json(text)
    except (ValueError, RecursionError):
        return text
    if (
        not isinstance(found, dict | list)
        or not _is_plain(found)
        or (isinstance(found, dict) and len(found) == 1 and set(found) <= _SAYING)
    ):
        return text
    return found


def _is_plain(found: Any) -> bool:
    """Tell whether YAML holds every number of a JSON value as it is, and no text that no definition may hold."""
    match found:
        case dict():
            return all(key and "\0" not in key and _is_plain(item) for key, item in found.items())
        case list():
            return all(_is_plain(item) for item in found)
        case Raw():
            try:
                return bool(NUMBER.fullmatch(found)) and Decimal(repr(float(found))) == Decimal(found)
            except (InvalidOperation, OverflowError):
                return False
        case str():
            return "\0" not in found
        case _:
            return True
