"""Waiting for locks: a short while each time, so that nobody queues behind a statement that itself waits, and again after a pause."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from math import ceil
from typing import TypeVar

from schemac.errors import BusyError, DatabaseError, Problem

Result = TypeVar("Result")

_OFTEN_S = 0.5


def _unheard(tries: int, pause: float, error: BusyError) -> None:
    """Tell nobody that it is tried again."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to wait for locks. Times are in seconds.

    lock: how long a statement waits for a lock before it gives up, and with it whoever queues behind it goes on.
    tries: how often it is tried. pause: how long to wait before the second try, twice that before the third and so on up to `longest`.
    sleep: what waits. told: called before each pause with the tries so far, the pause and what stood in the way.
    """

    lock: float = 3.0
    tries: int = 8
    pause: float = 0.5
    longest: float = 10.0
    sleep: Callable[[float], None] = time.sleep
    told: Callable[[int, float, BusyError], None] = _unheard

    def beside(self) -> Patience:
        """Return the patience with which a lock is asked for that holds up nobody: as long in all, looked for twice a second."""
        return replace(self, lock=0.0, tries=max(self.tries, ceil(self.lock * self.tries / _OFTEN_S)), pause=_OFTEN_S, longest=_OFTEN_S)


def patiently(attempt: Callable[[], Result], patience: Patience) -> Result:
    """Return what the attempt returns, made again while locks are not given in time.

    Raises DatabaseError (SC425) with what stood in the way when all tries are used up, and whatever else the attempt raises at once.
    """
    for tried in range(1, patience.tries + 1):
        try:
            return attempt()
        except BusyError as error:
            if tried == patience.tries:
                raise DatabaseError((_given_up(patience), *error.problems)) from error
            pause = min(patience.pause * 2 ** (tried - 1), patience.longest)
            patience.told(tried, pause, error)
            patience.sleep(pause)
    message = "patience without a try"
    raise ValueError(message)


def _given_up(patience: Patience) -> Problem:
    """Return the problem that names how long was waited."""
    each = f" of {patience.lock:g} s" if patience.lock else f", {patience.pause:g} s apart"
    message = f"a lock was not given in {patience.tries} tries{each}"
    return Problem("SC425", message, hint="find who holds it and let them finish, or choose a quieter hour; apply again goes on from here")
