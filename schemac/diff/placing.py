"""Which columns stand in the wrong place, for engines that can move them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from schemac.model.tables import Column


def misplaced(live: Sequence[Column], wanted: Sequence[Column]) -> tuple[Column, ...]:
    """Return the fewest wanted columns that must move so that the common columns stand in the wanted order."""
    place = {column.name: at for at, column in enumerate(live)}
    common = [column for column in wanted if column.name in place]
    positions = [place[column.name] for column in common]
    staying = _longest_rising(positions)
    return tuple(column for at, column in enumerate(common) if at not in staying)


def _longest_rising(numbers: Sequence[int]) -> frozenset[int]:
    """Return the indices of a longest rising subsequence."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for at, number in enumerate(numbers):
        slot = bisect_left(tails, number)
        before.append(ends[slot - 1] if slot else -1)
        if slot == len(tails):
            tails.append(number)
            ends.append(at)
        else:
            tails[slot] = number
            ends[slot] = at
    chosen = set()
    at = ends[-1] if ends else -1
    while at >= 0:
        chosen.add(at)
        at = before[at]
    return frozenset(chosen)
