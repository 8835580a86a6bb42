"""Cycles broken by facts being small: what closes a circle becomes a change of its own, made once both ends exist."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace as replace_change

from msgspec.structs import replace

from schemac.dialect import Capabilities
from schemac.model.change import Change, Verb
from schemac.model.names import Name
from schemac.model.objects import Sequence as NumberSequence
from schemac.model.tables import ForeignKey, Table


def broken(changes: Sequence[Change], can: Capabilities) -> list[Change]:
    """Return the changes with new tables in an order in which as few foreign keys as may be look forward, and those few apart.

    Tables that go are taken the same way backwards: the few keys first. Where the engine takes foreign keys to tables that are not there
    yet, nothing is set apart. A new sequence that belongs to a column is made first and given to the column last.
    """
    dropped = [change.reverse() for change in changes if change.verb is Verb.DROP and isinstance(change.before, Table)]
    if len(dropped) > 1:
        stay = [change for change in changes if change.verb is not Verb.DROP or not isinstance(change.before, Table)]
        undone = [change.reverse() for change in reversed(_additions(dropped, can))]
        return [*undone, *_additions(stay, can)]
    return _additions(changes, can)


def _additions(changes: Sequence[Change], can: Capabilities) -> list[Change]:
    """Return the changes with what is added in order."""
    added = {change.after.full_name: change for change in changes if change.verb is Verb.ADD and isinstance(change.after, Table)}
    others = [part for change in changes if not _is_new_table(change) for part in _sequence(change)]
    if not added:
        return others
    given = [change for change in others if change.aspects == ("owned_by",)]
    before = [change for change in others if change.aspects != ("owned_by",)] if given else others
    if can.forward_references:
        return [*before, *added.values(), *given]
    ordered = _by_reference(added)
    missing = set(ordered)
    tables: list[Change] = []
    apart: list[Change] = []
    for name, change in ordered.items():
        missing.discard(name)
        whole, later = _without_forward(change, missing)
        tables.append(whole)
        apart += later
    return [*before, *tables, *apart, *given]


def _is_new_table(change: Change) -> bool:
    return change.verb is Verb.ADD and isinstance(change.after, Table)


def _sequence(change: Change) -> Iterator[Change]:
    """Go through a new owned sequence as one without an owner and the giving of it; anything else is as it is."""
    sequence = change.after
    if change.verb is Verb.ADD and isinstance(sequence, NumberSequence) and sequence.owned_by:
        free = replace(sequence, owned_by=None)
        yield replace_change(change, after=free)
        yield Change(Verb.ALTER, free, sequence, aspects=("owned_by",), because="the column that owns it had to exist first")
    else:
        yield change


def _by_reference(added: dict[Name, Change]) -> dict[Name, Change]:
    """Return new tables so that a table comes after those it refers to, in the order written where nothing is said; depth first."""
    done: dict[Name, Change] = {}
    for start, change in added.items():
        stack = [(start, iter(_targets(change)))]
        open_names = {start}
        while stack:
            name, targets = stack[-1]
            nxt = next((target for target in targets if target in added and target not in done and target not in open_names), None)
            if nxt is not None and name not in done:
                open_names.add(nxt)
                stack.append((nxt, iter(_targets(added[nxt]))))
                continue
            done.setdefault(name, added[name])
            stack.pop()
    return done


def _targets(change: Change) -> list[Name]:
    """Return the tables that a new table is a child of, or that its foreign keys refer to."""
    if not isinstance(change.after, Table):
        return []
    keys = [part.table for part in change.after.constraints if isinstance(part, ForeignKey)]
    return [*change.after.parents, *keys] if change.after.parents else keys


def _without_forward(change: Change, missing: AbstractSet[Name]) -> tuple[Change, list[Change]]:
    """Return a new table without the foreign keys to tables that do not exist yet, and those keys as changes of their own."""
    table = change.after
    if not isinstance(table, Table):
        return change, []
    later = [part for part in table.constraints if isinstance(part, ForeignKey) and part.table in missing]
    if not later:
        return change, []
    kept = replace(table, constraints=tuple(part for part in table.constraints if part not in later))
    because = "it closes a circle of tables"
    return replace_change(change, after=kept), [Change(Verb.ADD, None, part, kept, table, because=because) for part in later]
