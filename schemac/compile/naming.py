"""Names for what nobody named, within an engine's limit."""

from __future__ import annotations

import hashlib

from schemac.dialect import Capabilities
from schemac.model.definition import Naming
from schemac.model.sql_text import identifiers
from schemac.model.tables import Check, Exclude, ForeignKey, Index, Part, Table

EXCLUDE = "{table}_{columns}_excl"
_HASH = 8


def derived_name(naming: Naming, table: Table, part: Part, taken: set[str], can: Capabilities) -> str:
    """Return a name for an unnamed part that is not taken and not too long; empty where the naming leaves it to the engine."""
    pattern: str | None = getattr(naming, part.kind, EXCLUDE)
    if pattern is None:
        return ""
    columns = "_".join(named_columns(table, part))
    wanted = " ".join(pattern.format(table=table.name, columns=columns).replace("__", "_").split())
    name, number = shorten(wanted, can), 1
    while name in taken:
        number += 1
        name = shorten(f"{wanted}{number}", can)
    return name


def named_columns(table: Table, part: Part) -> tuple[str, ...]:
    """Return the words that stand for `{columns}` in a name: the part's columns, or what its expressions mention."""
    match part:
        case Check():
            mentioned = identifiers(part.sql)
            return tuple(column.name for column in table.columns if column.name in mentioned)
        case Index():
            return tuple(key.column or "_".join(sorted(identifiers(key.sql))) for key in part.keys)
        case ForeignKey():
            return part.columns
        case Exclude():
            return tuple(element.column or "expr" for element in part.elements)
        case _:
            return tuple(getattr(part, "columns", ()))


def length(name: str, can: Capabilities) -> int:
    """Return a name's length as the engine counts it."""
    return len(name.encode()) if can.identifier_bytes else len(name)


def shorten(name: str, can: Capabilities) -> str:
    """Return the name, or where it is too long its beginning and a hash of the whole, so that no two long names become one."""
    if length(name, can) <= can.identifier_limit:
        return name
    tail = "_" + hashlib.sha256(name.encode()).hexdigest()[:_HASH]
    head = name
    while length(head, can) > can.identifier_limit - len(tail):
        head = head[:-1]
    return head + tail
