"""Sequences of engines whose sequences have no types: the type's bounds stand for it."""

from __future__ import annotations

from dataclasses import replace as replace_definition

from msgspec.structs import replace

from schemac.model.definition import Definition
from schemac.model.objects import Sequence

_BITS = {"smallint": 16, "integer": 32, "int": 32}


def untyped(definition: Definition) -> Definition:
    """Return the definition with sequences that end where their types do."""
    found = [item for item in definition.schema if isinstance(item, Sequence) and item.type.lower() in _BITS]
    return replace_definition(definition, schema=definition.schema.having(_bounded(sequence) for sequence in found))


def _bounded(sequence: Sequence) -> Sequence:
    greatest = 2 ** (_BITS[sequence.type.lower()] - 1)
    maximum, minimum = sequence.maximum, sequence.minimum
    if maximum is None and sequence.increment > 0:
        maximum = greatest - 1
    if minimum is None and sequence.increment < 0:
        minimum = -greatest
    return replace(sequence, type="bigint", maximum=maximum, minimum=minimum)
