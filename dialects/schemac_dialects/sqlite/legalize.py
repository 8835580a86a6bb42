"""What SQLite can alter it alters; everything else becomes the rebuild of a table.

Source: https://www.sqlite.org/lang_altertable.html, section 7 (the procedure in twelve steps). Foreign keys are off
around it, outside the transaction: that is `atomic` in live.py, and `script` for those who run a plan by hand.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from schemac.dialect import Legalizing
from schemac.dialect.hanging import gone_with_owner, with_hanging
from schemac.dialect.legalize import actions, part_change, split_replacement
from schemac.model.change import Action, Change, Verb, Work
from schemac.model.names import Name
from schemac.model.objects import Object
from schemac.model.programs import Trigger, VirtualTable
from schemac.model.sql_text import identifiers
from schemac.model.tables import Column, Index, Table
from schemac_dialects.sqlite.capabilities import DROP_COLUMN
from schemac_dialects.sqlite.defaults import is_constant
from schemac_dialects.sqlite.freeing import freed, takers_of
from schemac_dialects.sqlite.readers import with_readers
from schemac_dialects.sqlite.rebuild import Parts, rebuild
from schemac_dialects.sqlite.triggers import texts as trigger_texts
from schemac_dialects.sqlite.virtual import virtual_work

_NAMED_CURRENT = re.compile(r"current_(time|date|timestamp)", re.IGNORECASE)


def legalize(changes: Sequence[Change], context: Legalizing) -> list[Work]:
    """Return the work for the changes, those of a table that must be rebuilt gathered into one."""
    changes = with_hanging(with_readers([part for change in changes for part in _split(change, context)], context), context)
    takers = takers_of(changes)
    gone = gone_with_owner(changes)
    silent = {id(change) for found in gone.values() for change in found}
    by_table: dict[Name, list[Change]] = {}
    hanging: dict[Name, list[Change]] = {}
    works: list[Work] = []
    for change in changes:
        if id(change) in silent:
            continue
        if change.verb is Verb.DROP and change.ref in gone:
            works.append(Work((change, *gone[change.ref]), tuple(actions(change, context.capabilities))))
            continue
        if isinstance(change.subject, VirtualTable) and change.verb in {Verb.ALTER, Verb.ADD}:
            works += virtual_work(change, context)
            continue
        if isinstance(change.subject, Trigger) and change.verb is not Verb.RENAME:
            hanging.setdefault(change.subject.owner, []).append(change)
            continue
        table = change.table
        if (
            table is None
            or (change.verb is Verb.RENAME and not isinstance(change.subject, Index))
            or (change.verb in {Verb.ADD, Verb.DROP} and isinstance(change.subject, Table))
        ):
            works += _plain(change, context)
        else:
            by_table.setdefault(table.full_name, []).append(change)
    for name, group in by_table.items():
        before, after = context.current.table(name), context.desired.table(name)
        if before is None or after is None or all(_in_place(change, before, context) for change in group):
            works += [work for change in group for work in _plain(change, context)]
        else:
            own = hanging.pop(name, [])
            early = freed([*group, *own], takers, name)
            works += [work for change in early for work in _plain(change, context)]
            works.append(rebuild(Parts(group, own, early), before, after, context))
    works += [work for found in hanging.values() for change in found for work in _plain(change, context)]
    return works


def _split(change: Change, context: Legalizing) -> tuple[Change, ...]:
    """Return a change of a whole object that is no table as a drop and an addition, where SQLite cannot alter it."""
    whole = isinstance(change.subject, Object) and not isinstance(change.subject, Table | VirtualTable)
    return split_replacement(change, context.capabilities) if whole else (change,)


def _plain(change: Change, context: Legalizing) -> list[Work]:
    """Return the work of a change that needs no rebuild.

    An index is renamed by making it anew, a table whose name changes its case only by way of another name.
    """
    if change.verb is Verb.RENAME and isinstance(change.after, Index) and change.table is not None:
        drop = Change(Verb.DROP, change.before, None, change.table_before, change.table_after)
        return [
            Work((drop,), (Action("drop_index", drop),)),
            Work((change,), (Action("create_index", part_change(change.table, change.after)),)),
        ]
    before, after = change.before, change.after
    if change.verb is Verb.RENAME and isinstance(before, Table) and isinstance(after, Table) and before.name.lower() == after.name.lower():
        aside = replace(after, name=f"_schemac_aside_{after.name}")
        steps = (Change(Verb.RENAME, before, aside), Change(Verb.RENAME, aside, after))
        return [Work((change,), tuple(Action("rename_table", step) for step in steps))]
    split = split_replacement(change, context.capabilities)
    return [Work((part,), tuple(actions(part, context.capabilities))) for part in split]


def _in_place(change: Change, before: Table, context: Legalizing) -> bool:
    """Tell whether SQLite can make a change of a part without a rebuild."""
    if isinstance(change.subject, Index):
        return True
    if change.verb is Verb.ADD and isinstance(change.after, Column):
        returns = context.trash is not None and change.ref in context.trash.back  # its values come in as the rows are copied
        return _can_add(change.after) and not returns
    if change.verb is Verb.DROP and isinstance(change.before, Column):
        return context.capabilities.version >= DROP_COLUMN and _can_drop(change.before, before, context)
    return False


def _can_add(column: Column) -> bool:
    """Tell whether ALTER TABLE ADD COLUMN takes a column: no stored value to compute, no null where none may be."""
    if column.identity is not None or (column.generated is not None and column.generated.stored):
        return False
    if column.default is not None and (not is_constant(column.default) or _NAMED_CURRENT.fullmatch(column.default)):
        return False
    given = column.default is not None and column.default.lower() != "null"
    return column.nullable or given or column.generated is not None


def _can_drop(column: Column, table: Table, context: Legalizing) -> bool:
    """Tell whether nothing but the column's own definition mentions it: no key, index, check, expression, view or trigger."""
    name = column.name
    for part in (*table.constraints, *table.indexes):
        named = {*getattr(part, "columns", ()), *(key.column for key in getattr(part, "keys", ()))}
        texts = [getattr(part, "sql", ""), getattr(part, "where", ""), *(key.sql for key in getattr(part, "keys", ()))]
        if name in named or any(_mentions(text, name) for text in texts):
            return False
    if any(other.generated is not None and _mentions(other.generated.sql, name) for other in table.columns):
        return False
    readers = [*(view.sql for view in context.current.views), *trigger_texts(context.current)]
    return not any(_mentions(text, table.name) for text in readers)


def _mentions(sql: str, name: str) -> bool:
    """Tell whether an identifier stands in a text."""
    found = identifiers(sql)
    return name in found or name.lower() in found
