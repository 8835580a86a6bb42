"""SQL expressions and queries carried from the dialect they are written in to the one they run on."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from schemac.dialect import Unsupported
from schemac.model.sql_text import tokens

_SAFE_WORDS = frozenset("and or not in is null between like".split())
_SAFE_CALLS = frozenset("lower upper coalesce abs nullif".split())
_SAFE_OPERATORS = frozenset("= <> < > <= >= + - * ( ) ,".split())
_STRING = re.compile(r"'[^'\\]*'")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


def carry(sql: str, read: str, write: str, quote: Callable[[str], str]) -> str:
    """Return an expression of dialect `read` as dialect `write` (both as sqlglot names them) says it.

    Text that means the same everywhere is returned as it is. Raises Unsupported where it cannot be carried over faithfully.
    """
    return sql if means_the_same_everywhere(sql, quote) else translate(sql, read, write)


def means_the_same_everywhere(sql: str, quote: Callable[[str], str]) -> bool:
    """Tell whether a text uses only what every supported engine reads alike; a text that is not understood is not one."""
    parts = [token for token in tokens(sql) if token.kind != "space"]
    if sum(len(token.text) for token in parts) < len("".join(sql.split())) and "'" not in sql:
        return False
    for at, token in enumerate(parts):
        calls = at + 1 < len(parts) and parts[at + 1].text == "("
        if not _plain(token.kind, token.text, calls, quote):
            return False
    return bool(parts)


def _plain(kind: str, text: str, calls: bool, quote: Callable[[str], str]) -> bool:
    match kind:
        case "word":
            word = text.lower()
            return word in _SAFE_WORDS or (word in _SAFE_CALLS if calls else quote(word) == word and text == word)
        case "string":
            return bool(_STRING.fullmatch(text))
        case "number":
            return bool(_NUMBER.fullmatch(text))
        case _:
            return text in _SAFE_OPERATORS


@lru_cache(maxsize=32768)
def translate(sql: str, read: str, write: str) -> str:
    """Return what sqlglot makes of an expression or a query. Raises Unsupported where it cannot be read or said."""
    import sqlglot  # noqa: PLC0415 - a quarter of a second of import that most compilations never need
    from sqlglot import errors  # noqa: PLC0415

    try:
        tree = sqlglot.parse_one(sql, read=read)
        return tree.sql(dialect=write, unsupported_level=errors.ErrorLevel.RAISE)
    except errors.SqlglotError as error:
        reason = str(error).splitlines()[0].rstrip(". ")
        raise Unsupported(f"`{sql}` cannot be carried over: {reason}") from error
