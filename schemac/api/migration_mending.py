"""What a database says of its migrations, put right: files that count as what has run, and migrations that need not run."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path

from msgspec.structs import replace

from schemac.api.migrating import Migrating, begin, row_of
from schemac.api.migration_status import Standing, meaning, script_of, standings
from schemac.api.planning import Database
from schemac.errors import DatabaseError, MigrationError, Problem
from schemac.migrations.file import MigrationFile, Part
from schemac.migrations.graph import in_order
from schemac.migrations.ledger import Outcome
from schemac.migrations.reading import read_folder
from schemac.migrations.tools import TOOLS


def repair(database: Database, folder: Path, how: Migrating) -> list[str]:
    """Take what the files say now for what has run, forget what failed or is missing, and return what was done, a line each."""
    files = in_order(read_folder(folder))
    told: list[str] = []
    with ExitStack() as held:
        ledger, rows = begin(database, how, held)
        for each in standings(files, rows, database.dialect):
            if each.row is None:
                continue
            if each.standing is Standing.CHANGED and each.file is not None:
                told.append(f"{each.version}: its file counts as what has run")
                if not how.dry_run:
                    ledger.put(replace(each.row, checksum=meaning(each.file, database.dialect), source=each.file.source()))
            elif each.standing in {Standing.FAILED, Standing.MISSING}:
                told.append(f"{each.version}: forgotten, because it {'stopped in the middle' if each.file else 'is not in the folder'}")
                if not how.dry_run:
                    ledger.forget(each.version)
    return told


def baseline(database: Database, folder: Path, how: Migrating, versions: Callable[[Sequence[MigrationFile]], Sequence[str]]) -> list[str]:
    """Take migrations as applied without running them, those that `versions` chooses, and return their versions.

    Raises MigrationError (SC637) where some have run already.
    """
    files = in_order(read_folder(folder))
    known = {file.version: file for file in files}
    with ExitStack() as held:
        ledger, rows = begin(database, how, held)
        chosen = [version for version in versions(files) if version not in rows]
        if any(row.state is not Outcome.BASELINE for row in rows.values()):
            message = f"{next(iter(rows))} has run here already, so this database is none to begin with"
            raise MigrationError(Problem("SC637", message, hint="schemac migrate up runs what is pending"))
        if not how.dry_run:
            for number, version in enumerate(chosen, 1):
                script = script_of(known[version], Part.UP, database.dialect)
                ledger.add(replace(row_of(script, how, number, 0), state=Outcome.BASELINE))
    return chosen


def up_to(version: str) -> Callable[[Sequence[MigrationFile]], Sequence[str]]:
    """Return what chooses all migrations up to a version; it raises MigrationError (SC633) where there is none of that version."""

    def choose(files: Sequence[MigrationFile]) -> Sequence[str]:
        versions = [file.version for file in files if not file.repeatable]
        if version not in versions:
            hint = f"there are {versions[0]} to {versions[-1]}" if versions else "the folder has none"
            raise MigrationError(Problem("SC633", f"there is no version {version}", hint=hint))
        return versions[: versions.index(version) + 1]

    return choose


def from_tool(database: Database, name: str) -> Callable[[Sequence[MigrationFile]], Sequence[str]]:
    """Return what chooses the migrations that another tool ran on a database. Raises MigrationError (SC645) where it left no history."""
    tool = TOOLS[name]
    try:
        said = [str(version) for (version,) in database.session.query(tool.query)]
    except DatabaseError as error:
        problem = Problem("SC645", f"{name} has no history in this database", hint="name the tool that ran its migrations, or a version")
        raise MigrationError([problem, *error.problems]) from error
    return lambda files: tool.ran(files, said)
