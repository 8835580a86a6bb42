"""Defaults of columns and domains as the server prints them, for all that is a plain value or call."""

from __future__ import annotations

import re

from schemac_dialects.postgresql.parens import unwrapped
from schemac_dialects.postgresql.quoting import literal, qualified, quote

_INTEGER = re.compile(r"[+-]?\s*\d+")
_DECIMAL = re.compile(r"[+-]?\s*(?:\d+\.\d*|\.\d+)")
_STRING = re.compile(r"'((?:[^']|'')*)'")
_CALL = re.compile(r"[a-z_][a-z0-9_]*\(\)", re.IGNORECASE)
_QUOTED = re.compile(r'"((?:[^"]|"")*)"')
_SEQUENCE = re.compile(r"nextval\(\s*'((?:[^']|'')*)'\s*(?:::\s*regclass|::\s*text)?\s*\)", re.IGNORECASE)
_PART, _QUALIFIED = re.compile(r'"(?:[^"]|"")*"|[^".\s]+'), 2
_PLAIN = re.compile(r"""\([^()]*\)|(?:[\w.]+(?:\([^()]*\))?|'(?:[^']|'')*')(?:::[\w .()\[\]"]+)?""")
_VALUES = frozenset(
    "current_timestamp current_date current_time localtime localtimestamp current_user session_user current_role current_catalog "
    "current_schema user".split()
)
_INT4, _INT8 = 2**31, 2**63
_SAID_AS_GIVEN = ("text", "character varying", "json", "uuid", "citext", "bytea")
_EMPTY = ("{}", "[]")


def printed(sql: str | None, kind: str, *, is_domain: bool = False) -> str | None:
    """Return a default for a type (as printed) in the server's words; as written, and safe to write, where only the server knows them."""
    if sql is None:
        return None
    text = unwrapped(sql)
    if text.lower() == "null" and not is_domain:
        return _null(kind)
    if "(" not in kind and text.lower() == f"null::{kind}" and not is_domain:
        return None
    found = _word(text) or _number(text) or _sequence(text) or _string(text, kind)
    if found is not None:
        return found
    return text if _PLAIN.fullmatch(text) else f"({text})"


def _null(kind: str) -> str | None:
    """Return what the server keeps of a default of NULL: nothing, but for types with a length, where a cast comes in between."""
    base, sized, _ = kind.partition("(")
    if not sized or kind.endswith("[]"):
        return None
    return {"character varying": "NULL::character varying", "character": "NULL::bpchar", "numeric": "NULL::numeric"}.get(base)


def _word(text: str) -> str | None:
    """Return a boolean, a value that is a keyword, or a call of a function without arguments."""
    lowered = text.lower()
    if lowered in {"true", "false"}:
        return lowered
    if lowered in _VALUES:
        return lowered.upper()
    return lowered if _CALL.fullmatch(text) else None


def _number(text: str) -> str | None:
    """Return a number; the server labels those that are negative or large."""
    if _INTEGER.fullmatch(text):
        value = int(text.replace(" ", ""))
        if 0 <= value < _INT4:
            return str(value)
        if -_INT4 < value < _INT4:
            return f"'{value}'::integer"
        return f"'{value}'::bigint" if -_INT8 < value < _INT8 else f"'{value}'::numeric"
    if _DECIMAL.fullmatch(text):
        digits = text.replace(" ", "").lstrip("+-")
        digits = ("0" if digits.startswith(".") else "") + (digits.rstrip(".") if digits.endswith(".") else digits)
        if text.startswith("-"):
            return f"'-{digits}'::numeric"
        return digits if "." in digits else f"'{digits}'::numeric"
    return None


def _sequence(text: str) -> str | None:
    """Return the next number of a sequence, with the sequence as the server calls it."""
    match = _SEQUENCE.fullmatch(text)
    if not match:
        return None
    name = match[1].replace("''", "'")
    parts = [part[1:-1].replace('""', '"') if part.startswith('"') else part.lower() for part in _PART.findall(name)]
    if not parts or len(parts) > _QUALIFIED:
        return None
    return f"nextval({literal(qualified('' if parts[0] == 'public' else parts[0], parts[1]) if parts[1:] else quote(parts[0]))}::regclass)"


def _string(text: str, kind: str) -> str | None:
    """Return a string literal, labelled with the type without its length."""
    match = _STRING.fullmatch(text)
    if not match:
        return None
    if "\\" in match[1] and not kind.startswith(("text", "character varying", "citext")):
        return None
    base, array = kind.removesuffix("[]"), kind.endswith("[]")
    base = base.partition("(")[0].rstrip() if "time" not in base else base
    if array:
        return f"'{{}}'::{base}[]" if match[1] == "{}" else None
    if base in {"character", "bpchar"}:
        return f"{text}::bpchar"
    if base in _SAID_AS_GIVEN and base not in {"uuid", "bytea"}:
        return f"{text}::{base}"
    if base == "jsonb" and match[1] in _EMPTY:
        return f"{text}::jsonb"
    return None


def labelled(label: str, kind: str) -> str:
    """Return an enum's label as the server prints a default of it."""
    return f"{literal(label)}::{kind}"
