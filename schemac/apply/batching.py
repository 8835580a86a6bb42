"""Rows written a few at a time, so that whoever waits for one of them waits for a moment only."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from schemac.apply.patience import Patience, patiently
from schemac.errors import DatabaseError, Problem
from schemac.model.plan import Batches, Statement
from schemac.session import Session

_GROWTH = 128
"""How many times the first batch's numbers a batch may take: rows that lack nothing are passed quickly, and the next may lack all."""

_LATE = "SC431"
"""The code of a statement that was ended because it took too long."""


class Share(NamedTuple):
    """How far a statement has come: the part of the table that is behind it, from 0 to 1, and how many rows it has written."""

    done: float
    rows: int


def _unheard(statement: Statement, share: Share) -> None:
    """Tell nobody how far it has come."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast rows are written. Times are in seconds.

    batch: how long a batch should take, and no longer than a quarter of the time for which locks are waited for; the next one is larger
    or smaller accordingly. rest: how long to pause after a batch, as a part of the time that it took. told: called after each
    batch. sleep, clock: what waits, and what tells the time.
    """

    batch: float = 0.2
    rest: float = 0.5
    told: Callable[[Statement, Share], None] = _unheard
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic


def fill(session: Session, statement: Statement, batches: Batches, patience: Patience, pace: Pace) -> None:
    """Write all rows that lack something; rows that somebody else holds are asked for again at the end.

    A batch that takes half of the time for which locks are waited for is ended and made anew with half of its rows, so that a writer who
    waits for one of them goes on in time however busy the server is.

    Raises DatabaseError (SC430) where rows are still held after all tries, and what the server says of a batch; what has been written
    stays, and need not be written again.
    """
    try:
        held = _written(session, statement, batches, patience, pace)
        _again(session, batches, held, patience, pace)
    except DatabaseError:
        with suppress(DatabaseError):  # the connection may be what has failed
            _limit(session, batches, 0)
        raise
    _limit(session, batches, 0)


def _written(session: Session, statement: Statement, batches: Batches, patience: Patience, pace: Pace) -> list[tuple[int, int]]:
    """Go through the table once, and return the ranges in which somebody else held rows."""
    numbers = int(session.query(batches.last)[0][0]) + 1
    held: list[tuple[int, int]] = []
    rows, low, size = 0, 0, batches.size
    target = min(pace.batch, patience.lock / 4)
    while low < numbers:
        high = min(low + size, numbers)
        start = pace.clock()
        counted = _batch(session, batches, low, high, patience)
        took = pace.clock() - start
        if counted is None:
            size = (high - low) // 2
        else:
            held += [(low, high)] if counted[0] < counted[1] else []
            rows, low, size = rows + counted[0], high, _next(size, took / target if target else 0, batches)
            pace.told(statement, Share(high / numbers, rows))
        pace.sleep(took * pace.rest)
    return held


def _again(session: Session, batches: Batches, held: list[tuple[int, int]], patience: Patience, pace: Pace) -> None:
    """Write the rows that somebody else held, after longer pauses each time. Raises DatabaseError (SC430)."""
    for pause in _pauses(patience):
        held = [left for low, high in held for left in _left(session, batches, low, high, patience)]
        if not held:
            return
        pace.sleep(pause)
    raise DatabaseError(_held(patience))


def _left(session: Session, batches: Batches, low: int, high: int, patience: Patience) -> list[tuple[int, int]]:
    """Write what is left between two numbers, and return the ranges in which something is still left."""
    counted = _batch(session, batches, low, high, patience)
    if counted is None:
        middle = (low + high) // 2
        return [(low, middle), (middle, high)]
    return [(low, high)] if counted[0] < counted[1] else []


def _batch(session: Session, batches: Batches, low: int, high: int, patience: Patience) -> tuple[int, int] | None:
    """Return how many rows one batch has written, and how many lacked it; None where it was ended because it took too long.

    What cannot be divided may take as long as it does.
    """
    sql = batches.batch.replace("{low}", str(low)).replace("{high}", str(high))
    _limit(session, batches, patience.lock / 2 if high - low > 1 else 0)
    try:
        wrote, lacked = patiently(partial(session.query, sql), patience)[0]
    except DatabaseError as error:
        if [problem.code for problem in error.problems] != [_LATE]:
            raise
        return None
    return int(wrote), int(lacked)


def _limit(session: Session, batches: Batches, seconds: float) -> None:
    """Say how long the statements of a session may take, 0 for as long as they do."""
    if batches.limit:
        session.execute(batches.limit.replace("{ms}", str(int(seconds * 1000))))


def _next(size: int, part: float, batches: Batches) -> int:
    """Return how many numbers the next batch takes, by the part of its time that the last one took: twice or half as many at the utmost."""
    factor = min(2.0, max(0.5, 1 / part)) if part > 0 else 2.0
    return max(1, min(int(size * factor), batches.size * _GROWTH))


def _pauses(patience: Patience) -> Iterator[float]:
    """Go through the pauses between the looks for rows that were held."""
    for tried in range(patience.tries):
        yield min(patience.pause * 2**tried, patience.longest)


def _held(patience: Patience) -> Problem:
    message = f"rows that somebody else holds could not be written in {patience.tries} tries"
    return Problem("SC430", message, hint="find the transaction that holds them and let it end; apply again goes on from here")
