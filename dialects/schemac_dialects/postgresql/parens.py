"""Parentheses around a whole expression."""

from __future__ import annotations

from functools import lru_cache

from schemac.model.sql_text import tokens


@lru_cache(maxsize=32768)
def unwrapped(sql: str) -> str:
    """Return an expression without the parentheses that enclose all of it."""
    sql = sql.strip()
    while sql.startswith("(") and sql.endswith(")") and _encloses(sql):
        sql = sql[1:-1].strip()
    return sql


def _encloses(sql: str) -> bool:
    """Tell whether the first parenthesis is closed by the last character."""
    depth = length = 0
    for token in tokens(sql):
        length += len(token.text)
        if token.kind == "operator" and token.text in "()":
            depth += 1 if token.text == "(" else -1
            if depth == 0:
                return length == len(sql)
    return False
