"""What a migration means, as a hash: comments, layout and the case of words do not count, whatever else is written does."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable

_TOKEN = re.compile(
    r"""(?P<comment>--[^\n]*|/\*(?!!).*?\*/)|(?P<space>\s+)|(?P<kept>[eE]?'(?:[^'\\]|\\.|'')*'|"(?:[^"]|"")*"|`(?:[^`]|``)*`|\$(?P<tag>\w*)\$.*?\$(?P=tag)\$)|(?P<word>\w+)|(?P<sign>.)""",
    re.DOTALL,
)


def checksum(statements: Iterable[str]) -> str:
    """Return a hash that two lists of statements share where they mean the same.

    Words are compared without their case, because every engine reads keywords and bare names so; what is in quotes counts to the letter,
    and so do comments that a server runs (`/*! ... */`).
    """
    digest = hashlib.sha256()
    for statement in statements:
        digest.update(normalised(statement).encode())
        digest.update(b"\0")
    return f"sha256:{digest.hexdigest()}"


def normalised(statement: str) -> str:
    """Return a statement's words and signs with single blanks between them."""
    parts: list[str] = []
    for match in _TOKEN.finditer(statement):
        match match.lastgroup:
            case "comment" | "space":
                continue
            case "word":
                parts.append(match[0].lower())
            case _:
                parts.append(match[0])
    return " ".join(parts)
