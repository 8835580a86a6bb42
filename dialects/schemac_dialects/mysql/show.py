"""What only SHOW CREATE TABLE tells: an index's said method and parser, partitions, and whether a table keeps its history."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise
from typing import Any

from schemac.errors import DatabaseError
from schemac.model.objects import Words
from schemac.session import Session
from schemac_dialects.mysql.defaults import of_bytes
from schemac_dialects.mysql.partitions import read_partitions
from schemac_dialects.mysql.quoting import quote
from schemac_dialects.mysql.reading import PIECE

_UNION = re.compile(r" UNION=\(((?:`(?:[^`]|``)*`,?)*)\)")
_METHOD = re.compile(r" INSERT_METHOD=(\w+)")
_BYTES = re.compile(r"  (`(?:[^`]|``)+`) ((?:var)?binary\(\d+\)) [^']*?DEFAULT ('(?:[^'\\]|''|\\.)*'|0x[0-9A-F]*)", re.DOTALL)
_TOLD = ((re.compile(r"AUTOEXTEND_SIZE=(\d+)"), "autoextend_size"), (re.compile(r"TABLESPACE `((?:[^`]|``)*)`"), "tablespace"))
_KEYS = ("  PRIMARY KEY ", "  UNIQUE KEY ", "  KEY ", "  FULLTEXT KEY ", "  SPATIAL KEY ")


@dataclass(frozen=True, slots=True)
class Told:
    """What one table's statement says besides the catalogue.

    indexes: native words by the name of the index, `PRIMARY` among them. options: native words of the table. defaults: those of columns of
    bytes, of which the catalogue prints only what is text. charsets: those that columns say, be they their table's or not.
    """

    indexes: dict[str, Words] = field(default_factory=dict)
    options: Words = field(default_factory=dict)
    defaults: dict[str, str] = field(default_factory=dict)
    charsets: dict[str, str] = field(default_factory=dict)


def tell(session: Session, names: Sequence[str]) -> dict[str, Told]:
    """Return what the statements of these tables say, all of them asked in one message. Raises DatabaseError."""
    statements = show_each(session, [f"SHOW CREATE TABLE {quote(name)}" for name in names], 1)
    return {name: read_told(statement.decode("utf-8", "surrogateescape")) for name, statement in zip(names, statements, strict=True)}


def show_each(session: Session, asked: Sequence[str], column: int) -> list[bytes]:
    """Return one column of each statement's only row; all of them are asked in one message. Raises DatabaseError."""
    if not asked:
        return []
    session.statements += 1
    found = []
    connection: Any = session.connection
    try:
        connection.use_unicode = False  # a default of bytes may be no text at all
        cursor = connection.cursor()
        try:
            cursor.execute("; ".join(asked))
            for _ in asked:
                found.append(bytes(cursor.fetchall()[0][column] or b""))
                cursor.nextset()
        finally:
            cursor.close()
    except session.driver_errors as error:
        raise DatabaseError(session.explain(error)) from error
    finally:
        connection.use_unicode = True
    return found


def read_told(statement: str) -> Told:
    """Return what a table's statement says besides the catalogue."""
    told = Told()
    lines = statement.split("\n")
    last = next((at for at, line in enumerate(lines) if line.startswith(")")), len(lines))
    for line in lines[1:last]:
        found = _BYTES.match(line)
        if found:
            told.defaults[_plain(found[1])] = of_bytes(found[3], found[2])
        if " CHARACTER SET " in line and line.startswith("  `"):
            told.charsets.update(_charset(line))
        start = next((start for start in _KEYS if line.startswith(start)), "")
        if start:
            name, words = _index(line[len(start) :])
            if words:
                told.indexes["PRIMARY" if start == _KEYS[0] else name] = words
    periods = dict(_period(line) for line in lines[1:last] if line.startswith("  PERIOD FOR "))
    if periods:
        told.options["periods"] = periods
    if lines[last : last + 1]:
        told.options.update(_tail(lines[last]))
    told.options.update(read_partitions("\n".join(lines[last:])))
    return told


def _charset(line: str) -> dict[str, str]:
    """Return the character set that a column says, by the column's name; nothing where only a text or an expression speaks of one."""
    words = [part for part in PIECE.findall(line) if not part.isspace()]
    before = words[: words.index("AS")] if "AS" in words else words
    at = next((at for at, pair in enumerate(pairwise(before)) if pair == ("CHARACTER", "SET")), None)
    return {_plain(words[0]): words[at + 2]} if at is not None else {}


def _period(line: str) -> tuple[str, list[str]]:
    """Return a period's name and the two columns that hold its ends."""
    names = [part for part in PIECE.findall(line.removeprefix("  PERIOD FOR ")) if part == "SYSTEM_TIME" or part.startswith("`")]
    name, *ends = (_plain(part) for part in names)
    return ("system_time" if names[0] == "SYSTEM_TIME" else name), ends


def _tail(line: str) -> Words:
    """Return the words of a table that its last line alone tells."""
    found: Words = {}
    if line.endswith(" WITH SYSTEM VERSIONING"):
        found["system_versioned"] = True
    plain = line.partition(" COMMENT=")[0]
    for pattern, word in _TOLD:
        told = pattern.search(plain)
        found |= {word: told[1].replace("``", "`")} if told else {}
    union = _UNION.search(plain)
    if union and line.startswith(") ENGINE=MRG_"):
        method = _METHOD.search(plain)
        found |= {"insert_method": method[1].lower()} if method else {}
        found["union"] = [_plain(part) for part in PIECE.findall(union[1]) if part.startswith("`")]
    return found


def _plain(name: str) -> str:
    """Return a name without the quotes that stand around it, if any do."""
    return name[1:-1].replace("``", "`") if name.startswith("`") else name


def _index(line: str) -> tuple[str, Words]:
    """Return an index's name, and the words that follow its keys."""
    parts = [part for part in PIECE.findall(line) if not part.isspace()]
    name = _plain(parts[0]) if parts[0].startswith("`") else ""
    depths = accumulate({"(": 1, ")": -1}.get(part, 0) for part in parts)
    closed = next((at for at, (part, depth) in enumerate(zip(parts, depths, strict=True)) if part == ")" and depth == 0), len(parts))
    words: Words = {}
    if parts[max(0, closed - 2) : closed] == ["WITHOUT", "OVERLAPS"]:
        words["without_overlaps"] = _plain(parts[closed - 3])
    for word, value in pairwise(part for part in parts[closed + 1 :] if part != "="):
        if word == "USING":
            words["using"] = value.lower()
        if word == "PARSER":
            words["parser"] = value.strip("`")
        if word == "KEY_BLOCK_SIZE":
            words["key_block_size"] = value
    return name, words
