"""Constraints of new tables that can only be made by themselves: what they refer to comes first, or another one says the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace as replace_change

from msgspec.structs import replace

from schemac.model.change import Change, Verb
from schemac.model.names import Name, Ref
from schemac.model.programs import Routine
from schemac.model.sql_text import called, identifiers
from schemac.model.tables import Check, Column, Constraint, ForeignKey, PrimaryKey, Table, Unique

_BECAUSE = "what it refers to changes first"
_UNIQUE = ("primary_key", "unique", "index")


def keys_apart(changes: Sequence[Change]) -> Iterator[Change]:
    """Go through the changes, with foreign keys of new tables to what changes as changes of their own.

    What changes is a column that is new or has a new type, and a table of which a key or a unique index is new.
    """
    moving: set[Ref | Name] = {change.ref for change in changes if _holds_up(change)}
    moving |= {change.ref.owner for change in changes if change.after is not None and change.kind in _UNIQUE}
    for change in changes:
        table = change.after
        if not moving or change.verb is not Verb.ADD or not isinstance(table, Table):
            yield change
            continue
        later = tuple(part for part in table.constraints if isinstance(part, ForeignKey) and not _targets(part).isdisjoint(moving))
        kept = replace(table, constraints=tuple(part for part in table.constraints if part not in later))
        yield replace_change(change, after=kept) if later else change
        for part in later:
            yield Change(Verb.ADD, None, part, kept, table, because=_BECAUSE)


def _targets(key: ForeignKey) -> set[Ref | Name]:
    """Return the table and the columns that a foreign key refers to."""
    return {key.table, *(Ref("column", key.table.namespace, column, key.table.name) for column in key.referenced)}


def _holds_up(change: Change) -> bool:
    """Tell whether a change makes a column one that a foreign key can refer to."""
    return isinstance(change.after, Column) and (change.verb is Verb.ADD or bool({"type", "collation"} & set(change.aspects)))


def row_checks_apart(changes: Sequence[Change]) -> list[Change]:
    """Return the changes with checks of new tables that call a new function over the table's own rows as changes of their own."""
    routines = [change.after for change in changes if change.verb is Verb.ADD and isinstance(change.after, Routine)]
    made: list[Change] = []
    for change in changes:
        table = change.after
        made.append(change)
        if change.verb is not Verb.ADD or not isinstance(table, Table):
            continue
        names = {each.name for each in routines if table.name in identifiers(f"{each.arguments} {getattr(each, 'returns', '')}")}
        later = [part for part in table.constraints if isinstance(part, Check) and not names.isdisjoint(called(part.sql))] if names else []
        if later:
            kept = replace(table, constraints=tuple(part for part in table.constraints if part not in later))
            because = "it calls a function over the table's own rows"
            made[-1] = replace_change(change, after=kept)
            made += [Change(Verb.ADD, None, part, kept, table, because=because) for part in later]
    return made


def said_again(constraints: Iterable[Constraint]) -> list[Unique]:
    """Return the unique constraints that say no more than another key; in one statement with that, the server would leave them out."""
    keys = [part for part in constraints if isinstance(part, PrimaryKey)]
    again, known = [], {_said(key) for key in keys}
    for part in constraints:
        if isinstance(part, Unique):
            if _said(part) in known:
                again.append(part)
            known.add(_said(part))
    return again


def _said(key: PrimaryKey | Unique) -> tuple[object, ...]:
    return key.columns, key.include, key.deferrable, key.initially_deferred
