"""A file of SQL as psql reads it: what pg_dump writes, and what people write."""

from __future__ import annotations

import re
from collections.abc import Iterator

from schemac.dialect import Piece, judged, refused, skipped

_TOKEN = re.compile(
    r"""--[^\n]*|/\*|[eE]'(?:[^'\\]|\\.|'')*'|'(?:[^']|'')*'|"(?:[^"]|"")*"|\$(?P<tag>[^\W\d]\w*)?\$|[^\W\d][\w$]*|\s+|.""",
    re.DOTALL,
)
_COMMENT = re.compile(r"/\*|\*/")
_COPY = re.compile(r"(?is)\s*(?:--[^\n]*\s*)*copy\b.*\bfrom\s+stdin\b")
_COPY_END = re.compile(r"(?m)^\\\.\s*$")
_SERVER = "it is about the whole server, not one database; make that on the server first and take it out of the file"
_RULES = [
    *skipped("rows", r"INSERT\b", r"COPY\b.*\bFROM STDIN"),
    *skipped("the database itself", r"(CREATE|ALTER|DROP|COMMENT ON) DATABASE\b", r"\\C(ONNECT)?\b"),
    *skipped("", r"\\(UN)?RESTRICT\b", r"\\(ECHO|TIMING|PSET|ENCODING|SET|UNSET|X|Q|ERRVERBOSE|WARN|QECHO)\b"),
    *skipped("", r"(BEGIN|START TRANSACTION|COMMIT|END)\b", r"SET (SESSION |LOCAL )?\w*TIMEOUT\b", r"SET (SESSION |LOCAL )?CLIENT_"),
    *skipped("", r"SET (SESSION |LOCAL )?(ROW_SECURITY|XMLOPTION)\b", r"CREATE SCHEMA PUBLIC\b", r"(ANALYZE|VACUUM|REFRESH)\b"),
    *refused("it would undo what came before; take it out of the file", r"ROLLBACK\b"),
    *refused("it is a command of psql that only psql knows; write what it stands for, or run the file through psql", r"\\"),
    *refused(_SERVER, r"(CREATE|ALTER|DROP) (ROLE|USER|GROUP|TABLESPACE|SUBSCRIPTION)\b", r"ALTER SYSTEM\b", r"(DROP|REASSIGN) OWNED\b"),
]


def pieces(text: str) -> list[Piece]:
    """Return the statements and commands of a file."""
    return judged(_split(text), _RULES, nested=True)


def _split(text: str) -> Iterator[tuple[str, int]]:
    """Go through the pieces, each with the offset at which it begins."""
    start = at = depth = blocks = 0
    words: list[str] = []
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            break
        sign = match[0]
        if sign == "\\" and not text[text.rfind("\n", 0, at) + 1 : at].strip() and not words:
            end = text.find("\n", at)
            at = len(text) if end < 0 else end
            yield text[start:at], start
            start = at
            continue
        at = _end_of(text, match)
        if sign[0].isalpha() or sign[0] == "_":
            words.append(sign.upper())
            blocks += _blocks(words, blocks) if not depth else 0
        elif sign in "()":
            depth = max(0, depth + (1 if sign == "(" else -1))
        elif sign == ";" and not depth and not blocks:
            yield text[start : at - 1], start
            if _COPY.match(text[start : at - 1]):
                end_of_rows = _COPY_END.search(text, at)
                at = end_of_rows.end() if end_of_rows else len(text)
            start, words = at, []
    yield text[start:], start


def _end_of(text: str, match: re.Match[str]) -> int:
    """Return where a token ends: a comment with those in it, a text between dollars."""
    if match[0] == "/*":
        depth, at = 1, match.end()
        while depth:
            found = _COMMENT.search(text, at)
            if found is None:
                return len(text)
            depth, at = depth + (1 if found[0] == "/*" else -1), found.end()
        return at
    if match[0].startswith("$") and match[0].endswith("$") and len(match[0]) > 1:
        end = text.find(match[0], match.end())
        return len(text) if end < 0 else end + len(match[0])
    return match.end()


def _blocks(words: list[str], blocks: int) -> int:
    """Return by how much the last word changes the depth of blocks in a routine's body: semicolons in there end nothing."""
    if words[0] != "CREATE" or not {"FUNCTION", "PROCEDURE"} & set(words[1:4]):
        return 0
    if words[-1] == "BEGIN" or (words[-1] == "CASE" and blocks):
        return 1
    return -1 if words[-1] == "END" and blocks else 0
