"""Identifiers and literals as standard SQL writes them."""

from __future__ import annotations

import re
from collections.abc import Callable

_PLAIN = re.compile(r"[a-z_][a-z0-9_]*")

_WORDS = """
all alter analyse analyze and any array as asc asymmetric authorization between both case cast check collate column commit
constraint create cross current_catalog current_date current_role current_time current_timestamp current_user default deferrable
delete desc distinct do drop else end escape except exists false fetch for foreign freeze from full glob grant group having if in
index initially inner insert intersect interval into is isnull join key lateral leading left like limit localtime localtimestamp
natural not notnull null offset on only or order outer over overlaps partition placing primary range references returning right
rollback row rows select session_user set similar some symmetric table tablesample then to trailing transaction trigger true union
unique update user using values variadic verbose view when where window with without
"""

RESERVED = frozenset(_WORDS.split())
"""Words that at least one of the supported engines refuses as a bare name."""


def quoting(mark: str = '"', reserved: frozenset[str] = RESERVED, close: str = "") -> Callable[[str], str]:
    """Return a function that writes an identifier: bare where it is plain, lower case and not reserved, in quotes elsewhere.

    mark: the quote, doubled inside a name. close: the closing one, where it is another (`]`).
    """
    known: dict[str, str] = {}
    end = close or mark

    def quote(name: str) -> str:
        written = known.get(name)
        if written is None:
            plain = _PLAIN.fullmatch(name) and name not in reserved
            written = known[name] = name if plain else mark + name.replace(end, end * 2) + end
        return written

    return quote


quote = quoting()


def literal(text: str) -> str:
    """Return a text as a standard string literal."""
    return "'" + text.replace("'", "''") + "'"


_ESCAPES = str.maketrans({"\\": "\\\\", "'": "\\'", "\n": "\\n", "\r": "\\r", "\0": "\\0"})


def escaped_literal(text: str) -> str:
    """Return a text as a string literal of an engine in which a backslash escapes."""
    return "'" + text.translate(_ESCAPES) + "'"
