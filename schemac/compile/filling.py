"""Columns that may not be null any more and whose rows are given a value first: nullable, then filled, then not null."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from msgspec.structs import replace as replace_struct

from schemac.dialect import Legalizing
from schemac.model.change import Action, Change, Verb, Work
from schemac.model.names import Name, Ref
from schemac.model.plan import Cost, Phase
from schemac.model.schema import Schema
from schemac.model.tables import Column, PrimaryKey, Table

FILL = "fill_column"
FILL_COST = Cost(blocks="", scan=True, summary="writes the rows that have no value")
_PHASES = tuple(Phase)


@dataclass(frozen=True, slots=True)
class Stage:
    """Some changes of a plan, and the states that they lead from and to."""

    changes: Sequence[Change]
    context: Legalizing


def stages(changes: Sequence[Change], context: Legalizing) -> tuple[Stage, Stage | None]:
    """Return the changes with every column that is to be filled still nullable, and those that then make them not null.

    A primary key over such a column comes with the second. There is no second where nothing is filled, or the engine fills as it copies.
    """
    filled = {ref for ref in context.fills if not context.capabilities.copies_tables}
    if not filled:
        return Stage(changes, context), None
    words = context.capabilities.not_null_words
    relaxed = {name: _relaxed(table, filled, words) for name, table in _tables(filled, context)}
    between = context.desired.having(relaxed.values())
    own = {ref: _relaxed(item, filled, words) if isinstance(item, Table) else item for ref, item in context.own.items()}
    keys = [change for change in changes if _is_key(change, filled)]
    first = [part for change in changes if change not in keys for part in _first(change, filled, relaxed, words)]
    second = [*_second(changes, filled, relaxed), *(replace(key, table_before=_keyed(relaxed[key.ref.owner], key.before)) for key in keys)]
    return (
        Stage(first, replace(context, desired=_with_old_keys(between, keys), own=own)),
        Stage(second, replace(context, current=_standing(context.current, between, changes, keys))),
    )


def with_fills(works: Sequence[Work], fills: Mapping[Ref, str]) -> list[Work]:
    """Return the works of the second stage with the rows filled before each, and nothing of them before the rows are."""
    return [_with_fill(work, fills) for work in works]


def _with_fill(work: Work, fills: Mapping[Ref, str]) -> Work:
    made = [Action(FILL, change, {"value": fills[change.ref]}, Phase.BACKFILL) for change in work.changes if change.ref in fills]
    late = [replace(action, phase=max(action.phase, Phase.BACKFILL, key=_PHASES.index)) for action in work.actions]
    return replace(work, actions=(*made, *late))


def _tables(filled: AbstractSet[Ref], context: Legalizing) -> Iterator[tuple[Name, Table]]:
    for name in {ref.owner for ref in filled}:
        table = context.desired.table(name)
        if table is not None:
            yield name, table


def _relaxed(table: Table, filled: AbstractSet[Ref], words: AbstractSet[str]) -> Table:
    """Return a table whose columns that are to be filled may be null."""
    columns = tuple(
        _nullable(each, words) if Ref("column", table.namespace, each.name, table.name) in filled else each for each in table.columns
    )
    return replace_struct(table, columns=columns)


def _nullable(column: Column, words: AbstractSet[str]) -> Column:
    options = {word: value for word, value in column.options.items() if word not in words}
    return replace_struct(column, nullable=True, options=options)


def _is_key(change: Change, filled: AbstractSet[Ref]) -> bool:
    """Tell whether a change makes a primary key over a column that is to be filled."""
    key, owner = change.after, change.ref
    return (
        isinstance(key, PrimaryKey)
        and change.verb in {Verb.ADD, Verb.ALTER}
        and any(Ref("column", owner.namespace, column, owner.parent) in filled for column in key.columns)
    )


def _first(change: Change, filled: AbstractSet[Ref], relaxed: Mapping[Name, Table], words: AbstractSet[str]) -> Iterator[Change]:
    """Give a change as the first stage makes it, if it is left of it."""
    table = relaxed.get(change.ref.owner)
    if table is None or change.verb is Verb.RENAME:
        yield change
        return
    change = replace(change, table_after=table if change.table_after is not None else None)
    if isinstance(change.after, Table):
        yield replace(change, after=table)
    elif change.ref in filled and isinstance(change.after, Column):
        column = _nullable(change.after, words)
        aspects = () if not isinstance(change.before, Column) else change.before.differing(column)
        if change.verb is Verb.ADD or aspects:
            yield replace(change, after=column, aspects=aspects)
    else:
        yield change


def _second(changes: Sequence[Change], filled: AbstractSet[Ref], relaxed: Mapping[Name, Table]) -> Iterator[Change]:
    """Go through the changes that make the filled columns not null."""
    for change in changes:
        table, after = relaxed.get(change.ref.owner), change.after
        if change.ref in filled and change.verb is not Verb.RENAME and table is not None and isinstance(after, Column):
            before = table.column(after.name)
            if before is not None:
                yield Change(Verb.ALTER, before, after, table, change.table_after, before.differing(after), change.because)


def _with_old_keys(schema: Schema, keys: Sequence[Change]) -> Schema:
    """Return a schema with the primary keys that change later as they were."""
    tables = ((schema.table(key.ref.owner), key.before) for key in keys)
    return schema.having(_keyed(table, before) for table, before in tables if table is not None)


def _keyed(table: Table, before: object) -> Table:
    """Return a table with the primary key that it had, if it had one."""
    kept = tuple(part for part in table.constraints if not isinstance(part, PrimaryKey))
    return replace_struct(table, constraints=(*kept, before) if isinstance(before, PrimaryKey) else kept)


def _standing(current: Schema, between: Schema, changes: Sequence[Change], keys: Sequence[Change]) -> Schema:
    """Return what stands once the first stage is made: its desired state, and what only the database has and keeps."""
    gone = {change.ref for change in changes if change.verb is Verb.DROP}
    kept = (item for ref, item in current.objects.items() if ref not in between.objects and ref not in gone)
    return _with_old_keys(between.having(kept), keys)
