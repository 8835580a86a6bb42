"""What holds parts: a table, or a materialized view, which has indexes."""

from __future__ import annotations

from collections.abc import Sequence

from schemac.model.names import Name, Ref
from schemac.model.relations import MaterializedView
from schemac.model.schema import Schema
from schemac.model.tables import Column, Index, Part, Table

Holder = Table | MaterializedView


def holder_of(schema: Schema, owner: Name) -> Holder | None:
    """Return the table or materialized view of a name, if there is one."""
    found = (schema.objects.get(Ref(kind, owner.namespace, owner.name)) for kind in ("table", "materialized_view"))
    return next((each for each in found if isinstance(each, Table | MaterializedView)), None)


def field_of(part: Part) -> str:
    """Return the list in which a holder has parts of this kind."""
    return "columns" if isinstance(part, Column) else "indexes" if isinstance(part, Index) else "constraints"


def parts_of(holder: Holder | None, part: Part) -> tuple[Part, ...]:
    """Return the list in which a holder has, or would have, a part; empty where there is no holder."""
    return getattr(holder, field_of(part), ())


def part_like(parts: Sequence[Part], part: Part) -> Part | None:
    """Return the part of a kind and a name; of those without a name the one that is equal."""
    if not part.name:
        return next((each for each in parts if each == part), None)
    return next((each for each in parts if (each.kind, each.name) == (part.kind, part.name)), None)
