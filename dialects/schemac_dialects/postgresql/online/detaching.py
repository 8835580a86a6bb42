"""Partitions that leave their whole beside its readers and writers.

The server would leave a check of its own on the table, under a name that it chooses, unless a valid one says the same already.
Source: https://www.postgresql.org/docs/current/sql-altertable.html (DETACH PARTITION ... CONCURRENTLY, FINALIZE)
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace as replace_change

from schemac.dialect import Legalizing
from schemac.model.change import Action, Change, Verb, Work
from schemac.model.plan import Phase
from schemac.model.tables import Check, Table
from schemac_dialects.postgresql.children import DETACHING
from schemac_dialects.postgresql.online.apart import CONCURRENTLY, held_to
from schemac_dialects.postgresql.online.aside import aside
from schemac_dialects.postgresql.online.attaching import bounds

_SINCE = 14
"""From this version on a partition can be detached concurrently, and what was interrupted of it finished."""


def left_beside(action: Action, context: Legalizing) -> Iterator[Action]:
    """Go through the actions that take a partition out of its whole; where it comes back in the same plan, it goes under the lock."""
    change = action.change
    table = change.before
    wanted = context.desired.table(change.ref.owner)
    said = bounds(table, context.current) if isinstance(table, Table) else ""
    stays_out = wanted is not None and wanted.partition_of is None and not wanted.inherits
    if not isinstance(table, Table) or wanted is None or not stays_out or not said or not _can_leave(table, context):
        yield action
        return
    check = Check(name=aside(str(table.full_name), "bounds", said), sql=said, valid=False)
    proves, about = Change(Verb.ADD, None, check, table, table), {"about": change.ref}
    yield from held_to(proves, context.current.table(change.ref.owner), about, Phase.EXPAND)
    yield replace_change(action, fields={**action.fields, CONCURRENTLY: True})
    yield Action("drop_constraint", proves.reverse(), about)


def dropped_beside(action: Action, work: Work, context: Legalizing) -> Iterator[Action]:
    """Go through the actions that drop a partition: it leaves first, so that the drop does not lock its whole."""
    change = action.change
    table = change.before
    first = next(each for each in work.actions if each.template in {"detach_partition", "drop_table"})
    if not isinstance(table, Table) or change.verb is not Verb.DROP or not _can_leave(table, context):
        yield action
        return
    if action is first:
        yield Action("detach_partition", replace_change(change, after=table), {**action.fields, CONCURRENTLY: True}, action.phase)
    if action.template == "drop_table":
        yield action


def _can_leave(table: Table, context: Legalizing) -> bool:
    """Tell whether the server can detach a partition concurrently, and its whole is large and stays."""
    place = table.partition_of
    if place is None or place.values == DETACHING or context.capabilities.version[0] < _SINCE:
        return False
    live, wanted = (schema.table(place.table) for schema in (context.current, context.desired))
    if live is None or wanted is None or live.partition_by != wanted.partition_by or live.parents:
        return False
    beside = [
        other.partition_of.values for other in context.current.tables if other.partition_of and other.partition_of.table == place.table
    ]
    return not {"default", "", DETACHING} & set(beside) and bool({place.table, table.full_name} & context.online)
