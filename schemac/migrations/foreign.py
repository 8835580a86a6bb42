"""Folders of plain SQL that other tools run, read as they are.

Sources: https://documentation.red-gate.com/fd/migrations-184127470.html (Flyway's names), https://github.com/amacneil/dbmate#creating-migrations,
https://github.com/golang-migrate/migrate/blob/master/MIGRATIONS.md, https://pressly.github.io/goose/documentation/annotations/
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from schemac.errors import MigrationError, Position, Problem
from schemac.migrations.file import MigrationFile, Part, Text, Transaction

_FLYWAY = re.compile(r"(?P<kind>[VU])(?P<version>\d[\d._]*?)__(?P<name>.+)\.sql")
_REPEATABLE = re.compile(r"R__(?P<name>.+)\.sql")
_PAIR = re.compile(r"(?P<version>\d+)_(?P<name>.+?)\.(?P<part>up|down)\.sql")
_ONE = re.compile(r"(?P<version>\d+)[_-](?P<name>.+?)\.sql")
_MARK = re.compile(r"--\s*(?:migrate:(?P<dbmate>up|down)(?P<options>.*)|\+goose\s+(?P<goose>Up|Down)\b.*)\s*\Z")
_NO_TRANSACTION = re.compile(r"--\s*\+goose\s+NO\s+TRANSACTION|transaction:false", re.IGNORECASE)


def foreign(texts: Mapping[Path, str]) -> list[MigrationFile]:
    """Return the migrations in files of other tools: Flyway's names, pairs of up and down, dbmate's and goose's marks, or plain numbers.

    Raises MigrationError (SC628) for files whose names say no version.
    """
    found: dict[str, MigrationFile] = {}
    problems: list[Problem] = []
    for path, text in texts.items():
        read = _read(path, text)
        if read is None:
            message = f"{path.name} does not say which version it is"
            hint = "0001_name.sql, V1__name.sql, 0001_name.up.sql, or `-- version: 0001` in its first line"
            problems.append(Problem("SC628", message, Position(str(path), 1, 1), hint))
            continue
        other = found.get(read.version)
        found[read.version] = _with(other, read) if other is not None and not set(other.parts) & set(read.parts) else read
        if other is not None and set(other.parts) & set(read.parts):
            message = f"{path.name} and {other.path.name} are both version {read.version}"
            problems.append(Problem("SC621", message, Position(str(path), 1, 1), "give the newer one a version of its own"))
    if problems:
        raise MigrationError(problems)
    return list(found.values())


def _with(one: MigrationFile, other: MigrationFile) -> MigrationFile:
    """Return two halves of a migration as one; the file that goes up gives it its name."""
    up = one if any(part is Part.UP for part, _ in one.parts) else other
    return MigrationFile(up.version, up.name, up.path, transaction=up.transaction, parts={**one.parts, **other.parts})


def _read(path: Path, text: str) -> MigrationFile | None:
    transaction = Transaction.NONE if _NO_TRANSACTION.search(text) else Transaction.FILE
    if named := _REPEATABLE.fullmatch(path.name):
        name = named["name"].replace("_", " ")
        return MigrationFile(f"R {name}", name, path, transaction=transaction, parts={(Part.UP, ""): Text(text, 1)}, repeatable=True)
    if named := _FLYWAY.fullmatch(path.name):
        part = Part.UP if named["kind"] == "V" else Part.DOWN
        version = named["version"].replace("_", ".")
        return MigrationFile(version, named["name"].replace("_", " "), path, transaction=transaction, parts={(part, ""): Text(text, 1)})
    if named := _PAIR.fullmatch(path.name):
        parts = {(Part(named["part"]), ""): Text(text, 1)}
        return MigrationFile(named["version"], named["name"].replace("_", " "), path, transaction=transaction, parts=parts)
    if named := _ONE.fullmatch(path.name):
        marked = dict(_marked(text)) or {(Part.UP, ""): Text(text, 1)}
        return MigrationFile(named["version"], named["name"].replace("_", " "), path, transaction=transaction, parts=marked)
    return None


def _marked(text: str) -> Iterator[tuple[tuple[Part, str], Text]]:
    """Go through the parts under the marks of dbmate or goose."""
    lines = text.split("\n")
    marks = [(at, found) for at, line in enumerate(lines) if (found := _MARK.fullmatch(line.strip()))]
    for number, (at, found) in enumerate(marks):
        end = marks[number + 1][0] if number + 1 < len(marks) else len(lines)
        yield (Part((found["dbmate"] or found["goose"]).lower()), ""), Text("\n".join(lines[at + 1 : end]), at + 2)
