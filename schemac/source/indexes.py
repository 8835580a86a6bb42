"""Builds the indexes of a table."""

from __future__ import annotations

from typing import Any

from schemac.model.names import Name
from schemac.model.tables import Index, IndexKey
from schemac.source.building import Building, PlacedPart
from schemac.source.constraints import columns_of


def build_indexes(build: Building, table: Name, spec: dict[str, Any], parts: list[PlacedPart]) -> None:
    """Add to `parts` the indexes of a table."""
    for text, given, holder, key in build.entries(spec, "indexes"):
        name = build.part_name(text, holder, key) if text else ""
        entry: dict[str, Any] = given if isinstance(given, dict) else {"columns": given}
        keys = tuple([_key(build, entry["columns"], at) for at in range(len(entry["columns"]))])
        if not keys:
            build.complain(
                "SC206",
                f"the index {name or f'on {table}'} has no keys",
                holder,
                key,
                at_key=isinstance(key, str),
                hint="name at least one column",
            )
            continue
        index = Index(
            name=name,
            keys=keys,
            unique=entry.get("unique", False),
            where=entry.get("where", ""),
            include=columns_of(build, entry, "include") if "include" in entry else (),
            method=entry.get("method", "").lower(),
            nulls_distinct=entry.get("nulls_distinct", True),
            comment=entry.get("comment"),
            dialects=entry.get("dialects", {}),
        )
        parts.append(PlacedPart(index, holder, key))
        if "renamed_from" in entry and name:
            build.rename_part("index", table, name, entry)
        elif "renamed_from" in entry:
            build.complain("SC217", "an index without a name cannot have been renamed", entry, "renamed_from", hint="give it its name")


def _key(build: Building, keys: list[Any], at: int) -> IndexKey:
    given = keys[at]
    if isinstance(given, str):
        return IndexKey(column=build.part_name(given, keys, at, at_key=False))
    words = dict(given)
    if "column" in words:
        words["column"] = build.part_name(words["column"], given, "column", at_key=False)
    if "length" in words:
        words["length"] = int(words["length"])
    return IndexKey(**words)
