"""Turns what a definition writes for one value of a row into that value, by the type of its column."""

from __future__ import annotations

import json
import re
from typing import Any

from schemac.model.rows import SQL, Value
from schemac.model.types import NUMBERS, TIMES, Type
from schemac.source.building import Building, Key
from schemac.source.document import Holder, held
from schemac.source.known_types import KnownType
from schemac.source.literals import objection
from schemac.source.scalars import NUMBER, describe

_WRONG = "SC223"
_BYTES = frozenset({"blob", "varbinary", "binary", "tinyblob", "mediumblob", "longblob"})
_HEX = re.compile(r"(?:[0-9a-fA-F]{2})*")
_JSON_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?")
_SAYING = frozenset({SQL, "value", "hex"})


def row_value(build: Building, holder: Holder, key: Key, known: KnownType | None, subject: str) -> Value | None:
    """Return the value at a place; None for a null. A problem is noted where it cannot be of the column's type."""
    return _Reading(build, known, subject).value(holder, key)


class _Reading:
    """One value on its way, and whose it is."""

    def __init__(self, build: Building, known: KnownType | None, subject: str) -> None:
        self.build = build
        self.known = known
        self.subject = subject
        self.type = known.type if known is not None else Type("")
        self.loose = build.expressions.loose

    def value(self, holder: Holder, key: Key) -> Value | None:
        given = held(holder, key)
        if isinstance(given, dict) and len(given) == 1 and next(iter(given)) in _SAYING:
            return self._said(given, next(iter(given)), holder, key)
        return self._plain(given, holder, key)

    def _said(self, given: dict[str, Any], word: str, holder: Holder, key: Key) -> Value | None:
        """Return what `{sql: …}`, `{value: …}` or `{hex: …}` says."""
        inner = given[word]
        if word == "value":
            return self._plain(inner, given, word)
        text = inner if isinstance(inner, str) else self.build.document.written(given, word) if _is_number(inner) else None
        if text is None or (word == "hex" and not _HEX.fullmatch(text)):
            wanted = "SQL as text" if word == SQL else "two hexadecimal digits for each byte"
            return self._wrong(f"`{word}:` takes {wanted}, not {describe(inner)}", given, word, f'write it in quotes: {{{word}: "…"}}')
        if word == SQL:
            for fault in self.build.expressions.faults(text, ()):
                reason = fault.reason or f"{fault.word} is neither a literal nor SQL, and an expression of a row speaks of no column"
                self.build.complain("SC209", f"the value of {self.subject} is no SQL expression: {reason}", given, word)
            return Value(SQL, text)
        if self.type.name not in _BYTES and self.known is not None and not self.loose and not self._unknown():
            return self._wrong("bytes are for columns of bytes", holder, key, "write the value itself")
        return Value("bytes", text.lower())

    def _unknown(self) -> bool:
        """Tell whether this language does not know the type, so that nothing can be said about its values."""
        return bool(self.known and self.known.labels is None) and not (
            self.type.is_text or self.type.name in NUMBERS | TIMES | _BYTES | {"boolean", "json", "jsonb", "uuid"}
        )

    def _plain(self, given: Any, holder: Holder, key: Key) -> Value | None:
        if given is None:
            return None
        if self.type.dimensions and isinstance(given, list):
            return Value("array", _json(self.build, holder, key))
        if self.type.name in {"json", "jsonb"} and not self.type.dimensions:
            return self._json(given, holder, key)
        if isinstance(given, dict | list):
            wanted = "a list" if self.type.dimensions else "one value"
            return self._wrong(f"it takes {wanted}, not {describe(given)}", holder, key, "JSON belongs in a column of type json")
        if self.type.name in _BYTES and not self.loose:
            return self._wrong(f"it takes bytes, not {describe(given)}", holder, key, 'write {hex: "00ff"}')
        text = (
            given if isinstance(given, str) else str(given).lower() if isinstance(given, bool) else self.build.document.written(holder, key)
        )
        if self.known is None:
            return Value("text", text)
        if isinstance(given, bool) and self.type.name == "tinyint":
            return Value("boolean", text)
        if self.loose:
            return Value("boolean" if isinstance(given, bool) else "text" if isinstance(given, str) else "number", text)
        reason = self._mismatch(given, text) or objection(self.type, self.known.labels, text) or self._too_fine(text)
        if reason:
            hint = 'write it in quotes: "…"' if reason == "it takes text in quotes" else ""
            return self._wrong(f"{describe(given)} is no value of its type: {reason}", holder, key, hint)
        return Value(self._kind(given, text), _as_boolean(text) if self.type.name == "boolean" and not self.type.dimensions else text)

    def _kind(self, given: object, text: str) -> str:
        """Return what the text is."""
        if self.type.dimensions or self.known is None or self.known.is_text:
            return "text"
        if self.type.name == "boolean" or isinstance(given, bool):
            return "boolean"
        number = NUMBER.fullmatch(text) and (self.type.name in NUMBERS or not isinstance(given, str))
        return "number" if number and self.type.name != "money" else "text"

    def _mismatch(self, given: object, text: str) -> str:
        """Return why a value of YAML's own kind cannot stand for the type."""
        if isinstance(given, str):
            return ""
        if isinstance(given, bool) and (self.type.is_text or (self.known is not None and self.known.labels is not None)):
            return "it takes text in quotes"
        if isinstance(given, bool) and self.type.name in NUMBERS:
            return "it takes numbers"
        if self.type.dimensions:
            return "it takes a list"
        if self.type.name in (TIMES - {"year"}) | {"uuid"}:
            return "it takes text in quotes"
        return "it takes true and false" if self.type.name == "boolean" and text not in {"true", "false", "0", "1"} else ""

    def _too_fine(self, text: str) -> str:
        """Return an objection where a number has more digits behind the point than its column keeps."""
        scale = self.type.arguments[1] if len(self.type.arguments) > 1 else "0"
        if self.type.name != "numeric" or not self.type.arguments or self.type.dimensions or not scale.isdigit() or "e" in text.lower():
            return ""
        behind = text.partition(".")[2].rstrip("0")
        return f"it keeps {scale} digits after the point" if len(behind) > int(scale) else ""

    def _json(self, given: Any, holder: Holder, key: Key) -> Value | None:
        if not isinstance(given, str):
            return Value("json", _json(self.build, holder, key))
        reason = objection(self.type, None, given)
        if reason and self.loose:
            return Value("text", given)
        if reason:
            hint = f"a text is JSON itself: '{json.dumps(given)}'"
            return self._wrong(f"{describe(given)} is no value of its type: {reason}", holder, key, hint)
        return Value("json", given)

    def _wrong(self, reason: str, holder: Holder, key: Key, hint: str) -> Value | None:
        """Note why a value cannot be, and return none."""
        self.build.complain(_WRONG, f"the value of {self.subject} cannot be: {reason}", holder, key, hint=hint)
        return None


def _json(build: Building, holder: Holder, key: Key) -> str:
    """Return a plain value as JSON, numbers in the digits in which they are written."""
    given = held(holder, key)
    if isinstance(given, dict):
        return "{" + ", ".join(f"{json.dumps(name, ensure_ascii=False)}: {_json(build, given, name)}" for name in given) + "}"
    if isinstance(given, list):
        return "[" + ", ".join(_json(build, given, at) for at in range(len(given))) + "]"
    if _is_number(given):
        written = build.document.written(holder, key)
        return written if _JSON_NUMBER.fullmatch(written) else json.dumps(given)
    return json.dumps(given, ensure_ascii=False)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _as_boolean(text: str) -> str:
    return "true" if text.lower() in {"true", "t", "yes", "y", "on", "1"} else "false"
