"""Statements run in the transactions that the plan names."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from schemac.apply.secrets import Secrets
from schemac.dialect import Engine
from schemac.errors import DatabaseError, Problem
from schemac.model.plan import Statement, Step, Transaction
from schemac.session import Session

Progress = Callable[[int, int, Statement], None]
"""Called before each statement with its number from 1, their count, and the statement."""


def _nothing() -> None:
    """Do nothing before the first statement."""


def _unheard(number: int, count: int, statement: Statement) -> None:
    """Do nothing after a statement."""


@dataclass(frozen=True, slots=True)
class Running:
    """What statements run with.

    secrets: the values that they leave out.
    begun: called before the first statement, inside its transaction where it has one; what it raises undoes that.
    ran: called after each statement, in its transaction.
    """

    secrets: Secrets = field(default_factory=Secrets)
    begun: Callable[[], None] = _nothing
    ran: Progress = _unheard


PLAIN = Running()


def run_steps(session: Session, engine: Engine, steps: Sequence[Step], progress: Progress, running: Running = PLAIN) -> int:
    """Run the steps and return how many ran; statements that may share a transaction do.

    Raises DatabaseError where the server refuses one: it names the statement, and says what of the plan stands and what was undone.
    """
    done = 0
    for group in transactions(steps):
        together = group[0].statement.cost.transaction is not Transaction.ALONE
        if together:
            with engine.atomic(session):
                if not done:
                    running.begun()
                kept = done
                for step in group:
                    progress(done + 1, len(steps), step.statement)
                    _run(session, step.statement, running.secrets, _Place(done, len(steps), kept))
                    done += 1
                    running.ran(done, len(steps), step.statement)
        else:
            if not done:
                running.begun()
            for step in group:
                progress(done + 1, len(steps), step.statement)
                _run(session, step.statement, running.secrets, _Place(done, len(steps), done))
                done += 1
                running.ran(done, len(steps), step.statement)
    return done


def transactions(steps: Sequence[Step]) -> Iterator[list[Step]]:
    """Go through the steps in groups: those of one group share a transaction, or each stand alone."""
    group: list[Step] = []
    for step in steps:
        transaction = step.statement.cost.transaction
        alone = transaction is Transaction.ALONE
        if group and (alone != (group[-1].statement.cost.transaction is Transaction.ALONE) or transaction is Transaction.COMMIT_BEFORE):
            yield group
            group = []
        group.append(step)
    if group:
        yield group


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a plan stands: how many statements have run, of how many, and how many of them stay if the next one is refused."""

    done: int
    count: int
    kept: int


def _run(session: Session, statement: Statement, secrets: Secrets, at: _Place) -> None:
    """Run one statement; a refusal is told with its place in the plan, and without secrets."""
    try:
        session.execute(secrets.fill(statement) if statement.secrets else statement.sql)
    except DatabaseError as error:
        first = statement.sql.splitlines()[0]
        stands = f"the {at.kept} statements before its transaction stand" if at.kept else "nothing has been changed"
        told = Problem("SC421", f"statement {at.done + 1} of {at.count} was refused: {first}", statement.position, stands)
        if statement.secrets:
            raise DatabaseError((told, *secrets.hide(error, statement).problems)) from None
        raise DatabaseError((told, *error.problems)) from error
