"""SQLite keeps expressions as they were written, so two that differ only in spelling are told by their tokens."""

from __future__ import annotations

import re
from functools import lru_cache

from schemac.model.sql_text import tokens

_SAME = {"!=": "<>", "==": "="}
_PLAIN = re.compile(r"[^\W\d]\w*")


@lru_cache(maxsize=65536)
def canonical(sql: str) -> str | None:
    """Return the tokens of an expression, quotes around plain names, case of bare words and outer parentheses left aside."""
    parts: list[str] = []
    for token in tokens(sql):
        match token.kind:
            case "space":
                continue
            case "word":
                parts.append(token.text.lower())
            case "quoted":
                name = token.identifier or ""
                parts.append(name.lower() if _PLAIN.fullmatch(name) else f'"{name}"')
            case _:
                parts.append(_SAME.get(token.text, token.text))
    while len(parts) > 1 and parts[0] == "(" and _closes_last(parts):
        parts = parts[1:-1]
    return " ".join(parts)


def _closes_last(parts: list[str]) -> bool:
    """Tell whether the first parenthesis is closed by the last token."""
    depth = 0
    for at, part in enumerate(parts):
        depth += (part == "(") - (part == ")")
        if not depth:
            return at == len(parts) - 1
    return False
