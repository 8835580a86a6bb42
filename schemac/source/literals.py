"""Whether a literal can be a value of a type."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from datetime import date, datetime, time

from schemac.model.types import INTEGERS, NUMBERS, TEXTS, Type
from schemac.source.scalars import NUMBER

_BITS = {"tinyint": 8, "smallint": 16, "mediumint": 24, "integer": 32, "bigint": 64, "serial": 32, "bigserial": 64, "smallserial": 16}
_SPECIAL = frozenset(["now", "today", "tomorrow", "yesterday", "epoch", "infinity", "-infinity", "allballs"])
_UUID = re.compile(r"\{?[0-9a-fA-F]{4}(?:-?[0-9a-fA-F]{4}){7}\}?")
_YES_NO = frozenset(["true", "false", "t", "f", "yes", "no", "y", "n", "on", "off", "1", "0"])


def objection(kind: Type, labels: Sequence[str] | None, text: str) -> str:
    """Return why a literal, given as its text, is no value of the type; nothing where it is, or where the type is not known."""
    if labels is not None:
        return "" if text in labels else f"its labels are {', '.join(labels)}"
    if kind.dimensions:
        return ""
    if kind.name in INTEGERS:
        return _integer(kind, text)
    if kind.name in NUMBERS:
        return _number(kind, text)
    if kind.name in TEXTS:
        return _text(kind, text)
    check = _CHECKS.get(kind.name)
    return check(text) if check else ""


def _integer(kind: Type, text: str) -> str:
    if not re.fullmatch(r"[-+]?[0-9]+", text) or len(text) > 400:
        return "it takes whole numbers"
    bits = _BITS[kind.name]
    # a tinyint is unsigned on some engines and signed on others; what fits either is let through
    low = 0 if "unsigned" in kind.words else -(2 ** (bits - 1))
    high = 2**bits - 1 if "unsigned" in kind.words or kind.name == "tinyint" else 2 ** (bits - 1) - 1
    return "" if low <= int(text) <= high else f"it takes {low} to {high}"


def _number(kind: Type, text: str) -> str:
    if kind.name == "money":
        return ""
    if not NUMBER.fullmatch(text):
        return "" if text.lower() in {"nan", "infinity", "-infinity"} else "it takes numbers"
    if kind.name == "numeric" and kind.arguments and kind.arguments[0].isdigit() and "e" not in text.lower():
        scale = int(kind.arguments[1]) if len(kind.arguments) > 1 and kind.arguments[1].isdigit() else 0
        room = int(kind.arguments[0]) - scale
        if len(text.lstrip("+-").split(".")[0].lstrip("0")) > room:
            return f"it takes at most {room} digits before the point"
    return ""


def _text(kind: Type, text: str) -> str:
    if kind.name in {"enum", "set"}:
        labels = [argument[1:-1].replace("''", "'") for argument in kind.arguments]
        given = [text] if kind.name == "enum" else [each for each in text.split(",") if each]
        return "" if all(each in labels for each in given) else f"its labels are {', '.join(labels)}"
    limit = kind.arguments[0].split(" ")[0] if kind.arguments else "1" if kind.name == "char" else ""
    return f"it takes at most {limit} characters" if limit.isdigit() and len(text) > int(limit) else ""


def _boolean(text: str) -> str:
    return "" if text.lower() in _YES_NO else "it takes true and false"


def _json(text: str) -> str:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return "it takes JSON"
    return ""


def _uuid(text: str) -> str:
    return "" if _UUID.fullmatch(text) else "it takes a UUID"


def _date(text: str) -> str:
    return _read(date.fromisoformat, text.split(" ", maxsplit=1)[0].split("T", maxsplit=1)[0], "2020-01-31")


def _timestamp(text: str) -> str:
    return _read(datetime.fromisoformat, re.sub(r"\s+(?=[-+Z])|(?<=[-+]\d\d)$", "", text), "2020-01-31 12:30:00")


def _time(text: str) -> str:
    return _read(time.fromisoformat, text, "12:30:00")


def _read(reader: Callable[[str], object], text: str, example: str) -> str:
    """Return an objection where the text begins like a date or time in figures and is none; other spellings are left to the engine."""
    if not re.match(r"\d{4}-\d\d-\d\d|\d\d:\d\d", text):
        return "" if text.lower() in _SPECIAL or re.search(r"\d", text) else f"it takes values such as {example}"
    try:
        reader(text)
    except ValueError as error:
        # years beyond 9999, `24:00`, zone names and fractions of another length are the engine's to judge
        return (
            ""
            if not re.search(r"must be in|out of range", str(error)) or "24" in text or text.startswith("0000")
            else f"it takes values such as {example}"
        )
    return ""


_CHECKS: dict[str, Callable[[str], str]] = {
    "boolean": _boolean,
    "json": _json,
    "jsonb": _json,
    "uuid": _uuid,
    "date": _date,
    "timestamp": _timestamp,
    "timestamptz": _timestamp,
    "time": _time,
    "timetz": _time,
}
