"""Sequences and identities without the values that the server would choose itself."""

from __future__ import annotations

from typing import TypeVar

from msgspec.structs import replace

from schemac.model.objects import Sequence
from schemac.model.tables import Identity

Counter = TypeVar("Counter", Sequence, Identity)

_BITS = {"smallint": 15, "integer": 31, "bigint": 63}


def without_defaults(counter: Counter, kind: str) -> Counter:
    """Return a counter over an integer type with None for each bound and start that is the server's own choice."""
    low, high = _usual(counter, kind)
    minimum, maximum = bounds(counter, kind)
    first = minimum if counter.increment > 0 else maximum
    return replace(
        counter,
        minimum=None if minimum == low else minimum,
        maximum=None if maximum == high else maximum,
        start=None if counter.start in {None, first} else counter.start,
    )


def bounds(counter: Sequence | Identity, kind: str) -> tuple[int, int]:
    """Return the least and the greatest number of a counter over an integer type."""
    low, high = _usual(counter, kind)
    return (low if counter.minimum is None else counter.minimum, high if counter.maximum is None else counter.maximum)


def first(counter: Sequence | Identity, kind: str) -> int:
    """Return the number that a counter over an integer type starts with."""
    low, high = bounds(counter, kind)
    if counter.start is not None:
        return counter.start
    return low if counter.increment > 0 else high


def _usual(counter: Sequence | Identity, kind: str) -> tuple[int, int]:
    top = 2 ** _BITS.get(kind, 63)
    return (1, top - 1) if counter.increment > 0 else (-top, -1)
