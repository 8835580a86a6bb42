"""A folder of migrations read: schemac's own files, and the plain SQL of other tools as it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from schemac.errors import MigrationError, Position, Problem
from schemac.migrations.file import MigrationFile, Part, Text, Transaction
from schemac.migrations.foreign import foreign

MARK = "-- schemac: migration"
_HEAD = re.compile(r"--\s*([a-z][a-z ]*?)\s*:\s*(.*?)\s*\Z")
_PART = re.compile(r"--\s*(up|down|verify)(?:\s+([a-z]\w*))?\s*\Z")
_KEYS = frozenset({"schemac", "version", "name", "description", "depends on", "transaction", "leads to"})
_MOST_BYTES = 64 * 1024 * 1024


def read_folder(folder: Path) -> list[MigrationFile]:
    """Return the migrations of a folder, in no order.

    Raises MigrationError with all that is wrong: SC625 for a folder that is not there, SC626 for files that cannot be read, SC627 for
    what their heads say wrongly.
    """
    if not folder.is_dir():
        raise MigrationError(Problem("SC625", f"there is no folder {folder}", hint="schemac migrate new NAME makes it"))
    found: list[MigrationFile] = []
    problems: list[Problem] = []
    texts: dict[Path, str] = {}
    for path in sorted(folder.rglob("*.sql"), key=str):
        try:
            texts[path] = _text(path)
        except MigrationError as error:
            problems += error.problems
    own = {path: text for path, text in texts.items() if _is_own(text)}
    for path, text in own.items():
        try:
            found.append(read_file(path, text))
        except MigrationError as error:
            problems += error.problems
    try:
        found += foreign({path: text for path, text in texts.items() if path not in own})
    except MigrationError as error:
        problems += error.problems
    if problems:
        raise MigrationError(problems)
    return found


def _is_own(text: str) -> bool:
    """Tell whether a file is one of schemac's: it says so, or it has a version and parts in the way of the first of them."""
    head = text.lstrip()
    return head.startswith((MARK, "-- version:"))


def _text(path: Path) -> str:
    """Return a file's text. Raises MigrationError (SC626) where it is not UTF-8, empty, or larger than anybody means it to be."""
    with path.open("rb") as file:
        given = file.read(_MOST_BYTES + 1)
    place = Position(str(path), 1, 1)
    if len(given) > _MOST_BYTES:
        raise MigrationError(Problem("SC626", f"{path.name} is larger than 64 MB", place, "load data with the engine's own tools"))
    try:
        text = given.decode().removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise MigrationError(Problem("SC626", f"{path.name} is not UTF-8 at byte {error.start}", place, "save it as UTF-8")) from error
    if not text.strip():
        raise MigrationError(Problem("SC626", f"{path.name} is empty", place, "write its statements under `-- up`, or delete it"))
    return text


def read_file(path: Path, text: str) -> MigrationFile:
    """Return the migration in one of schemac's files. Raises MigrationError (SC627) with all that its head says wrongly."""
    made = MigrationFile(version="", name="", path=path)
    lines = text.split("\n")
    start = next((at for at, line in enumerate(lines) if _PART.fullmatch(line.strip())), len(lines))
    problems: list[Problem] = []
    for at, line in enumerate(lines[:start], 1):
        found = _HEAD.fullmatch(line.strip())
        if found and found[1] in _KEYS:
            made = _said(made, found[1], found[2], Position(str(path), at, 1), problems)
    if not made.version:
        problems.append(Problem("SC627", f"{path.name} has no version", Position(str(path), 1, 1), "-- version: 0001"))
    parts: dict[tuple[Part, str], Text] = {}
    for key, part in _parts(lines, start):
        if key in parts:
            mark = f"-- {' '.join(word for word in key if word)}"
            problems.append(
                Problem("SC627", f"`{mark}` is there twice", Position(str(path), part.line - 1, 1), "put both parts under one mark")
            )
        parts[key] = part
    if not any(part is Part.UP for part, _ in parts):
        problems.append(Problem("SC627", f"{path.name} has no `-- up`", Position(str(path), 1, 1), "write `-- up` above its statements"))
    if problems:
        raise MigrationError(problems)
    return replace(made, name=made.name or path.stem, parts=parts)


def _said(made: MigrationFile, key: str, value: str, at: Position, problems: list[Problem]) -> MigrationFile:
    """Return a migration with one line of its head taken in."""
    match key:
        case "version":
            return replace(made, version=value)
        case "name":
            return replace(made, name=value)
        case "description":
            return replace(made, description=value)
        case "depends on":
            return replace(made, depends_on=tuple(word.strip() for word in value.split(",") if word.strip()))
        case "transaction" if value in set(Transaction):
            return replace(made, transaction=Transaction(value))
        case "transaction":
            problems.append(Problem("SC627", f"transaction: {value} means nothing", at, "file, or none"))
            return made
        case _:
            return made


def _parts(lines: list[str], start: int) -> Iterator[tuple[tuple[Part, str], Text]]:
    """Go through the parts with the text under each mark."""
    marks = [(at, found) for at, line in enumerate(lines) if at >= start and (found := _PART.fullmatch(line.strip()))]
    for number, (at, found) in enumerate(marks):
        end = marks[number + 1][0] if number + 1 < len(marks) else len(lines)
        yield (Part(found[1]), found[2] or ""), Text("\n".join(lines[at + 1 : end]), at + 2)
