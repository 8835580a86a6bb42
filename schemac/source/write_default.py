"""A column's default as a definition says it, so that reading it gives the same SQL text back."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from schemac.model.names import dotted
from schemac.model.objects import Domain, Enum
from schemac.model.schema import Schema
from schemac.model.types import INTEGERS, NUMBERS, Type, parse_type
from schemac.source.write_yaml import Raw

Default = str | Raw | dict[str, str]

_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]{0,18})")
_DECIMAL = re.compile(r"-?(?:0|[1-9][0-9]{0,8})(?:\.[0-9]{1,6})?")
_LITERAL = re.compile(r"'((?:[^\W_]|[ _/.#+&:,;=@<>!?*%|~^$-])*)'")
_VALUES = frozenset(
    "current_date current_time current_timestamp current_user current_role current_catalog current_schema session_user system_user user "
    "localtime localtimestamp null true false".split()
)
_BITS = {"tinyint": 7, "smallint": 15, "mediumint": 23, "integer": 31, "bigint": 63}
_FREE_TEXT = frozenset({"text", "citext", "tinytext", "mediumtext", "longtext", "name"})


class Defaults:
    """The types of one schema, as far as the spelling of a default depends on them."""

    def __init__(self, schema: Schema) -> None:
        """Get to know the schema's enums; what is called like an object of the schema is no type of the language."""
        self._enums: Mapping[str, Sequence[str]] = {dotted(item.namespace, item.name): item.values for item in schema if isinstance(item, Enum)}
        self._named = {item.name.lower() for item in schema if isinstance(item, Enum | Domain)}
        self._types: dict[str, Type | None] = {}

    def spelled(self, sql: str, type_text: str) -> Default:
        """Return the default as a literal where that says the same, and as `{sql: ...}` everywhere else."""
        literal = self._literal(sql, type_text)
        return {"sql": sql} if literal is None else literal

    def _literal(self, sql: str, type_text: str) -> Default | None:
        kind = self._type(type_text)
        if type_text in self._enums:
            text = _text(sql)
            return text if text and text in self._enums[type_text] else None
        if kind is None or kind.dimensions or kind.name in self._named:
            return None
        if kind.name == "boolean" and sql in {"true", "false"}:
            return Raw(sql)
        if kind.name in NUMBERS:
            return Raw(sql) if _fits_number(kind, sql) else None
        text = _text(sql) if kind.is_text else None
        return text if text is not None and _fits_text(kind, text) else None

    def _type(self, text: str) -> Type | None:
        if text not in self._types:
            try:
                self._types[text] = parse_type(text)
            except ValueError:
                self._types[text] = None
        return self._types[text]


def _text(sql: str) -> str | None:
    """Return what a plain SQL string literal says; None where a reader might take that for anything but a text."""
    match = _LITERAL.fullmatch(sql)
    if not match or match[1] != match[1].strip() or match[1].lower() in _VALUES:
        return None
    return match[1]


def _fits_number(kind: Type, sql: str) -> bool:
    if kind.name in INTEGERS:
        bits = _BITS.get(kind.name, 0)
        return bool(_INTEGER.fullmatch(sql)) and (0 if kind.words else -(2**bits)) <= int(sql) < 2**bits
    if not _DECIMAL.fullmatch(sql):
        return False
    digits = [int(argument) if argument.isdigit() else 0 for argument in kind.arguments] if kind.name == "numeric" else []
    room = digits[0] - (digits[1] if len(digits) > 1 else 0) if digits else 9
    return len(sql.lstrip("-").split(".")[0].lstrip("0")) <= room


def _fits_text(kind: Type, text: str) -> bool:
    """Tell whether a text is short enough for its type, or one of its labels."""
    if kind.name in {"enum", "set"}:
        return bool(text) and f"'{text}'" in kind.arguments
    if kind.name in _FREE_TEXT:
        return True
    limit = kind.arguments[0] if kind.arguments else "1" if kind.name == "char" else "1000000000"
    return limit.isdigit() and len(text) <= int(limit)
