"""One migration run, or taken back: its statements and what is written of them."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass

from msgspec.structs import replace

from schemac.dialect import Engine, Piece
from schemac.errors import DatabaseError, MigrationError, Position, Problem
from schemac.migrations.checksum import checksum
from schemac.migrations.file import MigrationFile, Text, Transaction
from schemac.migrations.ledger import Ledger, Outcome, Row

Began = Callable[[MigrationFile, int, int, str], None]
"""Called before each statement with its migration, its number from 1, their count and its text."""


@dataclass(frozen=True, slots=True)
class Script:
    """What runs of a migration: a part's statements, and where they stand in its file."""

    file: MigrationFile
    text: Text
    pieces: Sequence[Piece]

    @property
    def statements(self) -> list[str]:
        """The statements alone."""
        return [piece.sql for piece in self.pieces]

    def position(self, number: int) -> Position:
        """Return where a statement begins, by its number from 0."""
        before = self.text.sql[: self.pieces[number].offset]
        return Position(str(self.file.path), self.text.line + before.count("\n"), 1)


@dataclass(frozen=True, slots=True)
class Runner:
    """Runs migrations on one database.

    undoable: whether changes of the schema are undone with their transaction. together: whether one transaction surrounds all of them.
    """

    ledger: Ledger
    engine: Engine
    undoable: bool
    together: bool
    began: Began

    def up(self, script: Script, verify: Text | None, row: Row, known: Row | None) -> Row:
        """Run a migration and return what is written of it.

        known: what stands of it already, where it stopped in the middle. Raises MigrationError with the statement and its line: SC630 where
        the server refuses it, SC631 where the check at the end fails, SC632 where what has run of it is not what the file says any more.
        """
        first = self._resume(script, known)
        start = time.monotonic()
        session = self.ledger.session
        if self.whole(script.file):
            with nullcontext() if self.together else self.engine.atomic(session):
                for number in range(first, len(script.pieces)):
                    self._run(script, number, 0)
                self._verify(script.file, verify)
                made = replace(
                    row, state=Outcome.APPLIED, milliseconds=_since(start), statements=len(script.pieces), done=len(script.pieces)
                )
                if known is not None:
                    self.ledger.forget(row.version)
                self.ledger.add(made)
            return made
        now = replace(row, state=Outcome.RUNNING, statements=len(script.pieces))
        now = self._one_by_one(script, now, first, doubtful=known is not None and known.state is Outcome.RUNNING)
        self._verify(script.file, verify)
        made = replace(now, state=Outcome.APPLIED, milliseconds=_since(start))
        self.ledger.change(made)
        return made

    def down(self, script: Script, row: Row) -> None:
        """Take a migration back. Raises MigrationError (SC630) with the statement that the server refuses."""
        if self.whole(script.file):
            with nullcontext() if self.together else self.engine.atomic(self.ledger.session):
                for number in range(len(script.pieces)):
                    self._run(script, number, 0)
                self.ledger.forget(row.version)
            return
        cut_short = row.state is Outcome.REVERTING
        first = self._resume(script, row if cut_short else None)
        now = replace(row, state=Outcome.REVERTING, statements=len(script.pieces))
        self._one_by_one(script, now, first, doubtful=cut_short)
        self.ledger.forget(row.version)

    def _one_by_one(self, script: Script, row: Row, first: int, *, doubtful: bool) -> Row:
        """Run statements from one on, each with what is written of it, in one transaction where that can be.

        doubtful: whether the first of them may have run already, because whoever sent it died before it could write so.
        """
        now = replace(row, done=first, begun=checksum(script.statements[:first]))
        self.ledger.put(now)
        for number in range(first, len(script.pieces)):
            after = replace(now, done=number + 1, begun=checksum(script.statements[: number + 1]))
            try:
                self._with_entry(script, number, after, doubtful=doubtful and number == first)
            except MigrationError as error:
                self.ledger.change(replace(now, state=_stopped(now), message=error.problems[-1].message))
                raise
            now = after
        return now

    def _with_entry(self, script: Script, number: int, after: Row, *, doubtful: bool) -> None:
        """Run one statement and write what then stands."""
        session = self.ledger.session
        try:
            with session.transaction():
                self._run(script, number, number)
                self.ledger.change(after)
        except MigrationError as error:
            refusal = error.__cause__
            if not isinstance(refusal, DatabaseError):
                raise
            if self.engine.outside(refusal):
                self._run(script, number, number)
            elif not (doubtful and self.engine.done_already(refusal)):
                raise
            self.ledger.change(after)

    def failed(self, row: Row, error: MigrationError) -> None:
        """Write that a migration of which nothing stands has failed."""
        self.ledger.put(replace(row, state=Outcome.FAILED, message=error.problems[-1].message))

    def whole(self, file: MigrationFile) -> bool:
        """Tell whether all of a file's statements stand, or none."""
        return self.undoable and file.transaction is Transaction.FILE

    def _resume(self, script: Script, known: Row | None) -> int:
        """Return with which statement to begin."""
        if known is None or self.whole(script.file):
            return 0
        if known.done > len(script.pieces) or checksum(script.statements[: known.done]) != known.begun:
            message = f"the first {known.done} statements of {script.file.path.name} have run, and they are others now"
            hint = "bring them back as they were, or mend the database by hand and say so: schemac migrate repair"
            raise MigrationError(Problem("SC632", message, Position(str(script.file.path), 1, 1), hint))
        return known.done

    def _run(self, script: Script, number: int, kept: int) -> None:
        """Run one statement; `kept` of those before it stay if it is refused."""
        piece = script.pieces[number]
        self.began(script.file, number + 1, len(script.pieces), piece.sql)
        try:
            self.ledger.session.execute(piece.sql)
        except DatabaseError as error:
            first = piece.sql.splitlines()[0][:100]
            stands = f"the {kept} statements before it stand, and up goes on from here" if kept else "nothing of the file has been changed"
            message = f"statement {number + 1} of {len(script.pieces)} was refused: {first}"
            raise MigrationError([Problem("SC630", message, script.position(number), stands), *error.problems]) from error

    def _verify(self, file: MigrationFile, text: Text | None) -> None:
        """Ask what must be true once a migration has run. Raises MigrationError (SC631)."""
        if text is None:
            return
        place = Position(str(file.path), text.line, 1)
        try:
            rows = self.ledger.session.query(text.sql.strip().rstrip(";"))
        except DatabaseError as error:
            raise MigrationError([Problem("SC631", "what is asked under `-- verify` was refused", place), *error.problems]) from error
        if not rows or not all(value for row in rows for value in row):
            shown = f"it gives {', '.join(str(value) for value in rows[0])}" if rows else "it gives no row"
            hint = "every value it gives must be true, and not 0 or null"
            raise MigrationError(Problem("SC631", f"what must be true after {file.path.name} is not: {shown}", place, hint))


def _stopped(row: Row) -> Outcome:
    """Return how a migration stands in which a statement was refused."""
    return row.state if row.state is Outcome.REVERTING else Outcome.FAILED


def _since(start: float) -> int:
    return round((time.monotonic() - start) * 1000)
