"""Which rows a partition holds, said in one way."""

from __future__ import annotations

import re

from schemac.model.sql_text import tokens

_KEYWORDS = frozenset("from to in with modulus remainder default minvalue maxvalue null true false".split())
_BLANKS = re.compile(r"\s+")


def keywords_lowered(values: str) -> str:
    """Return the values of a partition with keywords in small letters and single blanks: `from ('a') to (maxvalue)`."""
    parts = []
    for token in tokens(values.strip()):
        if token.kind == "space":
            parts.append(" ")
        else:
            parts.append(token.text.lower() if token.kind == "word" and token.text.lower() in _KEYWORDS else token.text)
    text = _BLANKS.sub(" ", "".join(parts)) if "'" not in values else "".join(parts)
    return text.removeprefix("for values ")
