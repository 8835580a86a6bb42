"""What runs inside a database as a definition says it."""

from __future__ import annotations

from typing import Any, NamedTuple

from schemac.model.names import dotted, spell
from schemac.model.objects import Object
from schemac.model.programs import Event, EventTrigger, Function, Hanging, Procedure, Routine, Rule, Trigger, VirtualTable, with_signature
from schemac.source.programs import TIMINGS
from schemac.source.write_table import differing, shared

SECTIONS = ("functions", "procedures", "aggregates", "virtual_tables", "triggers", "rules", "event_triggers", "events")
"""The sections in the order in which they are written, behind the tables and views."""


class Written(NamedTuple):
    """An object as a definition says it: the section, the key, and what stands under it."""

    section: str
    key: str
    entry: Any


def write_program(item: Object, dialect: str) -> Written | None:
    """Return the section, the key and the entry of an object of these kinds; None for one of another kind."""
    match item:
        case Routine():
            return Written(f"{item.kind}s", _key(item), _routine(item, dialect))
        case Trigger():
            return Written("triggers", _key(item), _trigger(item, dialect))
        case Rule():
            return Written("rules", _key(item), _comment(item) | {"sql": item.sql} | _more(item, dialect, "state"))
        case EventTrigger():
            words = {"event": item.event} | ({"tags": list(item.tags)} if item.tags else {}) | {"execute": item.execute}
            return Written("event_triggers", spell(item.name), _comment(item) | words | _more(item, dialect, "state"))
        case Event():
            words = {"schedule": item.schedule} | ({"preserve": True} if item.preserve else {}) | _more(item, dialect, "state")
            return Written("events", spell(item.name), _comment(item) | words | {"body": item.body})
        case VirtualTable():
            return Written("virtual_tables", spell(item.name), {"sql": item.sql} | _more(item, dialect))
        case _:
            return None


def _key(item: Routine | Hanging) -> str:
    """Return the name by which a definition calls an object of these kinds."""
    if isinstance(item, Hanging):
        return dotted(item.namespace, item.table, item.name)
    quoted = '"' + item.name.replace('"', '""') + '"'
    name = dotted(item.namespace, item.name) if "(" not in item.name else ".".join(filter(None, (dotted(item.namespace), quoted)))
    return with_signature(name, item.signature)


def _comment(item: Object) -> dict[str, Any]:
    return {} if item.comment is None else {"comment": item.comment}


def _more(item: Object, dialect: str, *fields: str) -> dict[str, Any]:
    """Return the fields that are not as usual, and the native words."""
    words = {field: getattr(item, field) for field in fields if getattr(item, field)}
    return words | {word: value for word, value in shared(item, dialect).items() if word != "comment"}


def _routine(item: Routine, dialect: str) -> dict[str, Any]:
    """Return a routine; its arguments only where they say more than their types."""
    words = _comment(item)
    if item.arguments != (item.signature or ""):
        words["arguments"] = item.arguments
    if isinstance(item, Function):
        words["returns"] = item.returns
    if isinstance(item, Function | Procedure) and item.language:
        words["language"] = item.language
    words |= _more(item, dialect)
    if isinstance(item, Function | Procedure) and item.body:
        words["body"] = item.body
    return words


def _trigger(item: Trigger, dialect: str) -> dict[str, Any]:
    """Return a trigger: when it runs, for what, and what it does."""
    word = next(word for word, timing in TIMINGS.items() if timing == item.timing)
    words = _comment(item) | {word: list(item.events)}
    if item.columns:
        words["columns"] = [spell(column) for column in item.columns]
    usual = Trigger(name="", table="")
    fields = (
        "level",
        "constraint",
        "deferrable",
        "initially_deferred",
        "from_table",
        "old_table",
        "new_table",
        "when",
        "follows",
        "state",
        "head",
    )
    words |= differing(item, usual, fields)
    words |= _more(item, dialect)
    return words | differing(item, usual, ("execute", "body"))
