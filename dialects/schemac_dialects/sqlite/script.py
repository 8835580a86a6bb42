"""A file of SQL as the `sqlite3` shell reads it: what `.schema` and `.dump` write, and what people write."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator

from schemac.dialect import Piece, judged, refused, skipped

_OWN = r"[\"'`\[]?SQLITE_(SEQUENCE|STAT\d)\b"
_RULES = [
    *skipped("", rf"CREATE TABLE( IF NOT EXISTS)? {_OWN}", rf"(DELETE FROM|INSERT( OR \w+)? INTO|DROP TABLE( IF EXISTS)?) {_OWN}"),
    *skipped("rows", r"(INSERT|REPLACE)\b(?!( OR \w+)? INTO [\"'`\[]?SQLITE_(MASTER|SCHEMA)\b)"),
    *skipped("", r"(BEGIN|COMMIT|END|SAVEPOINT|RELEASE|ANALYZE|REINDEX)\b"),
    *refused("it would undo what came before; take it out of the file", r"ROLLBACK\b"),
    *refused("it reaches for another file; take it out of the file", r"(ATTACH|DETACH)\b", r"VACUUM\b.*\bINTO\b"),
    *refused("it is a command of the sqlite3 shell; write what it stands for", r"\.[A-Z]"),
]
_SHELL = re.compile(r"(?:\s|--[^\n]*\n)*(\.[a-z]\w*[^\n]*)")


def pieces(text: str) -> list[Piece]:
    """Return the statements of a file."""
    return judged(_split(text), _RULES)


def _split(text: str) -> Iterator[tuple[str, int]]:
    """Go through the statements, each with the offset at which it begins: SQLite itself says where one is complete."""
    start = at = 0
    while at < len(text):
        command = _SHELL.match(text, start) if at == start else None
        if command:
            yield command[1], command.start(1)
            start = at = command.end()
            continue
        end = text.find(";", at)
        at = len(text) if end < 0 else end + 1
        if end < 0 or sqlite3.complete_statement(text[start:at]):
            yield text[start:at], start
            start = at
    if start < at:
        yield text[start:], start
