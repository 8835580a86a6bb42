"""Triggers as SQLite has them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from schemac.errors import Problem
from schemac.model.definition import Definition
from schemac.model.names import Name
from schemac.model.objects import Object
from schemac.model.programs import Trigger, VirtualTable
from schemac.model.schema import Schema

_UNSUPPORTED = "SC303"
_FOREIGN = ("execute", "constraint", "deferrable", "from_table", "old_table", "new_table", "state", "follows")


def native_trigger(trigger: Trigger, definition: Definition, problems: list[Problem]) -> Trigger:
    """Return a trigger in SQLite's terms; what it cannot have is noted."""
    body = trigger.body.strip().rstrip(";").rstrip()
    reason = next((f"SQLite's triggers have no `{word}`" for word in _FOREIGN if getattr(trigger, word)), "")
    if len(trigger.events) != 1 or trigger.events[0] == "truncate":
        reason = "a trigger of SQLite runs at one of insert, update and delete"
    elif trigger.level == "statement":
        reason = "SQLite's triggers run for each row"
    elif not body and not reason:
        reason = "it has no `body`"
    if reason:
        hint = "write it for SQLite under dialects: {sqlite: {body: begin ... end}}, or leave it out there with {skip: true}"
        problems.append(Problem(_UNSUPPORTED, f"{trigger.ref}: {reason}", definition.locate(trigger.ref), hint))
    if body and body[:5].lower() != "begin":
        body = f"begin {body}; end"
    return replace(trigger, body=body, when=trigger.when.strip())


def native_virtual_table(item: VirtualTable) -> VirtualTable:
    """Return a virtual table with its statement as SQLite keeps it."""
    return replace(item, sql=item.sql.strip().rstrip(";").rstrip())


def triggers_on(table: Name, schema: Schema) -> Iterator[Trigger]:
    """Go through the triggers of a table."""
    return (item for item in schema if isinstance(item, Trigger) and item.owner == table)


def texts(items: Iterable[Object]) -> Iterator[str]:
    """Go through the texts of triggers, their table's name at the front."""
    return (f'"{item.table}" {item.when} {item.body}' for item in items if isinstance(item, Trigger))
