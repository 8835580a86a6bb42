"""Builds tables."""

from __future__ import annotations

from typing import Any, cast

from schemac.model.names import Name, split_name
from schemac.model.tables import Column, Constraint, Index, PartitionOf, Table
from schemac.source.building import Building, PlacedPart
from schemac.source.columns import build_columns
from schemac.source.constraints import build_constraints
from schemac.source.indexes import build_indexes


def build_tables(build: Building) -> None:
    """Add the tables of the document at hand."""
    for text, spec, holder, key in build.entries(build.document.data, "tables"):
        name = build.object_name(text, holder, key)
        if name is None:
            continue
        parts: list[PlacedPart] = []
        columns = build_columns(build, name, spec, _key_columns(spec), parts)
        if not columns and spec.get("managed", True) and not _takes_columns(spec):
            build.complain(
                "SC206", f"the table {name} has no columns", holder, key, at_key=isinstance(key, str), hint="write them under `columns:`"
            )
        build_constraints(build, name, spec, parts)
        build_indexes(build, name, spec, parts)
        table = Table(
            name=name.name,
            namespace=name.namespace,
            comment=spec.get("comment"),
            dialects=spec.get("dialects", {}),
            columns=columns,
            constraints=tuple([cast(Constraint, placed.part) for placed in parts if not isinstance(placed.part, Column | Index)]),
            indexes=tuple([placed.part for placed in parts if isinstance(placed.part, Index)]),
            partition_by=spec.get("partition_by", ""),
            partition_of=_partition_of(build, spec) if "partition_of" in spec else None,
            inherits=tuple([parent for at in range(len(spec.get("inherits", ()))) for parent in _parent(build, spec["inherits"], at)]),
        )
        if build.add(table, spec, holder, key):
            build.parts[table.ref] = parts


def _takes_columns(spec: dict[str, Any]) -> bool:
    """Tell whether a table has the columns of another one, or is said to have none: `columns: {}`, where an engine can have such."""
    return "partition_of" in spec or "inherits" in spec or spec.get("columns") == {}


def _partition_of(build: Building, spec: dict[str, Any]) -> PartitionOf | None:
    """Return what a table is a partition of, or None and a problem."""
    words = spec["partition_of"]
    table = build.object_name(words["table"], words, "table", at_key=False)
    return None if table is None else PartitionOf(table=table, values=words.get("values", "default"))


def _parent(build: Building, parents: list[str], at: int) -> tuple[Name, ...]:
    """Return a table that another one inherits from; nothing and a problem where the name is none."""
    name = build.object_name(parents[at], parents, at, at_key=False)
    return () if name is None else (name,)


def _key_columns(spec: dict[str, Any]) -> set[str]:
    """Return the names of the columns of a primary key that stands outside of the columns."""
    names = list(spec.get("primary_key", ()))
    constraints = spec.get("constraints", ())
    for entry in constraints.values() if isinstance(constraints, dict) else constraints:
        names += entry.get("primary_key", ())
    return {_spelled(name) for name in names}


def _spelled(text: str) -> str:
    """Return the column that a text spells; what is no name is complained about where the key is built."""
    try:
        return split_name(text)[-1]
    except ValueError:
        return text
