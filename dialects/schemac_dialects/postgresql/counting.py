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
    top = 2 ** _BITS.get(kind, 63)
    rising = counter.increment > 0
    low, high = (1, top - 1) if rising else (-top, -1)
    minimum = low if counter.minimum is None else counter.minimum
    maximum = high if counter.maximum is None else counter.maximum
    first = minimum if rising else maximum
    return replace(
        counter,
        minimum=None if minimum == low else minimum,
        maximum=None if maximum == high else maximum,
        start=None if counter.start in {None, first} else counter.start,
    )
