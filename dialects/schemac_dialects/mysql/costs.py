"""What statements cost on InnoDB: what is instant, what is built beside the running table, and what copies it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from schemac.dialect import Capabilities
from schemac.model.change import Action, Change, Verb
from schemac.model.plan import Cost, Transaction
from schemac.model.tables import Check, Column, ForeignKey, Index, PrimaryKey, Table, Unique
from schemac.model.types import parse_type

_INSTANT = Cost(lock="METADATA", summary="catalogue only", transaction=Transaction.ALONE)
_BUILD = Cost(lock="METADATA", scan=True, summary="built while reads and writes go on", transaction=Transaction.ALONE)
_REBUILD = Cost(
    lock="METADATA", scan=True, rewrite=True, summary="rewrites the table while reads and writes go on", transaction=Transaction.ALONE
)
_SHARED = Cost(lock="SHARED", blocks="writes", scan=True, summary="reads every row; writes wait", transaction=Transaction.ALONE)
_COPY = Cost(
    lock="SHARED", blocks="writes", scan=True, rewrite=True, summary="copies the table; writes wait", transaction=Transaction.ALONE
)
_TRASH = {
    "keep_column": Cost(
        lock="SHARED", blocks="writes", scan=True, summary="copies the column's values to the trash", transaction=Transaction.ALONE
    ),
    "return_values": Cost(
        lock="SHARED", blocks="writes", scan=True, summary="writes the values that were in the trash", transaction=Transaction.ALONE
    ),
}
_BY_WEIGHT = (_INSTANT, _BUILD, _REBUILD, _SHARED, _COPY)
_VARCHAR = re.compile(r"varchar\((\d+)\)\Z")
_MAXIMUM_BYTES = 4


def cost(action: Action, can: Capabilities) -> Cost:  # noqa: ARG001 - the shape of every cost
    """Return the cost of one action: that of the heaviest of its changes. Every statement commits by itself."""
    changes = action.fields.get("changes")
    if action.template in _TRASH:
        return _TRASH[action.template]
    if action.template != "alter_table" or not changes:
        return _INSTANT
    return max((found for change in changes for found in _costs(change)), key=_BY_WEIGHT.index, default=_INSTANT)


def heaviest(change: Change) -> Cost:
    """Return the cost of one change of a table."""
    return max(_costs(change), key=_BY_WEIGHT.index, default=_INSTANT)


def copies(change: Change) -> bool:
    """Return whether a change of a table copies it while writers wait."""
    return heaviest(change) is _COPY


def _costs(change: Change) -> Iterator[Cost]:
    """Go through what one change of a table costs."""
    subject = change.subject
    match change.verb, subject:
        case Verb.ADD, PrimaryKey():
            yield _REBUILD
        case Verb.DROP, PrimaryKey():
            yield _COPY
        case Verb.ADD, Unique():
            yield _BUILD
        case Verb.ADD, Index():
            yield _SHARED if subject.method in {"fulltext", "spatial"} else _BUILD
        case Verb.ADD, ForeignKey() | Check():
            yield _COPY if not isinstance(subject, Check) or subject.enforced else _INSTANT
        case Verb.ADD, Column():
            yield from _added(subject)
        case Verb.ALTER, Column():
            yield from _altered(change)
        case Verb.DROP, Column():
            yield _REBUILD if isinstance(change.before, Column) and change.before.generated is None else _INSTANT
        case Verb.ALTER, Table():
            yield _COPY if {"engine", "charset", "collation"} & _options(change) else _REBUILD if "options" in change.aspects else _INSTANT
        case _:
            yield _INSTANT


def _added(column: Column) -> Iterator[Cost]:
    """Go through what a new column costs."""
    if (
        column.identity is not None
        or (column.generated is not None and column.generated.stored)
        or (column.default is not None and column.default.endswith(")") and not column.default.lower().startswith("current_timestamp"))
    ):
        yield _COPY
    else:
        yield _INSTANT


def _altered(change: Change) -> Iterator[Cost]:
    """Go through what each changed attribute of a column costs."""
    before, after = change.before, change.after
    if not isinstance(before, Column) or not isinstance(after, Column):
        return
    for aspect in change.aspects:
        match aspect:
            case "type":
                yield _INSTANT if _grows_in_place(before.type, after.type) else _COPY
            case "collation" | "generated" | "identity":
                yield _COPY
            case "nullable" | "position":
                yield _REBUILD
            case _:
                yield _INSTANT


def _grows_in_place(before: str, after: str) -> bool:
    """Tell whether a type's new form holds all of the old rows as they lie: a longer varchar, or labels added at the end."""
    old, new = _VARCHAR.match(before), _VARCHAR.match(after)
    if old and new:
        small, large = int(old[1]), int(new[1])
        return small <= large and (large * _MAXIMUM_BYTES <= 255 or small > 255)
    if before.startswith(("enum(", "set(")):
        return after.startswith(before[:-1] + ",") and _label_bytes(before) == _label_bytes(after)
    return False


def _label_bytes(spelled: str) -> int:
    """Return how many bytes a value of an ENUM or SET takes."""
    count = len(parse_type(spelled).arguments)
    if spelled.startswith("enum("):
        return 1 if count <= 255 else 2
    needed = -(-count // 8)
    return needed if needed <= 4 else 8


def _options(change: Change) -> set[str]:
    """Return the words of a table that change."""
    before, after = change.before, change.after
    if not isinstance(before, Table) or not isinstance(after, Table) or "options" not in change.aspects:
        return set()
    return {word for word in {*before.options, *after.options} if before.options.get(word) != after.options.get(word)}
