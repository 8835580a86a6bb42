"""Columns whose rows must all be written: made ready aside, filled in batches, and put in their places at the end.

A change of type adds a column of the new type and a trigger that keeps it equal to the old one for rows that are written meanwhile; a new
column with values of its own gets its default at once and a name at the end. What an interrupted plan has done of it counts: the name
aside says what was wanted, and the rows say what they lack.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace as replace_change

from schemac.dialect import Legalizing
from schemac.model.change import Action, Change, Verb, Work
from schemac.model.names import Name, Ref
from schemac.model.online import ASIDE
from schemac.model.plan import Phase
from schemac.model.tables import Column, Constraint, Index
from schemac_dialects.postgresql.online.apart import WHY_NOT, validated
from schemac_dialects.postgresql.online.beginning import Aside, begun
from schemac_dialects.postgresql.online.filling import filled
from schemac_dialects.postgresql.online.obstacles import obstacle, parts_on
from schemac_dialects.postgresql.online.parts import AnyPart, Ready, named_in
from schemac_dialects.postgresql.online.swap import proof, proved, swapped_in
from schemac_dialects.postgresql.rewriting import added_at_once, stays

_PHASES = tuple(Phase)
_WRITING = frozenset({"alter_column_type", "add_column"})


def columns_anew(works: Sequence[Work], context: Legalizing) -> tuple[list[Work], list[Work]]:
    """Return the works that make such columns ready and put them in their places, and the works that are left to do.

    Of those, one that has to write its rows while others wait says why.
    """
    found: dict[Name, list[Aside]] = {}
    left: list[Work] = []
    for work in works:
        wishes = [wish for action in work.actions if (wish := _wished(action, context)) is not None]
        reasons = {wish.change.ref: _reason(wish, work, works, context) for wish in wishes}
        if wishes and not any(reasons.values()):
            found.setdefault(wishes[0].change.ref.owner, []).append(wishes[0])
        else:
            left.append(_explained(work, reasons) if wishes else work)
    made: list[Work] = []
    for columns in found.values():
        pair, left = _made_aside(columns, left, context)
        made += pair
    return made, left


def _wished(action: Action, context: Legalizing) -> Aside | None:
    """Return the column that an action writes to every row of a large table; None for any other action."""
    change = action.change
    if not isinstance(change.after, Column) or change.table_before is None or change.table_after is None:
        return None
    if change.table_after.full_name not in context.online:
        return None
    if action.template == "alter_column_type" and isinstance(change.before, Column):
        using = str(action.fields.get("using", ""))
        return Aside(change, change.after, using) if using or not stays(change.before.type, change.after.type) else None
    return Aside(change, change.after) if action.template == "add_column" and not added_at_once(change.after) else None


def _reason(wish: Aside, work: Work, works: Sequence[Work], context: Legalizing) -> str:
    """Return why a column cannot be made ready aside; empty where it can."""
    return obstacle(wish.change, works, context) or ("it changes together with others" if len(work.changes) > 1 else "")


def _explained(work: Work, reasons: Mapping[Ref, str]) -> Work:
    """Return a work whose statements say why others must wait for them."""
    said = {ref: {WHY_NOT: f"no other way, because {reason}"} for ref, reason in reasons.items() if reason}
    actions = [
        replace_change(each, fields={**each.fields, **said[each.change.ref]})
        if each.template in _WRITING and each.change.ref in said
        else each
        for each in work.actions
    ]
    return replace_change(work, actions=tuple(actions))


def _made_aside(columns: Sequence[Aside], works: Sequence[Work], context: Legalizing) -> tuple[list[Work], list[Work]]:
    """Return the two works that make the columns of one table ready and put them in their places, and what is left of the others."""
    first = columns[0].change
    before, after = first.table_before, first.table_after
    if before is None or after is None:
        raise TypeError(first)
    named = {column.column.name: column.name for column in columns}
    ready = [Ready(part, before, after, named) for part in parts_on(after, set(named))]
    lost = {column.column.name for column in columns if column.follows}
    taken = _taken(works, {_ref(first, each.part) for each in ready}, lost)
    reused = {column.name for column in columns if column.stands} | {each.aside.name for each in ready if each.standing is not None}
    reused |= {check.name for column in columns if (check := proof(column)) is not None}
    left = [work for work in works if work not in taken and not _leftover(work, first.ref.owner, reused)]
    changes = [change for work in taken for change in work.changes]
    readied = tuple(_readied(columns, ready, context))
    placed = tuple(swapped_in(columns, ready, context))
    added = tuple(column.added() for column in columns)
    return [Work(added, readied), Work((*(column.change for column in columns), *changes), placed)], left


def _readied(columns: Sequence[Aside], ready: Sequence[Ready], context: Legalizing) -> Iterator[Action]:
    """Go through the actions that make columns ready, with all that will stand on them."""
    for column in columns:
        yield from begun(column, context.capabilities)
    yield from filled(columns, columns[0].table, context.capabilities)
    found = [*(action for each in ready for action in each.readied()), *(action for column in columns for action in proved(column))]
    yield from sorted(found, key=lambda action: _PHASES.index(action.phase))
    fields = {"columns": tuple(column.name for column in columns), "about": columns[0].change.ref}
    yield validated(Action("analyze_columns", columns[0].added(), fields), Phase.VALIDATE)


def _ref(change: Change, part: AnyPart) -> Ref:
    """Return the identity of a part of the table that a change is about."""
    return Ref(part.kind, change.ref.namespace, part.name, change.ref.parent)


def _taken(works: Sequence[Work], refs: set[Ref], lost: set[str]) -> list[Work]:
    """Return the works on parts that are made ready as they shall be, and so need no other work; `lost` are the columns that go."""
    found = [work for work in works if any(change.ref in refs and change.verb is not Verb.RENAME for change in work.changes)]
    return [work for work in found if not any(_goes_apart(change, lost) for change in work.changes)]


def _leftover(work: Work, table: Name, reused: set[str]) -> bool:
    """Tell whether a work takes away what an interrupted plan has made and this one goes on with."""
    change = work.changes[0]
    ours = change.verb is Verb.DROP and change.ref.owner == table and change.ref.name.startswith(ASIDE)
    return ours and bool(change.ref.parent) and change.ref.name in reused


def _goes_apart(change: Change, lost: set[str]) -> bool:
    """Tell whether a part that gives way to another does not go with the old columns by itself."""
    part = change.before
    return change.verb is Verb.DROP and isinstance(part, Constraint | Index) and lost.isdisjoint(named_in(part))
