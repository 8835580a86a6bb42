"""Builds tables."""

from __future__ import annotations

from typing import Any, cast

from schemac.model.names import split_name
from schemac.model.tables import Column, Constraint, Index, Table
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
        )
        if build.add(table, spec, holder, key):
            build.parts[table.ref] = parts


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
