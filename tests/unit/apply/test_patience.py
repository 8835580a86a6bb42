"""Trying again where a lock is not given."""

from __future__ import annotations

import pytest

from schemac.apply.patience import Patience, patiently
from schemac.errors import BusyError, DatabaseError, Problem


def busy(times: int, error: type[DatabaseError] = BusyError) -> tuple[list[float], Patience, list[str]]:
    """Return the pauses that will be made, a patience that makes none of them, and what fails that often."""
    pauses: list[float] = []
    return pauses, Patience(tries=4, pause=1, longest=3, sleep=pauses.append), ["busy"] * times


def attempt(left: list[str]) -> str:
    """Fail as often as is left."""
    if left:
        raise BusyError(Problem("SC424", left.pop()))
    return "done"


def test_pauses_grow_up_to_the_longest() -> None:
    """Each pause is twice the one before, until the longest."""
    pauses, patience, left = busy(3)

    assert patiently(lambda: attempt(left), patience) == "done"
    assert pauses == [1, 2, 3]


def test_patience_ends() -> None:
    """After the last try the error says how long was waited, and what for."""
    _, patience, left = busy(9)

    with pytest.raises(DatabaseError, match=r"SC425.*4 tries of 3 s.*\n.*SC424.*busy"):
        patiently(lambda: attempt(left), patience)
    assert len(left) == 5


def test_what_is_no_lock_is_not_tried_again() -> None:
    """Any other error is raised at once."""
    tried: list[int] = []

    def refused() -> None:
        tried.append(1)
        raise DatabaseError(Problem("SC409", "no"))

    with pytest.raises(DatabaseError, match="SC409"):
        patiently(refused, Patience())
    assert tried == [1]
