"""What only SHOW CREATE TABLE tells: an index's said method and parser, partitions, and whether a table keeps its history."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise
from typing import Any

from schemac.errors import DatabaseError
from schemac.model.objects import Words
from schemac.session import Session
from schemac_dialects.mysql.inspect_views import PIECE
from schemac_dialects.mysql.partitions import read_partitions
from schemac_dialects.mysql.quoting import quote

_KEYS = ("  PRIMARY KEY ", "  UNIQUE KEY ", "  KEY ", "  FULLTEXT KEY ", "  SPATIAL KEY ")


@dataclass(frozen=True, slots=True)
class Told:
    """What one table's statement says besides the catalogue.

    indexes: native words by the name of the index, `PRIMARY` among them. options: native words of the table.
    """

    indexes: dict[str, Words] = field(default_factory=dict)
    options: Words = field(default_factory=dict)


def tell(session: Session, names: Sequence[str]) -> dict[str, Told]:
    """Return what the statements of these tables say, all of them asked in one message. Raises DatabaseError."""
    return {name: read_told(statement) for name, statement in zip(names, _statements(session, names), strict=True)}


def _statements(session: Session, names: Sequence[str]) -> list[str]:
    """Return the CREATE TABLE of each table."""
    if not names:
        return []
    session.statements += 1
    found = []
    connection: Any = session.connection
    try:
        connection.use_unicode = False  # a default of bytes may be no text at all
        cursor = connection.cursor()
        try:
            cursor.execute("; ".join(f"SHOW CREATE TABLE {quote(name)}" for name in names))
            for _ in names:
                found.append(bytes(cursor.fetchall()[0][1]).decode("utf-8", "replace"))
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
        start = next((start for start in _KEYS if line.startswith(start)), "")
        if start:
            name, words = _index(line[len(start) :])
            if words:
                told.indexes["PRIMARY" if start == _KEYS[0] else name] = words
    periods = {_period(line)[0]: _period(line)[1] for line in lines[1:last] if line.startswith("  PERIOD FOR ")}
    if periods:
        told.options["periods"] = periods
    if lines[last : last + 1] and lines[last].endswith(" WITH SYSTEM VERSIONING"):
        told.options["system_versioned"] = True
    told.options.update(read_partitions("\n".join(lines[last:])))
    return told


def _period(line: str) -> tuple[str, list[str]]:
    """Return a period's name and the two columns that hold its ends."""
    name, _, columns = line.removeprefix("  PERIOD FOR ").rstrip(",").partition(" (")
    return name.strip("`").lower(), [part[1:-1].replace("``", "`") for part in PIECE.findall(columns) if part.startswith("`")]


def _index(line: str) -> tuple[str, Words]:
    """Return an index's name, and the words that follow its keys."""
    parts = [part for part in PIECE.findall(line) if not part.isspace()]
    name = parts[0][1:-1].replace("``", "`") if parts[0].startswith("`") else ""
    depths = accumulate({"(": 1, ")": -1}.get(part, 0) for part in parts)
    closed = next((at for at, (part, depth) in enumerate(zip(parts, depths, strict=True)) if part == ")" and depth == 0), len(parts))
    words: Words = {}
    for word, value in pairwise(parts[closed + 1 :]):
        if word == "COMMENT":
            break
        if word == "USING":
            words["using"] = value.lower()
        if word == "PARSER":
            words["parser"] = value.strip("`")
    return name, words
