"""Renames that people have decided, which count as if the definition said `renamed_from`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from schemac.model.decision import Decided, Decision, Decisions
from schemac.model.definition import Definition
from schemac.model.names import Ref, split_name
from schemac.model.relations import MaterializedView
from schemac.model.schema import Schema
from schemac.model.tables import Table


def with_decided_renames(current: Schema, desired: Definition, decisions: Decisions) -> Definition:
    """Return the definition with the renames that are decided; one that is done already, or of nothing that is there, changes nothing.

    current: the live schema, which tells whether a name that may mean a table or a column was a table or a column.
    """
    renames = dict(desired.renames)
    for decision in decisions.valid(Decided.RENAME):
        former = split_name(decision.was)[-1]
        new = _meant(decision, former, current, desired.schema, decisions)
        if new is not None and former not in renames.get(new, ()):
            renames[new] = (*renames.get(new, ()), former)
    return replace(desired, renames=renames) if renames != dict(desired.renames) else desired


def _meant(decision: Decision, former: str, current: Schema, desired: Schema, decisions: Decisions) -> Ref | None:
    """Return what gets a new name."""
    found = [ref for ref in all_refs(desired) if decisions.concerns(decision.object, str(ref))]
    there = set(all_refs(current)) if len(found) > 1 else set()
    return next((ref for ref in found if ref._replace(name=former) in there), found[0] if found else None)


def all_refs(schema: Schema) -> Iterator[Ref]:
    """Go through everything in a schema by its identity, the parts of tables too."""
    for item in schema:
        yield item.ref
        if isinstance(item, Table):
            for part in (*item.columns, *item.constraints, *item.indexes):
                yield Ref(part.kind, item.namespace, part.name, item.name)
        elif isinstance(item, MaterializedView):
            yield from (Ref("index", item.namespace, index.name, item.name) for index in item.indexes)
