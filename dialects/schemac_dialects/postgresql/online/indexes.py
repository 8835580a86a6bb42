"""Indexes built and dropped beside readers and writers, and replaced without a moment in which there is none.

Source: https://www.postgresql.org/docs/current/sql-createindex.html#SQL-CREATEINDEX-CONCURRENTLY
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace as replace_change

from msgspec.structs import replace

from schemac.dialect import Legalizing
from schemac.model.change import Action, Change, Verb, Work
from schemac.model.names import Name
from schemac.model.plan import Phase
from schemac.model.sql_text import identifiers
from schemac.model.tables import Index, Table
from schemac_dialects.postgresql.online.apart import beside
from schemac_dialects.postgresql.online.aside import aside


def swapped(works: Sequence[Work], plan: Sequence[Work], context: Legalizing) -> Iterator[Work]:
    """Go through the works with an index that gives way to another of its name kept until that one is built; `plan` are all of a plan's."""
    drops = {work.changes[0].ref: work for work in works if _is_alone(work, Verb.DROP) and _can_wait(work.changes[0], plan, context)}
    adds = {work.changes[0].ref: work for work in works if _is_alone(work, Verb.ADD) and work.changes[0].ref in drops}
    for work in works:
        ref = work.changes[0].ref if work.changes else None
        if ref in adds and work is drops[ref]:
            continue
        yield _swap(drops[ref], work) if ref in adds and work is adds[ref] else work


def _is_alone(work: Work, verb: Verb) -> bool:
    """Tell whether a work does nothing but add or drop one index."""
    return len(work.changes) == 1 and work.changes[0].kind == "index" and work.changes[0].verb is verb


def _can_wait(drop: Change, works: Sequence[Work], context: Legalizing) -> bool:
    """Tell whether an index can stay while its successor is built: it is of use, its table is large, and its columns stay as they are."""
    index, table = drop.before, drop.table_before
    if not isinstance(index, Index) or table is None or drop.table_after is None or table.partition_by or index.options.get("invalid"):
        return False
    held = in_the_way(index, drop.ref.owner, works) or whole_changes(table, works, context)
    return drop.table_after.full_name in context.online and not held


def in_the_way(index: Index, table: Name, works: Sequence[Work]) -> bool:
    """Tell whether a column that an index is on, or may speak of, goes or gets another type."""
    texts = (index.where, *(key.sql for key in index.keys))
    named = {key.column for key in index.keys} | set(index.include) | set().union(*(identifiers(text) for text in texts if text))
    return any(
        change.kind == "column" and change.ref.owner == table and change.ref.name in named and _reshapes(change)
        for work in works
        for change in work.changes
    )


def whole_changes(table: Table, works: Sequence[Work], context: Legalizing) -> bool:
    """Tell whether a plan changes a table above a partition: its index may be taken in by a new one there, or go with a column."""
    above: set[Name] = set()
    waiting = [table]
    while waiting:
        found = [name for name in waiting.pop().parents if name not in above]
        above.update(found)
        waiting += [whole for name in found if (whole := context.current.table(name)) is not None]
    return any(change.ref.parent and change.ref.owner in above for work in works for change in work.changes)


def _reshapes(change: Change) -> bool:
    return change.verb is Verb.DROP or not {"type", "collation", "generated"}.isdisjoint(change.aspects)


def _swap(drop: Work, add: Work) -> Work:
    """Return the work that builds an index under another name, lets the two change names, and drops the old one."""
    gone, made = drop.changes[0], add.changes[0]
    old, new = gone.before, made.after
    if not isinstance(old, Index) or not isinstance(new, Index):
        raise TypeError(gone, made)
    before, after = gone.table_before, made.table_after
    builds, leaves = (replace(new, name=aside(made.ref.parent, new.name, word)) for word in ("new", "old"))
    built = Change(Verb.ADD, None, builds, before, after)
    steps = (
        beside(Action("create_index", built, {"about": made.ref}), Phase.BACKFILL),
        Action("rename_index", Change(Verb.RENAME, old, leaves, before, after), {"about": made.ref}, Phase.BACKFILL),
        Action("rename_index", Change(Verb.RENAME, builds, new, before, after), {"about": made.ref}, Phase.BACKFILL),
        *(replace_change(action, phase=Phase.BACKFILL) for action in add.actions if action.template != "create_index"),
        beside(Action("drop_index", Change(Verb.DROP, leaves, None, before, after), {"about": made.ref}), Phase.CONTRACT),
    )
    return Work((gone, made), steps)
