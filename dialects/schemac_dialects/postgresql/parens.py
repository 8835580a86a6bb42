"""Expressions as the server prints them, without what stands around them, and such that it prints them so again."""

from __future__ import annotations

import re
from functools import lru_cache

from schemac.model.sql_text import tokens

_LIST = re.compile(r"\b(ANY|ALL) \(\((ARRAY\[(?:'(?:[^']|'')*'|[^'\[\]])*\])\)::[\w. \"]+\[\]\)")


def stable(printed: str) -> str:
    """Return what the server printed such that it prints the same of it again.

    It prints a list that an operator made it cast as a cast list (`= ANY ((ARRAY['a'::character varying])::text[])`, which `IN ('a')` is on
    a varchar column), and of that text it would make a list of casts.
    """
    return _LIST.sub(r"\1 (\2)", printed) if "]::" in printed or "])::" in printed else printed


def read(printed: str) -> str:
    """Return an expression that the server printed without the parentheses that enclose all of it."""
    return unwrapped(stable(printed))


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
