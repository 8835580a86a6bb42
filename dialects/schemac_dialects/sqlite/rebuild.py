"""The rebuild of a table: a new one beside it, the rows copied, the old one dropped, the new one in its place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from msgspec.structs import replace

from schemac.dialect import Legalizing
from schemac.dialect.legalize import part_change
from schemac.model.change import Action, Change, Verb, Work
from schemac.model.names import Ref
from schemac.model.tables import Column, Table
from schemac_dialects.sqlite.quoting import quote
from schemac_dialects.sqlite.triggers import triggers_on


@dataclass(frozen=True, slots=True)
class Parts:
    """The changes to the parts of a table that is made anew.

    hanging: those to its triggers; the ones that go need no statement, because they go with the old table.
    apart: those of both that are done before, by themselves.
    """

    changes: Sequence[Change]
    hanging: Sequence[Change]
    apart: Sequence[Change] = ()

    def together(self) -> tuple[Change, ...]:
        """Return the changes that the rebuild itself makes."""
        apart = {id(change) for change in self.apart}
        return tuple(change for change in (*self.changes, *self.hanging) if id(change) not in apart)


def rebuild(parts: Parts, before: Table, after: Table, context: Legalizing) -> Work:
    """Return the work that makes a table anew with its rows, its indexes and the triggers that hang on it."""
    made = replace(_own(after, context), name=_free_name(f"_schemac_new_{after.name}", context), indexes=())
    whole = Change(Verb.ALTER, before, after, aspects=("columns",), because="SQLite cannot alter this in place: the table is made anew")
    names = {"made": made, "replaced": before}
    old = {column.name: column for column in before.columns}
    copied = {
        column.name: source for column in after.columns if column.generated is None and (source := _source(column, old, after, context))
    }
    actions = [Action("create_table", whole, {"after": made})]
    if copied:
        actions.append(Action("copy_rows", whole, names | {"columns": tuple(copied), "sources": tuple(copied.values())}))
    if _counts(before) and _counts(after):
        actions += [Action("forget_count", whole, names), Action("keep_count", whole, names)]
    actions += [
        Action("drop_table", whole),
        Action("old_style_renames", whole),  # or views and triggers that mean the old table would follow the new one's interim name
        Action("take_place", whole, names),
        Action("new_style_renames", whole),
    ]
    actions += [Action("create_index", part_change(after, index)) for index in after.indexes]
    dropped = {change.ref for change in parts.hanging if change.verb is Verb.DROP}
    kept = [trigger for trigger in triggers_on(before.full_name, context.current) if trigger.ref not in dropped]
    restored = [Change(Verb.ADD, None, trigger, because="it goes with the old table") for trigger in kept]
    added = [change for change in parts.hanging if change.verb is Verb.ADD]
    actions += [Action("create_trigger", change) for change in (*restored, *added)]
    return Work((whole, *parts.together()), tuple(actions))


def _source(column: Column, old: Mapping[str, Column], after: Table, context: Legalizing) -> str:
    """Return where the copied rows have a column's value from; empty where they have none."""
    ref = Ref("column", after.namespace, column.name, after.name)
    fill = context.fills.get(ref)
    if column.name not in old:
        return fill or ""
    value = context.casts.get(ref) or quote(column.name)
    return f"coalesce({value}, {fill})" if fill else value


def _own(table: Table, context: Legalizing) -> Table:
    """Return a table in the definition's own words: what is made anew need not keep the spelling, or the constraints' names, of the old."""
    own = context.own.get(table.ref, table)
    return own if isinstance(own, Table) else table


def _counts(table: Table) -> bool:
    """Tell whether a table has a column that counts."""
    return any(column.identity is not None for column in table.columns)


def _free_name(wanted: str, context: Legalizing) -> str:
    """Return a name that no object of the database has."""
    taken = {ref.name for schema in (context.current, context.desired) for ref in schema.objects}
    name, number = wanted, 1
    while name in taken:
        number += 1
        name = f"{wanted}{number}"
    return name
