"""Sequences that a column owns: one under another name is called as wanted and goes on counting, and none is made beside it."""

from __future__ import annotations

from collections.abc import Iterator

from schemac.diff.rename_steps import Step
from schemac.model.definition import Definition
from schemac.model.objects import Sequence
from schemac.model.schema import Schema


def owned_steps(current: Schema, desired: Definition) -> Iterator[Step]:
    """Go through the renames of sequences that a column owns now, and is to own under another name; names that were declared are made."""
    wanted = {
        item.owned_by: item.ref
        for item in desired.schema
        if isinstance(item, Sequence) and item.owned_by and item.ref not in current.objects and item.ref not in desired.unmanaged
    }
    if not wanted:
        return
    for item in current:
        if not isinstance(item, Sequence) or not item.owned_by:
            continue
        new = wanted.get(item.owned_by)
        if new is not None and item.ref not in desired.schema.objects and item.namespace == new.namespace:
            yield Step(item.ref, new)
            del wanted[item.owned_by]
