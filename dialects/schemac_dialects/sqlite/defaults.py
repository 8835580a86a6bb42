"""How a default is written: SQLite takes literals as they are and expressions in parentheses."""

from __future__ import annotations

import re

_CONSTANT = re.compile(
    r"""\s*(?:[+-]?\s*(?:\d[\w.]*|\.\d[\w.]*)|'(?:[^']|'')*'|"(?:[^"]|"")*"|[xX]'[0-9a-fA-F]*'|[^\W\d]\w*)\s*""",
)


def is_constant(sql: str) -> bool:
    """Tell whether a default is one literal or one word, which must stand without parentheses."""
    return bool(_CONSTANT.fullmatch(sql))


def default_value(sql: str) -> str:
    """Return a default as the grammar wants it."""
    return sql if is_constant(sql) else f"({sql})"
