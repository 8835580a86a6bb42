"""Rows written a few at a time: how large a batch is, how long it rests, and what becomes of rows that somebody holds."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pytest

from schemac.apply import Pace, Patience, Share
from schemac.apply.batching import fill
from schemac.errors import DatabaseError, Problem
from schemac.model.names import Ref
from schemac.model.plan import Batches, Statement

BATCHES = Batches(last="last", batch="{low} {high}", size=10, limit="limit {ms}")
STATEMENT = Statement(sql="", ref=Ref("column", "", "a", "t"), verb="alter", batches=BATCHES)


@dataclass
class _Table:
    """A session on a table with one row for each number, of which some are held for a while; each takes its time to be written."""

    rows: int
    seconds: float = 0.0
    held: dict[int, int] = field(default_factory=dict)
    ranges: list[tuple[int, int]] = field(default_factory=list)
    pauses: list[float] = field(default_factory=list)
    now: float = 0.0
    written: set[int] = field(default_factory=set)

    limit: int = 0

    def execute(self, sql: str) -> None:
        self.limit = int(sql.removeprefix("limit "))

    def query(self, sql: str) -> list[tuple[Any, ...]]:
        if sql == "last":
            return [(self.rows - 1,)]
        low, high = (int(word) for word in sql.split())
        self.ranges.append((low, high))
        lacking = set(range(low, high)) - self.written
        free = {row for row in lacking if self.held.get(row, 0) <= len(self.pauses)}
        if self.limit and self.seconds * len(free) * 1000 > self.limit:
            self.now += self.limit / 1000
            raise DatabaseError(Problem("SC431", "it took too long"))
        self.written |= free
        self.now += self.seconds * len(free)
        return [(len(free), len(lacking))]

    def fill(self, told: list[Share] | None = None) -> None:
        heard = told if told is not None else []
        pace = Pace(told=lambda _, share: heard.append(share), sleep=self.pauses.append, clock=lambda: self.now)
        fill(self, STATEMENT, BATCHES, Patience(tries=3, pause=1), pace)  # type: ignore[arg-type]


def test_batches_grow_while_they_are_quick_up_to_a_bound() -> None:
    """What takes no time doubles, 128 times the first one at most, and every number is written once."""
    table = _Table(6000)
    table.fill()
    assert [10, 20, 40, 80, 160, 320, 640, 1280, 1280] == [high - low for low, high in table.ranges][:9]
    assert (set(range(6000)), 6000) == (table.written, sum(high - low for low, high in table.ranges))


def test_batches_come_to_take_a_fifth_of_a_second_and_rest_half_of_that() -> None:
    """A batch that takes too long is followed by a smaller one, and each by a pause in proportion."""
    table = _Table(200, seconds=0.1)
    table.fill()
    assert [10, 5, 2, 2] == [high - low for low, high in table.ranges][:4]
    assert [0.5, 0.25, 0.1, 0.1] == [round(pause, 6) for pause in table.pauses[:4]]


def test_a_batch_that_takes_half_of_the_lock_timeout_is_ended_and_made_anew_with_half_of_its_rows() -> None:
    """Nobody waits longer for a row; what cannot be divided takes as long as it does, and afterwards nothing is limited."""
    table = _Table(20, seconds=0.7)
    table.fill()
    assert [(0, 10), (0, 5), (0, 2), (2, 3), (3, 4)] == table.ranges[:5]
    assert (set(range(20)), 0) == (table.written, table.limit)
    table = _Table(4, seconds=9)
    table.fill()
    assert [(0, 4), (0, 2), (0, 1), (1, 2), (2, 3), (3, 4)] == table.ranges


def test_it_is_told_how_far_it_has_come() -> None:
    """After each batch, as a part of the whole and in rows."""
    told: list[Share] = []
    _Table(40).fill(told)
    assert [Share(0.25, 10), Share(0.75, 30), Share(1.0, 40)] == told


def test_rows_that_are_held_are_asked_for_again() -> None:
    """Only the batches that left rows out are run again, once the others are done."""
    table = _Table(40, held={5: 4})
    table.fill()
    assert [(0, 10), (10, 30), (30, 40), (0, 10), (0, 10)] == table.ranges
    assert set(range(40)) == table.written


def test_rows_that_stay_held_are_an_error() -> None:
    """It says so after all tries, and what has been written stays."""
    table = _Table(40, held={5: 99})
    with pytest.raises(DatabaseError, match=r"SC430.*3 tries"):
        table.fill()
    assert set(range(40)) - {5} == table.written
