"""Versioned migrations: a folder of them against a database."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from contextlib import ExitStack, nullcontext
from dataclasses import dataclass, field
from pathlib import Path

from msgspec.structs import replace

from schemac.api.migration_status import Standing, Status, check_unchanged, ledger_of, script_of, standings
from schemac.api.planning import Database
from schemac.apply import Origin, Patience, patiently
from schemac.dialect import Dialect
from schemac.errors import MigrationError, Position, Problem
from schemac.migrations.checksum import checksum
from schemac.migrations.file import MigrationFile, Part
from schemac.migrations.graph import in_order
from schemac.migrations.ledger import Ledger, Outcome, Row
from schemac.migrations.reading import read_folder
from schemac.migrations.running import Began, Runner, Script


@dataclass(frozen=True, slots=True)
class Migrated:
    """What a run did.

    ran: versions in the order in which they ran, or were taken back. statements: what ran, with its version. pending: what is left.
    current: the version that is furthest along. seconds: how long all took. dry: whether it was only looked at.
    reversible: whether what ran last can be taken back.
    """

    direction: str
    ran: tuple[str, ...]
    statements: tuple[tuple[str, str], ...]
    pending: tuple[str, ...]
    current: str
    seconds: float
    dry: bool
    reversible: bool


@dataclass(frozen=True, slots=True)
class Migrating:
    """How migrations are run.

    origin: who runs them. together: whether all share one transaction, where the engine has such. dry_run: whether they are only looked at.
    began: is told of each statement. patience: how long the writer's lock, and the locks of statements, are waited for.
    """

    origin: Origin
    together: bool = False
    dry_run: bool = False
    began: Began = lambda *_: None
    patience: Patience = field(default_factory=Patience)


def up(database: Database, folder: Path, how: Migrating, target: str | None = None) -> Migrated:
    """Run what is pending, in order, up to a version, or all of it.

    Raises MigrationError: SC633 for a version that is not there, SC634 where what has run is another or missing now, and what running
    raises; what ran before the failing file stands, but where all share one transaction.
    """
    files = in_order(read_folder(folder))
    with ExitStack() as held:
        ledger, rows = begin(database, how, held)
        found = standings(files, rows, database.dialect)
        check_unchanged(found)
        wanted = _upto([each for each in found if each.file is not None], target)
        todo = [each for each in wanted if each.standing in {Standing.PENDING, Standing.FAILED}]
        scripts = [script_of(each.file, Part.UP, database.dialect) for each in todo if each.file is not None]
        start = time.monotonic()
        if not how.dry_run and scripts:
            _run_up(database, scripts, how, ledger, rows)
        done = {script.file.version for script in scripts}
        pending = [each.version for each in found if each.standing in {Standing.PENDING, Standing.FAILED} and each.version not in done]
        applied = [each.version for each in found if each.standing in {Standing.APPLIED, Standing.BASELINE, Standing.CHANGED}]
        return Migrated(
            direction="up",
            ran=tuple(script.file.version for script in scripts),
            statements=tuple((script.file.version, sql) for script in scripts for sql in script.statements),
            pending=(*(script.file.version for script in scripts), *pending) if how.dry_run else tuple(pending),
            current=_last([*applied, *([] if how.dry_run else done)], files),
            seconds=round(time.monotonic() - start, 3),
            dry=how.dry_run,
            reversible=all(script.file.text(Part.DOWN, database.dialect.name) for script in scripts),
        )


def _run_up(database: Database, scripts: Sequence[Script], how: Migrating, ledger: Ledger, rows: Mapping[str, Row]) -> None:
    """Run scripts as one batch."""
    runner = _runner(database, how, ledger)
    batch = 1 + max((row.batch for row in rows.values()), default=0)
    first = 1 + max((row.number for row in rows.values()), default=0)
    with database.engine.atomic(database.session) if runner.together else nullcontext():
        for number, script in enumerate(scripts, first):
            row = row_of(script, how, number, batch)
            known = rows.get(script.file.version)
            try:
                runner.up(script, script.file.text(Part.VERIFY, database.dialect.name), row, known)
            except MigrationError as error:
                if runner.whole(script.file) and not runner.together:
                    runner.failed(replace(row, statements=len(script.pieces)), error)
                raise


def down(database: Database, folder: Path, how: Migrating, *, target: str | None = None, batch: bool = False) -> Migrated:
    """Take back the last migration; with `target`, all that ran after that version, which stays (`0`: all); with `batch`, the last run.

    Raises MigrationError: SC635 for one that has no way back, SC636 for one that only was taken as applied, and what running raises.
    """
    files = {file.version: file for file in in_order(read_folder(folder))}
    with ExitStack() as held:
        ledger, rows = begin(database, how, held)
        ran = [row for row in reversed(list(rows.values())) if not (row.version in files and files[row.version].repeatable)]
        todo = _back(ran, target, batch=batch, order=list(files))
        scripts = [_way_back(row, files.get(row.version), database.dialect) for row in todo]
        start = time.monotonic()
        if not how.dry_run and scripts:
            runner = _runner(database, how, ledger)
            with database.engine.atomic(database.session) if runner.together else nullcontext():
                for script, row in zip(scripts, todo, strict=True):
                    runner.down(script, row)
        left = [row.version for row in rows.values() if row.version not in {each.version for each in todo}]
        stays = [row.version for row in rows.values()] if how.dry_run else left
        return Migrated(
            direction="down",
            ran=tuple(row.version for row in todo),
            statements=tuple((script.file.version, sql) for script in scripts for sql in script.statements),
            pending=tuple(version for version in files if version not in set(stays)),
            current=_last(stays, list(files.values())),
            seconds=round(time.monotonic() - start, 3),
            dry=how.dry_run,
            reversible=True,
        )


def _back(ran: Sequence[Row], target: str | None, *, batch: bool, order: Sequence[str]) -> list[Row]:
    """Return what is to be taken back, the last first."""
    if not ran:
        return []
    if batch:
        last = max(row.batch for row in ran)
        return [row for row in ran if row.batch == last]
    if target is None:
        return [ran[0]]
    if target == "0":
        return list(ran)
    if target not in {row.version for row in ran}:
        raise MigrationError(Problem("SC633", f"version {target} has not run", hint=_known(order)))
    return list(ran[: [row.version for row in ran].index(target)])


def _way_back(row: Row, file: MigrationFile | None, dialect: Dialect) -> Script:
    """Return what takes a migration back. Raises MigrationError where nothing does."""
    if row.state is Outcome.BASELINE:
        message = f"{row.version} was taken as applied and never run here, so it is not taken back"
        raise MigrationError(Problem("SC636", message, hint="choose a later version with --to"))
    if file is None:
        raise MigrationError(
            Problem("SC634", f"{row.version} {row.name} has run and is not in the folder", hint="bring its file back first")
        )
    if file.text(Part.DOWN, dialect.name) is None:
        place = Position(str(file.path), 1, 1)
        raise MigrationError(Problem("SC635", f"{file.path.name} has no way back", place, "write `-- down` and its statements under it"))
    return script_of(file, Part.DOWN, dialect)


def begin(database: Database, how: Migrating, held: ExitStack) -> tuple[Ledger, Mapping[str, Row]]:
    """Take the writer's lock, and return the ledger with what stands in it; a dry run takes nothing and makes nothing."""
    ledger = ledger_of(database)
    if not how.dry_run:
        patiently(lambda: held.enter_context(database.engine.lock(database.session)), how.patience.beside())
        database.engine.lock_wait(database.session, how.patience.lock)
        ledger.prepare()
    return ledger, ledger.rows()


