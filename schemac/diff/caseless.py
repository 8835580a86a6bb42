"""Names that differ in nothing but case, on an engine for which that is no difference: what bears one is renamed, never made twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import replace as replace_definition

from schemac.model.change import part_ref
from schemac.model.definition import Definition
from schemac.model.names import Ref
from schemac.model.schema import Schema
from schemac.model.tables import Table


def respelled(current: Schema, desired: Definition, caseless: AbstractSet[str]) -> Definition:
    """Return the definition with a rename for each thing that is live under its name in another case.

    caseless: the kinds whose names the engine compares without regard to case.
    """
    renames = dict(desired.renames)
    for ref, old in _pairs(current.objects, desired.schema.objects, caseless):
        renames[ref] = (*renames.get(ref, ()), old)
    for table in desired.schema.tables:
        live = _live(current, table, renames.get(table.ref, ()))
        if live is None or live == table:
            continue
        for ref, old in _pairs(_parts(live, table), _parts(table, table), caseless):
            renames[ref] = (*renames.get(ref, ()), old)
    return replace_definition(desired, renames=renames) if renames != desired.renames else desired


def _live(current: Schema, table: Table, former: Iterable[str]) -> Table | None:
    """Return the live table that a desired one is, if it is not new."""
    names = (table.name, *reversed(tuple(former)))
    found = (current.table(table.full_name._replace(name=name)) for name in names)
    return next((each for each in found if each is not None), None)


def _parts(holder: Table, table: Table) -> list[Ref]:
    """Return the parts of a table by the refs that they have, or would have, in another of its spelling."""
    return [part_ref(table, part) for part in (*holder.columns, *holder.constraints, *holder.indexes) if part.name]


def _pairs(live: Iterable[Ref], desired: Iterable[Ref], caseless: AbstractSet[str]) -> Iterator[tuple[Ref, str]]:
    """Go through the desired refs that are live in another case only, each with the live name."""
    wanted, there = frozenset(desired), frozenset(live)
    left = {_folded(ref): ref.name for ref in there - wanted if ref.kind in caseless}
    for ref in sorted(wanted - there):
        old = left.get(_folded(ref)) if ref.kind in caseless else None
        if old is not None:
            yield ref, old


def _folded(ref: Ref) -> Ref:
    return ref._replace(name=ref.name.lower())
