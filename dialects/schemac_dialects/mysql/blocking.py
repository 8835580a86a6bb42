"""Constraints that stand in the way: keys of a column's new type or of an altered table, checks of a table that takes their name."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import replace

from msgspec.structs import replace as replace_object

from schemac.dialect import Capabilities, Legalizing
from schemac.model.change import Change, Verb, part_ref
from schemac.model.names import Name
from schemac.model.tables import Check, Column, ForeignKey, Table
from schemac_dialects.mysql.charsets import recollated

_FREED = "its table is dropped, and the key would stand in the way"
_BECAUSE = "a column of the foreign key changes its type, which the server refuses while the key is there"


def blocking_keys(changes: Sequence[Change], context: Legalizing) -> list[Change]:
    """Return a drop and an addition for each foreign key that stays but touches a column whose type or collation changes."""
    touched = {
        (change.table.full_name, change.subject.name)
        for change in changes
        if isinstance(change.subject, Column)
        and change.verb is Verb.ALTER
        and change.table is not None
        and {"type", "collation"} & set(change.aspects)
    }
    for change in changes:
        if isinstance(change.subject, Table):
            touched |= {(change.subject.full_name, name) for name in recollated(change)}
    if not touched:
        return []
    handled = {change.ref for change in changes if isinstance(change.subject, ForeignKey)}
    gone = {change.subject.full_name for change in changes if isinstance(change.subject, Table) and change.verb is Verb.DROP}
    made: list[Change] = []
    for table in context.current.tables:
        for key in table.constraints:
            if (
                isinstance(key, ForeignKey)
                and part_ref(table, key) not in handled
                and table.full_name not in gone
                and _touches(table, key, touched)
            ):
                after = _after(table, context)
                made += [
                    Change(Verb.DROP, key, None, table, after, because=_BECAUSE),
                    Change(Verb.ADD, None, key, table, after, because=_BECAUSE),
                ]
    return made


def _touches(table: Table, key: ForeignKey, touched: set[tuple[Name, str]]) -> bool:
    """Tell whether one of a key's columns, on either side, is among the touched ones."""
    own = {(table.full_name, column) for column in key.columns}
    return bool((own | {(key.table, column) for column in key.referenced}) & touched)


def _after(table: Table, context: Legalizing) -> Table:
    """Return a table as it is desired, or as it is where the definition leaves it alone."""
    found = context.desired.table(table.full_name)
    return found if found is not None else table


def freed(changes: Sequence[Change], altered: Container[Name]) -> list[Change]:
    """Return the changes with dropped tables freed, before, of the foreign keys that would stop a drop or an alteration.

    These are keys to a table that the plan alters, and keys that run in a circle among the dropped tables.
    """
    dropped = {
        change.before.full_name: change.before for change in changes if change.verb is Verb.DROP and isinstance(change.before, Table)
    }
    made: list[Change] = []
    for change in changes:
        table = change.before
        if change.verb is not Verb.DROP or not isinstance(table, Table):
            made.append(change)
            continue
        keys = [part for part in table.constraints if isinstance(part, ForeignKey) and part.table != table.full_name]
        stopping = [key for key in keys if key.table in altered or table.full_name in _reached(key.table, dropped)]
        free = replace_object(table, constraints=tuple(part for part in table.constraints if part not in stopping))
        made += [Change(Verb.DROP, key, None, table, free, because=_FREED) for key in stopping]
        made.append(replace(change, before=free) if stopping else change)
    return made


def takers(changes: Sequence[Change], can: Capabilities) -> dict[str, set[Name]]:
    """Return the tables that get a check of each name; none where every table has names of its own for its checks."""
    found: dict[str, set[Name]] = {}
    if "check" in can.names_by_table:
        return found
    for change in changes:
        if change.verb is Verb.ADD:
            new = change.after
            parts = new.constraints if isinstance(new, Table) else (new,)
            for part in parts:
                if isinstance(part, Check):
                    found.setdefault(part.name.lower(), set()).add(new.full_name if isinstance(new, Table) else change.ref.owner)
    return found


def leaving(changes: Sequence[Change], takers: Mapping[str, set[Name]]) -> list[Change]:
    """Return those of a table's changes that drop a check whose name another table takes: two tables may exchange them."""
    return [
        change
        for change in changes
        if change.verb is Verb.DROP
        and isinstance(change.subject, Check)
        and takers.get(change.subject.name.lower(), set()) - {change.ref.owner}
    ]


def _reached(start: Name, tables: Mapping[Name, Table]) -> set[Name]:
    """Return the tables that foreign keys lead to from a table, itself included, as far as they are among the given ones."""
    found: set[Name] = set()
    waiting = [start]
    while waiting:
        name = waiting.pop()
        if name in tables and name not in found:
            found.add(name)
            waiting += [part.table for part in tables[name].constraints if isinstance(part, ForeignKey)]
    return found
