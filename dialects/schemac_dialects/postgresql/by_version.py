"""What a definition asks for that only later versions of the server have."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from msgspec.structs import replace

from schemac.dialect import Capabilities
from schemac.errors import Problem
from schemac.model.change import part_ref
from schemac.model.definition import Definition
from schemac.model.foreign import Subscription
from schemac.model.names import Ref
from schemac.model.objects import Object, Sequence, View
from schemac.model.programs import EventTrigger, Function, Procedure
from schemac.model.relations import Collation, Publication, Range, Statistics
from schemac.model.tables import Column, Exclude, Table
from schemac_dialects.postgresql.not_null import NAME, NAMED_SINCE

_CODE = "SC303"
_PART_WORDS = {
    "compression": 14,
    "set_columns": 15,
    "not_enforced": 18,
    "period": 18,
    "without_overlaps": 18,
    "not_null_valid": 18,
    "not_null_no_inherit": 18,
}
"""Native words of columns and constraints, with the version from which the server knows them."""
_SUBSCRIPTION_WORDS = {
    "binary": 14,
    "streaming": 14,
    "two_phase": 15,
    "disable_on_error": 15,
    "origin": 16,
    "password_required": 16,
    "run_as_owner": 16,
}

Asked = tuple[Ref, str, int]


def too_new(definition: Definition, can: Capabilities) -> Iterator[Problem]:
    """Go through what the server at hand is too old for, each with what to write instead."""
    major = can.version[0]
    for item in definition.schema:
        if item.ref in definition.unmanaged:
            continue
        for ref, what, since in _asked(item):
            if major < since:
                hint = f"leave it out, or use PostgreSQL {since} or later"
                message = f"{ref}: PostgreSQL {major} has no {what}, which came with {since}"
                yield Problem(_CODE, message, definition.locate(ref) or definition.locate(item.ref), hint)


def without_names(column: Column, can: Capabilities) -> Column:
    """Return a column without the name of its NOT NULL where the server keeps none."""
    if NAME not in column.options or can.version[0] >= NAMED_SINCE:
        return column
    return replace(column, options={word: value for word, value in column.options.items() if word != NAME})


def _asked(item: Object) -> Iterator[Asked]:
    """Go through what an object has that not every version knows."""
    match item:
        case Table():
            yield from _of_table(item)
        case Function() | Procedure() if item.parsed:
            yield item.ref, "body of standard SQL", 14
        case Range() if item.multirange:
            yield item.ref, "multirange types", 14
        case Statistics() if any(column.startswith("(") for column in item.columns):
            yield item.ref, "statistics of expressions", 14
        case Publication():
            yield from _of_publication(item)
        case Subscription():
            yield from ((item.ref, f"word `{word}`", _SUBSCRIPTION_WORDS[word]) for word in item.options if word in _SUBSCRIPTION_WORDS)
        case View() if _words(item.options.get("with")).get("security_invoker") not in (None, False, "false", "off"):
            yield item.ref, "security_invoker", 15
        case Sequence() if item.options.get("unlogged"):
            yield item.ref, "unlogged sequences", 15
        case Collation() if item.rules:
            yield item.ref, "rules of a collation", 16
        case Collation() if item.provider == "builtin":
            yield item.ref, "collation provider `builtin`", 17
        case EventTrigger() if item.event.lower() == "login":
            yield item.ref, "event `login`", 17
        case _:
            return


def _of_table(table: Table) -> Iterator[Asked]:
    for part in (*table.columns, *table.constraints):
        for word in part.options.keys() & _PART_WORDS.keys():
            usual = word == "not_null_valid"
            if part.options[word] not in (None, usual):
                yield part_ref(table, part), f"word `{word}`", _PART_WORDS[word]
        if isinstance(part, Exclude) and table.partition_by:
            yield part_ref(table, part), "exclusion constraints on partitioned tables", 17
    if table.partition_by and table.options.get("access_method"):
        yield table.ref, "access methods of partitioned tables", 17


def _of_publication(item: Publication) -> Iterator[Asked]:
    if item.namespaces:
        yield item.ref, "publication of whole namespaces", 15
    if any("(" in entry for entry in item.tables):
        yield item.ref, "publication of some columns or rows of a table", 15


def _words(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
