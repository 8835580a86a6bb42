"""MySQL's own ways of printing what it was told."""

from __future__ import annotations

import re

from msgspec.structs import replace

from schemac.model.tables import Check, ForeignKey
from schemac_dialects.mysql.defaults import bare, folded, is_literal
from schemac_dialects.mysql.normalize import Rules
from schemac_dialects.mysql.types import is_large

NOW = "CURRENT_TIMESTAMP({})"
_INTRODUCER = re.compile(r"(?<![\w'`])_utf8mb4\s*(?=')", re.IGNORECASE)
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)


def unescaped(text: str) -> str:
    """Return an expression as it stands in a statement; the catalogue prints it escaped once more."""
    return _ESCAPED.sub(lambda found: {"n": "\n", "r": "\r", "0": "\0"}.get(found[1], found[1]), text)


def expression(sql: str) -> str:
    """Return an expression without what MySQL adds to each: outer parentheses, and the character set of the session."""
    return bare(_INTRODUCER.sub("", sql))


def default(sql: str, native: str) -> str | None:
    """Return a default as MySQL keeps it: anything but a plain value or the current time in parentheses."""
    made = folded(sql, native, NOW)
    if made is None or made.startswith("CURRENT_TIMESTAMP"):
        return made
    if is_literal(made) and not is_large(native) and not sql.lstrip().startswith("("):
        return made
    return f"({expression(made)})"


def check(part: Check) -> Check:
    """Return a check as MySQL keeps it."""
    return replace(part, sql=expression(part.sql))


def foreign_key(part: ForeignKey) -> ForeignKey:
    """Return a foreign key as MySQL keeps it, which is as it was written."""
    return part


RULES = Rules(
    title="MySQL",
    now=NOW,
    default=default,
    expression=expression,
    check=check,
    foreign_key=foreign_key,
    generated_not_null=True,
    heads=False,
    computed_since=(8, 0, 13),
    says_charset=True,
)
