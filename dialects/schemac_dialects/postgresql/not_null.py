"""NOT NULL constraints, which have names and words of their own from version 18 on."""

from __future__ import annotations

from collections.abc import Iterator

from schemac.model.change import Action, Change
from schemac.model.tables import Column
from schemac_dialects.postgresql.made_names import joined

NAMED_SINCE = 18
NAME, VALID, NO_INHERIT = "not_null", "not_null_valid", "not_null_no_inherit"
WORDS = frozenset({NAME, VALID, NO_INHERIT})


def usual_name(table: str, column: str) -> str:
    """Return the name that the server gives to the constraint."""
    return joined(table, column, "not_null")


def not_null_actions(change: Change, before: Column, after: Column) -> Iterator[Action]:
    """Go through the actions that let a column be null or not, and those that change how its NOT NULL is kept."""
    said = {word for word in WORDS if before.options.get(word) != after.options.get(word)}
    fields = {"constraint": after.options.get(NAME) or usual_name(change.ref.parent, after.name)}
    old = before.options.get(NAME) or usual_name(change.ref.parent, before.name)
    if before.nullable or after.nullable:
        if before.nullable != after.nullable:
            yield Action("alter_column_nullable", change, fields)
        return
    if NAME in said:
        yield Action("rename_not_null", change, {**fields, "old": old})
    if VALID in said and after.options.get(VALID) is False:
        yield Action("drop_not_null", change)
        yield Action("alter_column_nullable", change, fields)
        return
    if NO_INHERIT in said:
        yield Action("alter_not_null_inherit", change, fields)
    if VALID in said:
        yield Action("validate_not_null", change, fields)


def added_unchecked(change: Change) -> list[Action]:
    """Return the action that, on a new column, adds a NOT NULL of which the rows from before are not to be checked."""
    column = change.after
    if not isinstance(column, Column) or column.nullable or column.options.get(VALID) is not False:
        return []
    return [Action("alter_column_nullable", change, {"constraint": column.options.get(NAME) or usual_name(change.ref.parent, column.name)})]
