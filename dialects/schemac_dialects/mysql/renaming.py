"""Renames as MySQL and MariaDB make them; MySQL has no check use a column while that is renamed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from schemac.dialect import Legalizing, Unsupported
from schemac.model.change import Action, Change, Verb, Work
from schemac.model.sql_text import identifiers
from schemac.model.tables import Check, Column, Table


def rename_works(changes: Sequence[Change], context: Legalizing) -> list[Work]:
    """Return the work for the renames, in their order; MySQL renames a table's columns at once, with no name in between."""
    works: list[Work] = []
    together: list[Change] = []
    for change in changes:
        column = isinstance(change.before, Column) and "checked_column" not in context.capabilities.rename
        if together and not (column and change.ref.owner == together[-1].ref.owner):
            works.append(_columns(together, context))
            together = []
        if column:
            together.append(change)
        else:
            works.append(_one(change))
    return [*works, _columns(together, context)] if together else works


def _one(change: Change) -> Work:
    """Return the work for one rename."""
    kind = "index" if change.kind == "unique" else change.kind
    if kind == "index":
        was = change.before.name if change.before is not None else ""
        clause = {"does": "rename_index", "was": was, "part": change.subject}
        return Work((change,), (Action("alter_table", change, {"clauses": [clause], "changes": (change,)}),))
    return Work((change,), (Action(f"rename_{kind}", change),))


def _columns(changes: Sequence[Change], context: Legalizing) -> Work:
    """Return the work for the renames of a table's columns, around which the checks that use one are away.

    Raises Unsupported where another column is computed from one of them.
    """
    first, last = changes[0], changes[-1]
    table, renamed = first.table_before, context.current.table(last.ref.owner)
    pairs: dict[str, str] = {}
    for change in changes:
        old = change.before.name if change.before is not None else ""
        began = next((name for name, now in pairs.items() if now == old), old)
        pairs[began] = change.subject.name
    using = [part for part in table.constraints if isinstance(part, Check) and not identifiers(part.sql).isdisjoint(pairs)] if table else []
    _refuse_computed(table, pairs, last)
    names = {check.name for check in using}
    anew = [part for part in renamed.constraints if part.name in names] if renamed is not None else []
    away = [Action("drop_constraint", replace(last, verb=Verb.DROP, before=part, after=None)) for part in using]
    back = [Action("add_constraint", replace(last, verb=Verb.ADD, before=None, after=part)) for part in anew]
    return Work(tuple(changes), (*away, Action("rename_columns", last, {"pairs": list(pairs.items())}), *back))


def _refuse_computed(table: Table | None, pairs: dict[str, str], change: Change) -> None:
    for column in table.columns if table is not None else ():
        if column.generated is not None and not identifiers(column.generated.sql).isdisjoint(pairs):
            computed = f"{change.ref.parent}.{column.name} is from {', '.join(pairs)}"
            reason = f"MySQL renames no column from which another is computed, as {computed}"
            raise Unsupported(reason, f"take {column.name} out in one step, and put it in again in the step after the rename")
