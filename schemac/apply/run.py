"""Statements run in the transactions that the plan names."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from schemac.dialect import Engine
from schemac.errors import DatabaseError, Problem
from schemac.model.plan import Statement, Step, Transaction
from schemac.session import Session

Progress = Callable[[int, int, Statement], None]
"""Called before each statement with its number from 1, their count, and the statement."""


def run_steps(
    session: Session,
    engine: Engine,
    steps: Sequence[Step],
    progress: Progress,
    begun: Callable[[], None] | None = None,
    done_with: Progress | None = None,
) -> int:
    """Run the steps and return how many ran; statements that may share a transaction do.

    begun: called before the first statement, inside its transaction where it has one; what it raises undoes that.
    done_with: called after each statement, in its transaction.
    Raises DatabaseError where the server refuses one: it names the statement, and says what of the plan stands and what was undone.
    """
    done = 0
    begin = begun or (lambda: None)
    for group in transactions(steps):
        together = group[0].statement.cost.transaction is not Transaction.ALONE
        if together:
            with engine.atomic(session):
                if not done:
                    begin()
                kept = done
                for step in group:
                    _run(session, step.statement, done, len(steps), progress, kept=kept)
                    done += 1
                    _tell(done_with, done, steps)
        else:
            if not done:
                begin()
            for step in group:
                _run(session, step.statement, done, len(steps), progress, kept=done)
                done += 1
                _tell(done_with, done, steps)
    return done


def _tell(done_with: Progress | None, done: int, steps: Sequence[Step]) -> None:
    if done_with is not None:
        done_with(done, len(steps), steps[done - 1].statement)


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


def _run(session: Session, statement: Statement, done: int, count: int, progress: Progress, *, kept: int) -> None:
    """Run one statement; a refusal is told with its place in the plan."""
    progress(done + 1, count, statement)
    try:
        session.execute(statement.sql)
    except DatabaseError as error:
        first = statement.sql.splitlines()[0]
        stands = f"the {kept} statements before its transaction stand" if kept else "nothing has been changed"
        told = Problem("SC421", f"statement {done + 1} of {count} was refused: {first}", statement.position, stands)
        raise DatabaseError((told, *error.problems)) from error
