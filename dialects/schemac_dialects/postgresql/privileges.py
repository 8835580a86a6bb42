"""The privileges there are for each sort of object, and who has which before anything is granted."""

from __future__ import annotations

from collections.abc import Iterable

from schemac.model.rights import PUBLIC

ORDER = ("select", "insert", "update", "delete", "truncate", "references", "trigger", "maintain", "usage", "create", "execute")
WORDS = {
    "table": "TABLE",
    "sequence": "SEQUENCE",
    "function": "ROUTINE",
    "type": "TYPE",
    "namespace": "SCHEMA",
    "server": "FOREIGN SERVER",
    "wrapper": "FOREIGN DATA WRAPPER",
}
COLUMN = ("select", "insert", "update", "references")

_TABLE = ("select", "insert", "update", "delete", "truncate", "references", "trigger")
_ALL = {
    "sequence": ("select", "update", "usage"),
    "function": ("execute",),
    "type": ("usage",),
    "namespace": ("usage", "create"),
    "server": ("usage",),
    "wrapper": ("usage",),
}
_MAINTAIN = 17


def in_order(names: Iterable[str]) -> tuple[str, ...]:
    """Return privileges in the one order in which they are kept."""
    return tuple(sorted(set(names), key=ORDER.index))


def every(sort: str, version: tuple[int, ...]) -> tuple[str, ...]:
    """Return all privileges that there are for a sort of object."""
    if sort != "table":
        return _ALL[sort]
    return (*_TABLE, "maintain") if version[0] >= _MAINTAIN else _TABLE


def usual(sort: str, name: str, to: str, owner: str, version: tuple[int, ...]) -> tuple[str, ...]:
    """Return what a grantee may do with an object of which nothing was granted or revoked; empty `owner`: nobody knows who that is."""
    if to == owner:
        return every(sort, version)
    if to != PUBLIC:
        return ()
    if sort == "namespace" and name == PUBLIC:
        return ("usage",) if version[0] >= 15 else ("usage", "create")
    return {"function": ("execute",), "type": ("usage",)}.get(sort, ())
