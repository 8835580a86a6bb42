"""Rows written a few at a time: how large a batch is, how long it rests, and what becomes of rows that somebody holds."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pytest

from schemac.apply import Pace, Patience, Share
from schemac.apply.batching import fill
from schemac.errors import DatabaseError
from schemac.model.names import Ref
from schemac.model.plan import Batches, Statement

BATCHES = Batches(last="last", batch="{low} {high}", size=10)
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

    def query(self, sql: str) -> list[tuple[Any, ...]]:
        if sql == "last":
            return [(self.rows - 1,)]
        low, high = (int(word) for word in sql.split())
        self.ranges.append((low, high))
        lacking = set(range(low, high)) - self.written
        free = {row for row in lacking if self.held.get(row, 0) <= len(self.pauses)}
        self.written |= free
        self.now += self.seconds * len(free)
        return [(len(free), len(lacking))]

    def fill(self, told: list[Share] | None = None) -> None:
        heard = told if told is not None else []
        pace = Pace(told=lambda _, share: heard.append(share), sleep=self.pauses.append, clock=lambda: self.now)
        fill(self, STATEMENT, BATCHES, Patience(tries=3, pause=1), pace)  # type: ignore[arg-type]


def test_batches_grow_while_they_are_quick_up_to_a_bound() -> None:
    """What takes no time doubles, sixteen times the first one at most, and every number is written once."""
    table = _Table(1000)
    table.fill()
    assert [10, 20, 40, 80, 160, 160] == [high - low for low, high in table.ranges][:6]
    assert (set(range(1000)), 1000) == (table.written, sum(high - low for low, high in table.ranges))


def test_batches_come_to_take_half_a_second_and_rest_half_of_that() -> None:
    """A batch that takes too long is followed by a smaller one, and each by a pause in proportion."""
    table = _Table(200, seconds=0.1)
    table.fill()
    assert [10, 5, 5] == [high - low for low, high in table.ranges][:3]
    assert [0.5, 0.25, 0.25] == [round(pause, 6) for pause in table.pauses[:3]]


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
