"""Changes of large tables made so that readers and writers go on: each way is that of the server's own documentation.

Indexes are built CONCURRENTLY and constraints added NOT VALID and validated later, each in a transaction of its own, because the first
lock would otherwise be held while every row is read. What an interrupted plan leaves has a name that begins with `ASIDE`; it belongs to
no definition, so that the next plan takes it away.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from schemac.dialect import Legalizing
from schemac.model.change import Action, Change, Verb, Work
from schemac.model.names import Name
from schemac.model.online import ASIDE
from schemac.model.plan import Phase
from schemac.model.tables import Column, Index, PrimaryKey
from schemac_dialects.postgresql.online.apart import CONCURRENTLY, ONLY, beside, validated
from schemac_dialects.postgresql.online.attaching import proved_within
from schemac_dialects.postgresql.online.columns import columns_anew
from schemac_dialects.postgresql.online.constraints import checked_later, key_from_index
from schemac_dialects.postgresql.online.detaching import dropped_beside, left_beside
from schemac_dialects.postgresql.online.filling_views import filled_later
from schemac_dialects.postgresql.online.indexes import in_the_way, swapped, whole_changes
from schemac_dialects.postgresql.online.not_null import proved_first
from schemac_dialects.postgresql.online.partitions import on_each_part, takes_in
from schemac_dialects.postgresql.online.taking import taken_over

_MAKING = frozenset({"create_table", "create_partition"})


def online(works: Sequence[Work], context: Legalizing) -> list[Work]:
    """Return the works with those on the tables of `context.online` made without making others wait for long.

    A table that is made anew in the plan is not one of them: nobody works on it yet, and what comes after counts on its keys.
    """
    context = replace(context, online=context.online - frozenset(_made(works)))
    keyed = frozenset(key for work in works for change in work.changes for key in _keyed(change))
    made, left = columns_anew(on_each_part(taken_over(works, context), context), context)
    done = made + [
        replace(work, actions=tuple(each for action in work.actions for each in _one(action, work, works, context, keyed)))
        for work in swapped(left, works, context)
    ]
    return filled_later(list(_without_leftovers(done)), context) if context.online else done


def _without_leftovers(works: Sequence[Work]) -> Iterator[Work]:
    """Go through the works without those that take away a check which an interrupted plan has left and this one goes on with."""
    reused = {
        action.change.ref for work in works for action in work.actions if action.template == "drop_constraint" and "about" in action.fields
    }
    for work in works:
        change = work.changes[0] if work.changes else None
        if change is None or change.verb is not Verb.DROP or change.ref not in reused:
            yield work


def _made(works: Sequence[Work]) -> Iterator[Name]:
    """Go through the tables that a plan makes."""
    yield from (action.change.ref.owner for work in works for action in work.actions if action.template in _MAKING)


def _keyed(change: Change) -> Iterator[tuple[Name, str]]:
    """Go through the columns that a change needs to be not null at once: those of a new primary key."""
    if change.verb is Verb.ADD and isinstance(change.after, PrimaryKey) and change.table_after is not None:
        yield from ((change.table_after.full_name, column) for column in change.after.columns)


def _of_place(action: Action, work: Work, context: Legalizing) -> Iterator[Action]:
    """Go through the actions that do what one action on a whole table does: it becomes a partition, is none any more, or goes."""
    match action.template, action.change.verb:
        case "attach_partition", Verb.ALTER:
            yield from proved_within(action, context)
        case "detach_partition", Verb.ALTER:
            yield from left_beside(action, context)
        case "detach_partition" | "drop_table", Verb.DROP:
            yield from dropped_beside(action, work, context)
        case _:
            yield action


def _one(action: Action, work: Work, works: Sequence[Work], context: Legalizing, keyed: frozenset[tuple[Name, str]]) -> Iterator[Action]:
    """Go through the actions that do what one action does."""
    table, change = action.change.table_before, action.change
    if change.kind == "table":
        yield from _of_place(action, work, context)
        return
    staged = CONCURRENTLY in action.fields or ONLY in action.fields
    if staged or table is None or change.table_after is None or change.table_after.full_name not in context.online:
        yield action
        return
    match action.template:
        case "create_index" if not table.partition_by:
            yield beside(action, Phase.BACKFILL)
        case "create_index" | "drop_index" if takes_in(change, works, context):
            yield replace(action, phase=Phase.BACKFILL)
        case "drop_index" if not table.partition_by and isinstance(change.before, Index):
            left_over = change.before.name.startswith(ASIDE)
            held = in_the_way(change.before, change.ref.owner, works) or whole_changes(table, works, context)
            stays = left_over or not held
            yield beside(action, Phase.EXPAND if left_over else Phase.CONTRACT) if stays else action
        case "validate_constraint":
            yield validated(action)
        case "add_constraint":
            yield from key_from_index(action, table) or checked_later(action, table, context.capabilities)
        case "alter_column_nullable" if isinstance(change.after, Column):
            counted = any(each.template == "add_identity" for each in work.actions)
            at_once = counted or (change.table_after.full_name, change.after.name) in keyed
            yield from proved_first(action, change.after, table, at_once=at_once)
        case _:
            yield action
