"""Which file an object of a split definition stands in: a table, view or routine in one of its own, with what hangs on it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from schemac.model.names import dotted, parse_name, split_name
from schemac.source.write_yaml import Block

_FOLDERS = {
    "tables": "tables",
    "virtual_tables": "tables",
    "views": "views",
    "materialized_views": "views",
    "functions": "functions",
    "procedures": "procedures",
    "aggregates": "functions",
}
_HANGING = frozenset({"triggers", "rules", "policies"})
_HOLDERS = ("tables", "views", "materialized_views")


class Home(NamedTuple):
    """The folder of an object's file, and the name that the file is called by; routines of one name share a file."""

    folder: str
    name: str


def home_of(section: str, key: str, entry: object, holders: Mapping[str, str]) -> Home | None:
    """Return the home of an object; None for one that stands in the main file.

    holders: the section of each table and view by its key, for what hangs on one of them.
    """
    if section in _FOLDERS:
        name = key.partition("(")[0] if section in {"functions", "procedures", "aggregates"} else key
        return Home(_FOLDERS[section], name)
    holder = holder_of(section, key, entry)
    return Home(_FOLDERS[holders[holder]], holder) if holder in holders else None


def holder_of(section: str, key: str, entry: object) -> str:
    """Return the key of the table or view that an object hangs on; an empty one for what stands for itself."""
    if section in _HANGING:
        return dotted(*split_name(key)[:-1])
    if section == "statistics" and isinstance(entry, Mapping):
        return dotted(parse_name(key).namespace, str(entry.get("table", "")))
    return ""


def holders_in(parts: Mapping[str, Any]) -> dict[str, str]:
    """Return the section of each table and view by its key."""
    return {key: section for section in _HOLDERS for key in parts.get(section, ())}


def split(parts: Mapping[str, Any], main: str) -> dict[str, dict[str, Any]]:
    """Return the sections of a definition by the relative path of their file, the main one first and including the others."""
    holders = holders_in(parts)
    front: dict[str, Any] = {key: parts[key] for key in ("schemac", "database") if key in parts}
    rest: dict[str, Any] = {}
    files: dict[str, dict[str, Any]] = {}
    names = _FileNames()
    for section, entries in parts.items():
        if section in front:
            continue
        for key, entry in entries.items() if isinstance(entries, Block) else ():
            home = home_of(section, key, entry, holders)
            place = rest if home is None else files.setdefault(names.path(home), {})
            place.setdefault(section, Block())[key] = entry
        if not isinstance(entries, Block):
            rest[section] = entries
    folders = sorted({path.partition("/")[0] for path in files}, key=list(_FOLDERS.values()).index)
    include = {"include": [f"{folder}/*.yaml" for folder in folders]} if folders else {}
    return {main: front | include | rest} | dict(sorted(files.items()))


class _FileNames:
    """The paths given so far, each to one home."""

    def __init__(self) -> None:
        self._given: dict[Home, str] = {}

    def path(self, home: Home) -> str:
        """Return a path that is safe everywhere and given to no other home, letters' case disregarded."""
        if home not in self._given:
            taken = {path.lower() for path in self._given.values()}
            plain = path = f"{home.folder}/{file_name(home.name)}"
            number = 1
            while f"{path}.yaml".lower() in taken:
                number += 1
                path = f"{plain}-{number}"
            self._given[home] = f"{path}.yaml"
        return self._given[home]


def file_name(name: str) -> str:
    """Return a file's name for an object's name, without its ending, safe on every system."""
    return re.sub(r"[^\w.-]+", "_", name, flags=re.ASCII).strip("._-")[:100] or "object"
