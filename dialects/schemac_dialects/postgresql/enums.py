"""Enums: labels put in where they belong, or the whole type made anew where labels go or change places."""

from __future__ import annotations

from collections.abc import Iterator

from schemac.dialect import Legalizing
from schemac.model.change import Action, Change
from schemac.model.objects import Enum
from schemac.model.tables import Column, Table
from schemac_dialects.postgresql.quoting import qualified


def is_rebuild(before: Enum, after: Enum) -> bool:
    """Tell whether labels go or change places, which no ALTER TYPE can do."""
    new = iter(after.values)
    return not all(label in new for label in before.values)


def columns_of(enum: Enum, tables: Iterator[Table]) -> Iterator[tuple[Table, Column]]:
    """Go through the columns that hold values of an enum."""
    name = qualified(enum.namespace, enum.name)
    for table in tables:
        for column in table.columns:
            if column.type in {name, f"{name}[]"}:
                yield table, column


def enum_actions(change: Change, context: Legalizing) -> list[Action]:
    """Return the actions that change an enum."""
    before, after = change.before, change.after
    if not isinstance(before, Enum) or not isinstance(after, Enum):
        return []
    made: list[Action] = []
    if "values" in change.aspects:
        made += _rebuilt(change, before, context) if is_rebuild(before, after) else _added(change, before, after)
    return made + ([Action("comment_enum", change)] if "comment" in change.aspects or is_rebuild(before, after) else [])


def _added(change: Change, before: Enum, after: Enum) -> Iterator[Action]:
    """Go through the new labels, each put next to one that is there."""
    known = list(before.values)
    for at, label in enumerate(after.values):
        if label in known:
            continue
        follower = next((other for other in after.values[at + 1 :] if other in known), None)
        previous = after.values[at - 1] if at and follower is not None else None
        fields = {"label": label, "before_label": None if previous else follower, "after_label": previous}
        yield Action("add_enum_value", change, fields)
        known.append(label)


def _rebuilt(change: Change, before: Enum, context: Legalizing) -> Iterator[Action]:
    """Go through what replaces a type under its own name: aside with the old, in with the new, every column carried over."""
    aside = f"{before.name[:40]}__replaced"
    yield Action("set_enum_aside", change, {"aside": aside})
    yield Action("create_enum", change)
    for table, column in columns_of(before, context.current.tables):
        desired = context.desired.table(table.full_name) or table
        wanted = desired.column(column.name)
        fields = {"holder": table, "column": column, "default": wanted.default if wanted is not None else column.default}
        if column.default is not None:
            yield Action("drop_enum_default", change, fields)
        yield Action("alter_enum_column", change, fields)
        if fields["default"] is not None:
            yield Action("set_enum_default", change, fields)
    yield Action("drop_enum_aside", change, {"aside": aside})
