"""Turns a default as written into SQL text, by the rule of the language."""

from __future__ import annotations

import re
from typing import Any

from schemac.model.types import NUMBERS, TIMES
from schemac.source.building import Building
from schemac.source.document import Holder
from schemac.source.keywords import VALUES
from schemac.source.known_types import KnownType
from schemac.source.literals import objection
from schemac.source.scalars import NUMBER

_QUOTED = re.compile(r"[eEnNbBxX]?'((?:[^']|'')*)'(?:::[\w\s.\"()\[\]]+)?")
_CALL = re.compile(r"[^\W\d][\w$.]*\(.*\)(?:::[\w\s.\"()\[\]]+)?", re.DOTALL)
_DATE = re.compile(r"\d{4}-\d\d-\d\d(?:[ T]\d\d:\d\d.*)?|\d\d:\d\d(?::\d\d.*)?")
_WORD = re.compile(r"[^\W\d][\w-]*")


def default_of(build: Building, entry: dict[str, Any], known: KnownType | None, subject: str) -> str | None:
    """Return the SQL of `entry["default"]`, or None where there is none; a problem is noted where it cannot be.

    known: the type of the column or domain; None where it could not be read, and then nothing is said about the value.
    """
    value = entry["default"]
    if isinstance(value, dict):
        if "sql" in value:
            sql: str = value["sql"]
            _check_sql(build, sql, value, "sql", subject)
            return sql
        return _literal(build, value["value"], value, "value", known, subject)
    if isinstance(value, str):
        return _text(build, value, entry, known, subject)
    return _literal(build, value, entry, "default", known, subject)


def _literal(
    build: Building, value: str | float | bool | None, holder: Holder, key: str, known: KnownType | None, subject: str
) -> str | None:
    """Return a literal as SQL."""
    if value is None:
        return None
    text = value if isinstance(value, str) else str(value).lower() if isinstance(value, bool) else build.document.written(holder, key)
    if known is None:
        return quoted(text)
    kind = known.type.name
    if isinstance(value, bool) and kind == "tinyint":
        return text
    reason = _mismatch(value, known) or objection(known.type, known.labels, text)
    if reason:
        build.complain("SC210", f"the default {_shown(text)} of {subject} is no value of its type: {reason}", holder, key)
        return None
    if kind == "boolean" and not known.type.dimensions:
        return "true" if text.lower() in {"true", "t", "yes", "y", "on", "1"} else "false"
    if known.is_text:
        return quoted(text)
    bare = not isinstance(value, str) or (kind in NUMBERS and not known.type.dimensions and NUMBER.fullmatch(text))
    return text if bare else quoted(text)


def _mismatch(value: object, known: KnownType) -> str:
    """Return why a literal of YAML's own kind, not a text, cannot stand for the type."""
    if known.is_text or isinstance(value, str):
        return ""
    if known.type.name in TIMES - {"year"} or known.type.name == "uuid":
        return "it takes text in quotes"
    if isinstance(value, bool) and known.type.name in NUMBERS:
        return "it takes numbers"
    if known.type.name == "boolean" and not isinstance(value, bool) and value not in {0, 1}:
        return "it takes true and false"
    return ""


def _text(build: Building, text: str, entry: dict[str, Any], known: KnownType | None, subject: str) -> str | None:
    """Return the SQL of a default that is a plain text."""
    if text.strip().lower() == "null":
        return None
    stripped = text.strip()
    quoted_sql = _QUOTED.fullmatch(stripped)
    is_sql = quoted_sql or stripped.lower() in VALUES or _CALL.fullmatch(stripped)
    if known is not None and known.is_text:
        if not is_sql:
            if text.startswith("'"):
                hint = "write {sql: …} or {value: …} to say which"
                build.complain("SC211", f"the default of {subject} may be SQL or a literal text", entry, "default", hint=hint)
                return None
            return _literal(build, text, entry, "default", known, subject)
        if quoted_sql and stripped.startswith("'") and not objects_to(build, quoted_sql[1].replace("''", "'"), entry, known, subject):
            return None
    elif not is_sql and known is not None:
        return _expression(build, stripped, entry, known, subject)
    elif (
        known is not None
        and quoted_sql
        and stripped.startswith("'")
        and not objects_to(build, quoted_sql[1].replace("''", "'"), entry, known, subject)
    ):
        return None
    _check_sql(build, stripped, entry, "default", subject)
    return stripped


def objects_to(build: Building, literal: str, entry: dict[str, Any], known: KnownType, subject: str) -> bool:
    """Return whether a quoted literal may stand; note a problem where it cannot."""
    reason = objection(known.type, known.labels, literal)
    if reason:
        build.complain("SC210", f"the default {_shown(literal)} of {subject} is no value of its type: {reason}", entry, "default")
    return not reason


def _expression(build: Building, sql: str, entry: dict[str, Any], known: KnownType, subject: str) -> str | None:
    """Return a text that must be SQL because the column is not text-like."""
    if NUMBER.fullmatch(sql) or sql.lower() in {"true", "false"}:
        reason = objection(known.type, known.labels, sql)
        if reason:
            build.complain("SC210", f"the default {_shown(sql)} of {subject} is no value of its type: {reason}", entry, "default")
            return None
        return sql
    if (known.type.name in TIMES and _DATE.fullmatch(sql)) or _WORD.fullmatch(sql):
        hint = f"write {{value: {sql}}}" if not objection(known.type, known.labels, sql) else "write a literal, or SQL such as a call"
        message = f"the default {_shown(sql)} of {subject} is neither a literal of its type nor SQL"
        build.complain("SC211", message, entry, "default", hint=hint)
        return None
    _check_sql(build, sql, entry, "default", subject)
    return sql


def _check_sql(build: Building, sql: str, holder: Holder, key: str, subject: str) -> None:
    """Note what is wrong with a default's SQL, which may speak of no column."""
    for fault in build.expressions.faults(sql, ()):
        if fault.reason:
            build.complain("SC209", f"the default of {subject} is no SQL expression: {fault.reason}", holder, key)
        elif key != "sql" or not _is_quoted(fault.word, sql):
            hint = "a literal is written {value: …}; a default cannot speak of columns"
            message = f"{fault.word} in the default of {subject} is neither a literal nor SQL"
            build.complain("SC211", message, holder, key, hint=hint, word=fault.word)


def _is_quoted(word: str, sql: str) -> bool:
    """Return whether a word stands in quotes, which some engines read as text where there is no such column."""
    return f'"{word}"' in sql or f"`{word}`" in sql


def quoted(text: str) -> str:
    """Return a text as an SQL string literal."""
    return "'" + text.replace("'", "''") + "'"


def _shown(text: str) -> str:
    return text if len(text) <= 40 else text[:40] + "…"
