"""Builds what stands beside tables: each entry says the attributes of its kind by their names."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from schemac.model.names import Name, split_name
from schemac.model.objects import Object
from schemac.model.relations import Collation, Composite, MaterializedView, Policy, Publication, Range, Statistics
from schemac.model.tables import Index
from schemac.source.building import Building, Key
from schemac.source.document import Holder
from schemac.source.indexes import build_indexes
from schemac.source.objects import judge_query, output_names, shared

KINDS: tuple[tuple[str, type[Object], str], ...] = (
    ("collations", Collation, "locale"),
    ("composites", Composite, ""),
    ("ranges", Range, "subtype"),
    ("policies", Policy, ""),
    ("statistics", Statistics, ""),
    ("publications", Publication, ""),
)
"""For each collection: the kind, and the attribute that is meant where something else than a mapping stands."""

_SHARED = frozenset({"name", "namespace", "comment", "options", "dialects", "table", "attributes"})


def build_relations(build: Building) -> None:
    """Add what stands beside tables in the document at hand."""
    for collection, kind, short in KINDS:
        for text, given, holder, key in build.entries(build.document.data, collection):
            entry: dict[str, Any] = given if isinstance(given, dict) else {short: given}
            placed = _named(build, text, kind, entry, holder, key)
            if placed is None:
                continue
            fields = {field: entry[field] for field in kind.__struct_fields__ if field in entry and field not in _SHARED}
            if kind is Composite:
                fields["attributes"] = list(_attributes(build, entry))
            said = shared(entry)
            plain = fields | placed | {"kind": kind.kind, "comment": said.get("comment"), "dialects": said.get("dialects", {})}
            build.add(msgspec.convert(plain, kind), entry, holder, key)


def _named(build: Building, text: str, kind: type[Object], entry: dict[str, Any], holder: Holder, key: Key) -> dict[str, str] | None:
    """Return the name of an entry as fields; that of a policy or statistics stands behind its table's or beside it."""
    if kind is not Policy:
        name = build.object_name(text, holder, key)
        if name is None:
            return None
        fields = {"name": name.name, "namespace": name.namespace}
        if kind is Statistics:
            table = build.object_name(entry["table"], entry, "table", at_key=False)
            if table is None:
                return None
            fields["table"] = str(table)
        return fields
    try:
        parts = split_name(text)
    except ValueError:
        parts = ()
    if len(parts) not in {2, 3}:
        hint = "write table.policy or namespace.table.policy"
        build.complain("SC205", f"`{text}` is no name of a policy", holder, key, at_key=isinstance(key, str), hint=hint)
        return None
    return {"name": parts[-1], "namespace": parts[0] if len(parts) == 3 else "", "table": parts[-2]}


def _attributes(build: Building, entry: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Go through the attributes of a composite type."""
    for text, given, holder, key in build.entries(entry, "attributes"):
        words = {"type": given} if isinstance(given, str) else given
        yield {"name": build.part_name(text, holder, key), "type": words["type"], "collation": words.get("collation", "")}


def build_materialized_views(build: Building) -> None:
    """Add the materialized views of the document at hand."""
    for text, given, holder, key in build.entries(build.document.data, "materialized_views"):
        name = build.object_name(text, holder, key)
        if name is None:
            continue
        entry = given if isinstance(given, dict) else {"sql": given}
        judge_query(build, f"materialized view {name}", given, holder, key)
        item = MaterializedView(
            name=name.name,
            namespace=name.namespace,
            sql=entry["sql"],
            columns=output_names(build, entry),
            populated=entry.get("populated", True),
            indexes=_indexes(build, name, entry),
            **shared(entry),
        )
        build.add(item, entry, holder, key)


def _indexes(build: Building, view: Name, entry: dict[str, Any]) -> tuple[Index, ...]:
    from_entry: list[Any] = []
    build_indexes(build, view, entry, from_entry)
    return tuple(placed.part for placed in from_entry if isinstance(placed.part, Index))