def _runner(database: Database, how: Migrating, ledger: Ledger) -> Runner:
    undoable = database.can.transactional_ddl
    return Runner(ledger, database.engine, undoable, how.together and undoable, how.began)


def row_of(script: Script, how: Migrating, number: int, batch: int) -> Row:
    """Return what is written of a migration before it runs."""
    file, origin = script.file, how.origin
    return Row(
        version=file.version,
        name=file.name[:255],
        checksum=checksum(script.statements),
        source=file.source(),
        state=Outcome.RUNNING,
        number=number,
        batch=batch,
        who=origin.who,
        tool=origin.tool,
        applied=origin.now(),
    )


def _upto(found: Sequence[Status], target: str | None) -> Sequence[Status]:
    """Return migrations up to a version, and those only."""
    if target is None:
        return found
    versions = [each.version for each in found]
    if target not in versions:
        raise MigrationError(Problem("SC633", f"there is no version {target}", hint=_known(versions)))
    return found[: versions.index(target) + 1]


def _known(versions: Sequence[str]) -> str:
    return f"there are {versions[0]} to {versions[-1]}" if versions else "the folder has none"


def _last(versions: Sequence[str], files: Sequence[MigrationFile]) -> str:
    """Return the version that is furthest along; empty where none is."""
    done = set(versions)
    return next((file.version for file in reversed(files) if file.version in done and not file.repeatable), "")
