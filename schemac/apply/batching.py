"""Rows written a few at a time, so that whoever waits for one of them waits for a moment only."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from schemac.apply.patience import Patience, patiently
from schemac.errors import DatabaseError, Problem
from schemac.model.plan import Batches, Statement
from schemac.session import Session

_GROWTH = 16
"""How many times the first batch's numbers a batch may take: rows that lack nothing are passed quickly, and the next may lack all."""


class Share(NamedTuple):
    """How far a statement has come: the part of the table that is behind it, from 0 to 1, and how many rows it has written."""

    done: float
    rows: int


def _unheard(statement: Statement, share: Share) -> None:
    """Tell nobody how far it has come."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast rows are written. Times are in seconds.

    batch: how long a batch should take, and no longer than half of the time for which locks are waited for; the next one is larger or
    smaller accordingly. rest: how long to pause after a batch, as a part
    of the time that it took. told: called after each batch. sleep, clock: what waits, and what tells the time.
    """

    batch: float = 0.5
    rest: float = 0.5
    told: Callable[[Statement, Share], None] = _unheard
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic


def fill(session: Session, statement: Statement, batches: Batches, patience: Patience, pace: Pace) -> None:
    """Write all rows that lack something; rows that somebody else holds are asked for again at the end.

    Raises DatabaseError (SC430) where they are still held after all tries, and what the server says of a batch; what has been written
    stays, and need not be written again.
    """
    numbers = int(session.query(batches.last)[0][0]) + 1
    held: list[tuple[int, int]] = []
    rows, low, size = 0, 0, batches.size
    target = min(pace.batch, patience.lock / 2)
    while low < numbers:
        high = min(low + size, numbers)
        start = pace.clock()
        wrote, lacked = patiently(partial(_batch, session, batches, low, high), patience)
        took = pace.clock() - start
        held += [(low, high)] if wrote < lacked else []
        rows, low, size = rows + wrote, high, _next(size, took / target if target else 0, batches)
        pace.told(statement, Share(high / numbers, rows))
        pace.sleep(took * pace.rest)
    for pause in _pauses(patience):
        held = [(low, high) for low, high in held if not _whole(session, batches, low, high, patience)]
        if not held:
            return
        pace.sleep(pause)
    raise DatabaseError(_held(patience))


def _batch(session: Session, batches: Batches, low: int, high: int) -> tuple[int, int]:
    """Return how many rows one batch has written, and how many lacked it."""
    sql = batches.batch.replace("{low}", str(low)).replace("{high}", str(high))
    wrote, lacked = session.query(sql)[0]
    return int(wrote), int(lacked)


def _whole(session: Session, batches: Batches, low: int, high: int, patience: Patience) -> bool:
    """Write what is left between two numbers, and tell whether nothing is left there."""
    wrote, lacked = patiently(partial(_batch, session, batches, low, high), patience)
    return wrote == lacked


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
