"""How the migrations of a folder stand to a database, and what would run of them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from schemac.api.planning import Database
from schemac.dialect import Dialect, Piece
from schemac.errors import MigrationError, Position, Problem
from schemac.migrations.checksum import checksum
from schemac.migrations.file import MigrationFile, Part, Text
from schemac.migrations.graph import in_order
from schemac.migrations.ledger import Ledger, Outcome, Row
from schemac.migrations.reading import read_folder
from schemac.migrations.running import Script

_OWN_TRANSACTION = re.compile(r"(BEGIN|START\s+TRANSACTION|COMMIT|END)(\s+(WORK|TRANSACTION))?\s*\Z", re.IGNORECASE)
_CLIENT = re.compile(r"\\|COPY\b.*\bFROM\s+STDIN\b", re.IGNORECASE | re.DOTALL)


class Standing(StrEnum):
    """How one migration stands to a database.

    pending: to be run. applied: run, and still what it was. baseline: taken as run. changed: run, and means something else now.
    failed: stopped; the next run goes on with it. missing: run, and not in the folder.
    """

    PENDING = "pending"
    APPLIED = "applied"
    BASELINE = "baseline"
    CHANGED = "changed"
    FAILED = "failed"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Status:
    """One migration, with its file where there is one, and what the database says of it where it says something."""

    version: str
    name: str
    standing: Standing
    file: MigrationFile | None = None
    row: Row | None = None


def statuses(database: Database, folder: Path) -> list[Status]:
    """Return how the migrations of a folder, and those that the database knows besides, stand; nothing is changed."""
    return standings(in_order(read_folder(folder)), ledger_of(database).rows(), database.dialect)


def standings(files: Sequence[MigrationFile], rows: Mapping[str, Row], dialect: Dialect) -> list[Status]:
    """Return how migrations in their order stand, those first that only the database knows."""
    found = [
        Status(file.version, file.name, _standing(file, rows.get(file.version), dialect), file, rows.get(file.version)) for file in files
    ]
    known = {file.version for file in files}
    missing = [Status(row.version, row.name, Standing.MISSING, None, row) for row in rows.values() if row.version not in known]
    return [*missing, *found]


def _standing(file: MigrationFile, row: Row | None, dialect: Dialect) -> Standing:
    if row is None:
        return Standing.PENDING
    if row.state in {Outcome.FAILED, Outcome.RUNNING, Outcome.REVERTING}:
        return Standing.FAILED
    if row.state is Outcome.BASELINE:
        return Standing.BASELINE
    if row.source != file.source() and row.checksum != meaning(file, dialect):
        return Standing.PENDING if file.repeatable else Standing.CHANGED
    return Standing.APPLIED


def meaning(file: MigrationFile, dialect: Dialect) -> str:
    """Return the checksum of what a migration does on its way up."""
    text = file.text(Part.UP, dialect.name)
    return checksum(piece.sql for piece in _pieces(file, text, dialect)) if text is not None else checksum(())


def ledger_of(database: Database) -> Ledger:
    """Return where a database writes which migrations have run."""
    return Ledger(database.session, database.engine.own.migrations, database.dialect.literal)


def script_of(file: MigrationFile, part: Part, dialect: Dialect) -> Script:
    """Return what runs of a migration on an engine. Raises MigrationError (SC638) where it has nothing for that engine."""
    text = file.text(part, dialect.name)
    if text is None:
        written = sorted({name for kind, name in file.parts if kind is part and name})
        message = f"{file.path.name} has nothing for {dialect.title}, only for {', '.join(written) or 'nobody'}"
        hint = f"write `-- {part} {dialect.name}` and its statements under it"
        raise MigrationError(Problem("SC638", message, Position(str(file.path), 1, 1), hint))
    return Script(file, text, _pieces(file, text, dialect))


def _pieces(file: MigrationFile, text: Text, dialect: Dialect) -> list[Piece]:
    """Return the statements of a text. Raises MigrationError (SC639) for what only an engine's own client could run."""
    if dialect.pieces is None:
        raise MigrationError(Problem("SC639", f"{dialect.title} is compiled for, and not spoken to", hint="choose another engine"))
    every = [piece._replace(sql=piece.sql.rstrip().removesuffix(";")) for piece in dialect.pieces(text.sql)]
    found = [piece for piece in every if not _OWN_TRANSACTION.fullmatch(piece.sql)]
    problems = [
        Problem(
            "SC639",
            f"only the engine's own client can run this: {piece.sql.splitlines()[0][:80]}",
            Position(str(file.path), text.line + text.sql[: piece.offset].count("\n"), 1),
            "write the statements that it stands for",
        )
        for piece in found
        if _CLIENT.match(piece.sql)
    ]
    if problems:
        raise MigrationError(problems)
    return found


def check_unchanged(found: Sequence[Status]) -> None:
    """Raise MigrationError (SC634) where what has run is not what the folder says."""
    problems: list[Problem] = []
    for each in found:
        if each.standing is Standing.CHANGED and each.file is not None and each.row is not None:
            message = f"{each.file.path.name} means something else than what ran on {each.row.applied}"
            hint = "bring it back as it was and write a new migration; or, if the database is right as it is, schemac migrate repair"
            problems.append(Problem("SC634", message, Position(str(each.file.path), 1, 1), hint))
        elif each.standing is Standing.MISSING and each.row is not None:
            message = f"{each.version} {each.name} ran on {each.row.applied} and is not in the folder"
            problems.append(Problem("SC634", message, hint="update the folder, or bring the file back; schemac migrate repair forgets it"))
        if each.row is not None and each.row.state is Outcome.REVERTING:
            message = f"{each.version} was being taken back, and stopped after {each.row.done} of {each.row.statements} statements"
            problems.append(Problem("SC646", message, hint="take it back to the end first: schemac migrate down"))
    if problems:
        raise MigrationError(problems)
