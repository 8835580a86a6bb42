"""Whether things that change places have done so already, told by what they are."""

from __future__ import annotations

from collections.abc import Collection

from schemac.model.definition import Definition
from schemac.model.names import Name, Ref
from schemac.model.objects import Enum, Object
from schemac.model.schema import Schema
from schemac.model.tables import Column, Label, Part, Table


def part_of(schema: Schema, ref: Ref) -> Part | None:
    """Return the part of a table, or the label of an enum, that a ref means."""
    if ref.kind == "label":
        enum = schema.objects.get(Ref("enum", ref.namespace, ref.parent))
        return Label(name=ref.name) if isinstance(enum, Enum) and ref.name in enum.values else None
    table = schema.table(Name(ref.namespace, ref.parent))
    if table is None:
        return None
    if ref.kind == "column":
        return table.column(ref.name)
    parts: tuple[Part, ...] = table.indexes if ref.kind == "index" else table.constraints
    return next((part for part in parts if part.kind == ref.kind and part.name == ref.name), None)


def gone_round(circle: Collection[Ref], current: Schema, desired: Definition) -> bool:
    """Tell whether what is called by the new names now is more like what is wanted than what is called by the old ones.

    Where both are equally alike it counts what the database remembers; where that is nothing, nothing speaks against the renames.
    """
    stay = move = 0
    for new in circle:
        wanted = _thing(desired.schema, new)
        if wanted is None:
            continue
        if new.kind == "label":
            place = _place(desired.schema, new)
            stay += _place(current, new) != place
            move += place not in [_place(current, new._replace(name=name)) for name in desired.renames[new]]
            continue
        stay += _unlike(_thing(current, new), wanted)
        move += min(_unlike(_thing(current, new._replace(name=name)), wanted) for name in desired.renames[new])
    return stay < move or (stay == move and desired.settled.issuperset(circle))


def _thing(schema: Schema, ref: Ref) -> Object | Part | None:
    found = schema.objects.get(ref)
    return found if found is not None or not ref.parent else part_of(schema, ref)


def _place(schema: Schema, label: Ref) -> int:
    """Return where a label stands in its enum."""
    enum = schema.objects.get(Ref("enum", label.namespace, label.parent))
    return enum.values.index(label.name) if isinstance(enum, Enum) and label.name in enum.values else -1


def _unlike(live: Object | Part | None, wanted: Object | Part) -> int:
    """Return in how much two things of one kind differ, their names apart; what is not there differs in everything."""
    if live is None:
        return 1000
    if isinstance(live, Table) and isinstance(wanted, Table):
        return len({*map(_shape, live.columns)} ^ {*map(_shape, wanted.columns)}) + (live.comment != wanted.comment)
    return sum(
        getattr(live, field) != getattr(wanted, field) for field in live.__struct_fields__ if field not in {"name", "dialects", "options"}
    )


def _shape(column: Column) -> tuple[str, str, bool]:
    return column.name, column.type, column.nullable
