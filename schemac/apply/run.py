"""Statements run in the transactions that the plan names."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial

from schemac.apply.batching import Pace, fill
from schemac.apply.patience import Patience, patiently
from schemac.apply.secrets import Secrets
from schemac.dialect import Engine
from schemac.errors import BusyError, DatabaseError, Problem
from schemac.model.plan import Statement, Step, Transaction
from schemac.session import Session

Progress = Callable[[int, int, Statement], None]
"""Called before each statement with its number from 1, their count, and the statement."""


def nothing() -> None:
    """Do nothing before the first statement, or after the last."""


def unheard(number: int, count: int, statement: Statement) -> None:
    """Do nothing before or after a statement."""


@dataclass(frozen=True, slots=True)
class Running:
    """What statements run with.

    secrets: the values that they leave out.
    undoable: whether a transaction that fails is undone as a whole, changes of the schema included.
    patience: how long to wait for locks, and how often. pace: how fast rows are written where that is done in batches.
    begun: called before the first statement, inside its transaction where it has one; what it raises undoes that.
    ran: called after each statement, in its transaction.
    ended: called after the last statement, in its transaction; what it raises undoes that.
    """

    secrets: Secrets = field(default_factory=Secrets)
    begun: Callable[[], None] = nothing
    ran: Progress = unheard
    ended: Callable[[], None] = nothing
    undoable: bool = True
    patience: Patience = field(default_factory=Patience)
    pace: Pace = field(default_factory=Pace)


PLAIN = Running()


def run_steps(session: Session, engine: Engine, steps: Sequence[Step], progress: Progress, running: Running = PLAIN) -> int:
    """Run the steps and return how many ran; statements that may share a transaction do.

    Raises DatabaseError where the server refuses one: it names the statement, and says what of the plan stands and what was undone.
    """
    run = _Run(session, engine, len(steps), progress, running)
    for group in transactions(steps):
        run.together(group) if group[0].statement.cost.transaction is not Transaction.ALONE else run.apart(group)
    return run.done


@dataclass(slots=True)
class _Run:
    """A plan under way: how many of its statements have run."""

    session: Session
    engine: Engine
    count: int
    progress: Progress
    running: Running
    done: int = 0

    def together(self, group: Sequence[Step]) -> None:
        """Run statements in one transaction: tried again as a whole where it can be undone, statement by statement elsewhere."""
        kept, patience = self.done, self.running.patience
        self._wait(patience.lock)

        def attempt() -> None:
            self.done = kept
            with self.engine.atomic(self.session):
                self._begin()
                for step in group:
                    if self.running.undoable:
                        self._step(step, kept)
                    else:
                        patiently(partial(self._step, step, self.done), patience)
                self._end()

        patiently(attempt, patience) if self.running.undoable else attempt()

    def apart(self, group: Sequence[Step]) -> None:
        """Run statements each by itself."""
        self._begin()
        for step in group:
            waits = step.statement.cost.waits
            self._wait(None if waits else self.running.patience.lock)
            attempt = partial(self._step, step, self.done)
            attempt() if waits else patiently(attempt, self.running.patience)
        self._end()

    def _wait(self, seconds: float | None) -> None:
        """Say how long the statements from now on wait for locks."""
        self.engine.lock_wait(self.session, seconds)

    def _begin(self) -> None:
        if not self.done:
            self.running.begun()

    def _end(self) -> None:
        if self.done == self.count:
            self.running.ended()

    def _step(self, step: Step, kept: int) -> None:
        """Run one statement; `kept` statements stay if it is refused."""
        self.progress(self.done + 1, self.count, step.statement)
        _run(self.session, step.statement, self.running, _Place(self.done, self.count, kept))
        self.done += 1
        self.running.ran(self.done, self.count, step.statement)


def transactions(steps: Sequence[Step]) -> Iterator[list[Step]]:
    """Go through the steps in groups: those of one group share a transaction, or each stand alone."""
    group: list[Step] = []
    for step in steps:
        if group and _apart(group[-1].statement, step.statement):
            yield group
            group = []
        group.append(step)
    if group:
        yield group


def _apart(before: Statement, after: Statement) -> bool:
    """Tell whether a statement cannot share the transaction of the one before it."""
    alone = [each.cost.transaction is Transaction.ALONE for each in (before, after)]
    return alone[0] != alone[1] or after.cost.transaction is Transaction.COMMIT_BEFORE or before.phase is not after.phase


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a plan stands: how many statements have run, of how many, and how many of them stay if the next one is refused."""

    done: int
    count: int
    kept: int


def _run(session: Session, statement: Statement, running: Running, at: _Place) -> None:
    """Run one statement; a refusal is told with its place in the plan, and without secrets."""
    secrets = running.secrets
    try:
        if statement.batches is not None:
            fill(session, statement, statement.batches, running.patience, running.pace)
        else:
            session.execute(secrets.fill(statement) if statement.secrets else statement.sql)
    except DatabaseError as error:
        first = statement.sql.splitlines()[0]
        stands = f"the {at.kept} statements before its transaction stand" if at.kept else "nothing has been changed"
        told = Problem("SC421", f"statement {at.done + 1} of {at.count} was refused: {first}", statement.position, stands)
        raised = BusyError if isinstance(error, BusyError) else DatabaseError
        if statement.secrets:
            raise raised((told, *secrets.hide(error, statement).problems)) from None
        raise raised((told, *error.problems)) from error
