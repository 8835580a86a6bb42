"""What stands beside tables as a definition says it."""

from __future__ import annotations

from typing import Any

import msgspec

from schemac.model.names import dotted, spell
from schemac.model.objects import Object
from schemac.model.relations import Collation, Composite, MaterializedView, Policy, Publication, Range, Statistics
from schemac.source.write_short import Shortening
from schemac.source.write_table import collection, differing, shared, write_index

SECTIONS: dict[type[Object], str] = {
    Composite: "composites",
    Range: "ranges",
    Collation: "collations",
    MaterializedView: "materialized_views",
    Policy: "policies",
    Statistics: "statistics",
    Publication: "publications",
}
"""The section of a definition in which each kind is written."""

_USUAL: dict[type[Object], Object] = {
    Range: Range(name="", subtype=""),
    Collation: Collation(name="", locale=""),
    Policy: Policy(name="", table=""),
    Statistics: Statistics(name="", table="", columns=()),
    Publication: Publication(name=""),
}
_SHARED = frozenset({"name", "namespace", "comment", "options", "dialects", "table"})


def key_of(item: Object) -> str:
    """Return the name under which an object is written."""
    return dotted(item.namespace, item.table, item.name) if isinstance(item, Policy) else str(item.full_name)


def write_relation(item: Object, short: Shortening) -> dict[str, Any]:
    """Return what stands under the name of an object of one of these kinds."""
    match item:
        case MaterializedView():
            return _materialized_view(item, short)
        case Composite():
            attributes = {
                spell(each.name): {"type": short.type_of(each.type), "collation": each.collation}
                if each.collation
                else short.type_of(each.type)
                for each in item.attributes
            }
            return {"attributes": attributes} | shared(item, short.dialect.name)
        case _:
            return _plain(item, short)


def _plain(item: Object, short: Shortening) -> dict[str, Any]:
    """Return an object of which every attribute is said as it is."""
    words: dict[str, Any] = {"table": item.table} if isinstance(item, Statistics) else {}
    fields = [field for field in item.__struct_fields__ if field not in _SHARED]
    words |= msgspec.to_builtins(differing(item, _USUAL[type(item)], fields))
    if isinstance(item, Range):
        words["subtype"] = short.type_of(item.subtype)
    return {word: list(value) if isinstance(value, tuple) else value for word, value in words.items()} | shared(item, short.dialect.name)


def _materialized_view(view: MaterializedView, short: Shortening) -> dict[str, Any]:
    """Return a materialized view with its indexes."""
    more = shared(view, short.dialect.name)
    words: dict[str, Any] = {"comment": more.pop("comment")} if "comment" in more else {}
    words |= {"columns": [spell(column) for column in view.columns]} if view.columns else {}
    words |= {} if view.populated else {"populated": False}
    words["sql"] = view.sql
    if view.indexes:
        words["indexes"] = collection((index.name, write_index(index, short)) for index in view.indexes)
    return words | more
