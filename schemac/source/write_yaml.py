"""Plain values as YAML in house style: what is short on one line, what is long as a block."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from schemac.source.write_scalar import fits_literal, in_block, in_flow, literal

WIDTH = 120
"""The longest line that is written for what could stand on several."""

_LONGEST_KEY = 500


class Block(dict[str, Any]):
    """A mapping that never stands on one line."""


class Raw(str):
    """A scalar that is written as it is: a number in its own digits."""

    __slots__ = ()


def write_mapping(values: Mapping[str, Any], indent: int = 0) -> list[str]:
    """Return the lines of a mapping's entries."""
    lines: list[str] = []
    pad = " " * indent
    for key, value in values.items():
        start = f"{pad}{in_block(key)}:"
        if len(start) > _LONGEST_KEY:
            lines += [f"{pad}? {in_block(key)}", *_value(f"{pad}:", value, indent)]
        else:
            lines += _value(start, value, indent)
    return lines


def write_list(values: Sequence[Any], indent: int) -> list[str]:
    """Return the lines of a list's items."""
    lines: list[str] = []
    pad = " " * indent
    for value in values:
        if isinstance(value, Mapping) and value and not _fits(f"{pad}-", value):
            inner = write_mapping(value, indent + 2)
            lines += [f"{pad}- {inner[0][indent + 2 :]}", *inner[1:]]
        else:
            lines += _value(f"{pad}-", value, indent)
    return lines


def _value(start: str, value: object, indent: int) -> list[str]:
    """Return the lines of a value that stands behind a key or a dash."""
    if isinstance(value, str) and not isinstance(value, Raw):
        text = value.replace("${", "$${")
        if fits_literal(text):
            header, *body = literal(text, " " * (indent + 2))
            return [f"{start} {header}", *body]
        return [f"{start} {in_block(text)}"]
    short = _fits(start, value)
    if short is not None:
        return [short]
    if isinstance(value, Mapping):
        return [start, *write_mapping(value, indent + 2)]
    if isinstance(value, Sequence):
        return [start, *write_list(value, indent + 2)]
    message = f"{type(value).__name__} is no plain value"
    raise TypeError(message)


def _fits(start: str, value: object) -> str | None:
    """Return key and value on one line, or None where they do not fit there."""
    short = flow(value)
    if short is None or (len(start) + len(short) >= WIDTH and isinstance(value, Mapping | list | tuple) and value):
        return None
    return f"{start} {short}"


def flow(value: object) -> str | None:
    """Return a value as it stands on one line; None where it may not: a text of several lines, or a mapping that is a block."""
    match value:
        case Raw():
            return str(value)
        case str():
            return None if fits_literal(value) else in_flow(value.replace("${", "$${"))
        case bool():
            return "true" if value else "false"
        case None:
            return "null"
        case int() | float():
            return str(value)
        case Mapping():
            return None if isinstance(value, Block) and value else _flow_mapping(value)
        case Sequence():
            items = [flow(item) for item in value]
            return None if None in items else f"[{', '.join(item for item in items if item is not None)}]"
        case _:
            return None


def _flow_mapping(values: Mapping[str, object]) -> str | None:
    entries = []
    for key, value in values.items():
        short = flow(value)
        if short is None or len(key) > _LONGEST_KEY:
            return None
        entries.append(f"{in_flow(key)}: {short}")
    return f"{{{', '.join(entries)}}}"
