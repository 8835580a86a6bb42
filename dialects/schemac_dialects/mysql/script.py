"""A file of SQL as the client `mysql` reads it: what mysqldump writes, and what people write."""

from __future__ import annotations

import re
from collections.abc import Iterator

from schemac.dialect import Piece, judged, refused, skipped

_TOKEN = re.compile(
    r"--(?=\s|\Z)[^\n]*|#[^\n]*|/\*.*?\*/|'(?:[^'\\]|\\.|'')*'|\"(?:[^\"\\]|\\.|\"\")*\"|`(?:[^`]|``)*`|[^\W\d][\w$]*|\s+|.",
    re.DOTALL,
)
_DELIMITER = re.compile(r"(?i)delimiter[ \t]+(\S+)[^\n]*")
_OTHER = "it names another database, and only the scratch one may be written to; take the database's name out of it"
_SERVER = "it is about the whole server, not one database; make that on the server first and take it out of the file"
_NAME = r"(`[^`]+`|\w+)\s*\.\s*(`[^`]+`|\w+)"
_RULES = [
    *skipped("rows", r"(INSERT|REPLACE)\b", r"LOAD DATA\b"),
    *skipped("the database itself", r"(CREATE|ALTER|DROP) (DATABASE|SCHEMA)\b", r"USE\b"),
    *skipped("", r"(LOCK|UNLOCK) TABLES?\b", r"(BEGIN|START TRANSACTION|COMMIT)\b(?! NOT)", r"SET @@(GLOBAL|SESSION)\.(GTID|SQL_LOG)"),
    *skipped("", r"(ANALYZE|OPTIMIZE|FLUSH)\b", r"SET @MYSQLDUMP_TEMP_LOG_BIN"),
    *refused("it would undo what came before; take it out of the file", r"ROLLBACK\b"),
    *refused("it is a command of the client that only the client knows; write what it stands for", r"SOURCE\b", r"\\"),
    *refused(_SERVER, r"(CREATE|ALTER|DROP|RENAME|GRANT|REVOKE) .*\b(USER|ROLE)\b", r"SET (GLOBAL|PERSIST|PASSWORD)\b", r"SET @@GLOBAL\b"),
    *refused(
        _SERVER, r"(CREATE|ALTER|DROP) (TABLESPACE|SERVER|LOGFILE)\b", r"(INSTALL|UNINSTALL|SHUTDOWN|KILL|CHANGE|RESET|GRANT|REVOKE)\b"
    ),
    *refused(_OTHER, rf"(CREATE|ALTER|DROP|TRUNCATE|RENAME)( OR REPLACE| TEMPORARY)* (TABLE|VIEW|SEQUENCE)( IF( NOT)? EXISTS)? {_NAME}"),
    *refused(_OTHER, rf"(UPDATE|DELETE FROM) {_NAME}", rf"DROP (TRIGGER|FUNCTION|PROCEDURE|EVENT)( IF EXISTS)? {_NAME}"),
    *refused(_OTHER, rf"CREATE( OR REPLACE)?( DEFINER ?= ?\S+)? (TRIGGER|FUNCTION|PROCEDURE|EVENT)( IF NOT EXISTS)? {_NAME}"),
]


def pieces(text: str) -> list[Piece]:
    """Return the statements and commands of a file."""
    return judged(_split(text), _RULES)


def _split(text: str) -> Iterator[tuple[str, int]]:
    """Go through the pieces, each with the offset at which it begins; `DELIMITER` says what ends them."""
    start = at = 0
    delimiter, empty = ";", True
    while at < len(text):
        command = _DELIMITER.match(text, at) if empty else None
        if command:
            delimiter, start, at = command[1], command.end(), command.end()
            continue
        if text.startswith(delimiter, at):
            yield text[start:at], start
            at = start = at + len(delimiter)
            empty = True
            continue
        match = _TOKEN.match(text, at)
        token = match[0] if match else text[at]
        empty = empty and (token.isspace() or token.startswith(("--", "#")))
        at += len(token)
    yield text[start:], start
