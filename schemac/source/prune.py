"""Takes wrong pieces out of a document so that the rest can be judged too."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from typing import Any

from schemac.model.names import Name, parse_name
from schemac.source.document import Document, held
from schemac.source.structure import is_valid

PROGRAMS = ("functions", "procedures", "aggregates", "virtual_tables", "triggers", "rules", "event_triggers", "events")
RIGHTS = ("roles", "grants", "default_privileges")
COLLECTIONS = (
    "namespaces",
    "extensions",
    "enums",
    "domains",
    "composites",
    "ranges",
    "collations",
    "foreign_data_wrappers",
    "foreign_servers",
    "user_mappings",
    "sequences",
    "tables",
    "views",
    "materialized_views",
    "policies",
    "statistics",
    "publications",
    "subscriptions",
    *PROGRAMS,
    "statements",
    *RIGHTS,
)

Path = tuple[str | int, ...]


def prune(document: Document, paths: Iterable[Path]) -> set[Name]:
    """Take out what the paths lead to, and whatever is still wrong without it; return the names of the tables that went with it."""
    damaged: set[Name] = set()
    # from the end, so that the indexes of what is still to go stay right
    for path in sorted({path for path in paths if path}, key=_order, reverse=True):
        damaged |= _take(document, path)
    for collection in COLLECTIONS:
        items = document.data.get(collection, {})
        if not is_valid({collection: items}):
            keys: list[Any] = list(items) if isinstance(items, dict) else list(range(len(items))) if isinstance(items, list) else []
            for key in reversed(keys):
                if not is_valid({collection: {key: items[key]} if isinstance(items, dict) else [items[key]]}):
                    damaged |= _take(document, (collection, key))
    for key in list(document.data):
        if not is_valid({key: document.data[key]}):
            damaged |= _take(document, (key,))
    return damaged


def _order(path: Path) -> list[tuple[str, int]]:
    return [(step, 0) if isinstance(step, str) else ("", step) for step in path]


def _take(document: Document, path: Path) -> set[Name]:
    """Take one piece out; a table loses all with one of its columns, because nothing can be said about its references any more."""
    if path[0] == "tables" and len(path) > 2 and path[-2] == "columns":
        path = path[:2]
    if path[0] == "enums":
        path = path[:2]
    holder: Any = document.data
    for step in path[:-1]:
        if not (step in holder if isinstance(holder, dict) else isinstance(holder, list) and isinstance(step, int) and step < len(holder)):
            return set()
        holder = holder[step]
    key = path[-1]
    if not (key in holder if isinstance(holder, dict) else isinstance(holder, list) and isinstance(key, int) and key < len(holder)):
        return set()
    damaged: set[Name] = set()
    if len(path) == 1 and (key == "tables" or get_close_matches(str(key), COLLECTIONS, 1) == ["tables"]):
        damaged = _table_names(holder[key], None)
    elif len(path) == 2 and path[0] == "tables":
        damaged = _table_names(holder, [key])
    document.take_away(holder, key)
    return damaged


def _table_names(holder: Any, keys: Sequence[str | int] | None) -> set[Name]:
    """Return the names of tables that are taken out, as far as they have any."""
    if not isinstance(holder, dict | list):
        return set()
    found: set[Name] = set()
    for key in keys if keys is not None else holder if isinstance(holder, dict) else range(len(holder)):
        entry = held(holder, key)
        text = key if isinstance(key, str) else entry.get("name") if isinstance(entry, dict) else None
        try:
            found.add(parse_name(str(text)))
        except ValueError:
            continue  # a table without a name cannot be referred to
    return found
