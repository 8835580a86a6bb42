"""Cycles broken by facts being small: what closes a circle becomes a change of its own, made once both ends exist."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace as replace_change

from msgspec.structs import replace

from schemac.dialect import Capabilities
from schemac.model.change import Change, Verb
from schemac.model.names import Ref
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
    added = {change.ref: change for change in changes if change.verb is Verb.ADD and isinstance(change.after, Table)}
    others = [part for change in changes if change.ref not in added or added[change.ref] is not change for part in _sequence(change)]
    if not added:
        return others
    ordered = list(added.values()) if can.forward_references else _by_reference(added)
    missing = set(added)
    tables: list[Change] = []
    apart: list[Change] = []
    for change in ordered:
        missing.discard(change.ref)
        whole, later = _without_forward(change, missing) if not can.forward_references else (change, [])
        tables.append(whole)
        apart += later
    return [*_not_sequences_given(others), *tables, *apart, *_sequences_given(others)]


def _sequence(change: Change) -> Iterator[Change]:
    """Go through a new owned sequence as one without an owner and the giving of it; anything else is as it is."""
    sequence = change.after
    if change.verb is Verb.ADD and isinstance(sequence, NumberSequence) and sequence.owned_by:
        free = replace(sequence, owned_by=None)
        yield replace_change(change, after=free)
        yield Change(Verb.ALTER, free, sequence, aspects=("owned_by",), because="the column that owns it had to exist first")
    else:
        yield change


def _sequences_given(changes: Iterable[Change]) -> list[Change]:
    return [change for change in changes if change.aspects == ("owned_by",)]


def _not_sequences_given(changes: Iterable[Change]) -> list[Change]:
    return [change for change in changes if change.aspects != ("owned_by",)]


def _by_reference(added: dict[Ref, Change]) -> list[Change]:
    """Return new tables so that a table comes after those it refers to, in the order written where nothing is said; depth first."""
    done: dict[Ref, Change] = {}
    for start, change in added.items():
        stack = [(start, iter(_targets(change)))]
        open_refs = {start}
        while stack:
            ref, targets = stack[-1]
            nxt = next((target for target in targets if target in added and target not in done and target not in open_refs), None)
            if nxt is not None and ref not in done:
                open_refs.add(nxt)
                stack.append((nxt, iter(_targets(added[nxt]))))
                continue
            done.setdefault(ref, added[ref])
            stack.pop()
    return list(done.values())


def _targets(change: Change) -> Iterator[Ref]:
    """Go through the tables that a new table is a child of, or that its foreign keys refer to."""
    if isinstance(change.after, Table):
        yield from (Ref("table", *parent) for parent in change.after.parents)
        for part in change.after.constraints:
            if isinstance(part, ForeignKey):
                yield Ref("table", part.table.namespace, part.table.name)


def _without_forward(change: Change, missing: AbstractSet[Ref]) -> tuple[Change, list[Change]]:
    """Return a new table without the foreign keys to tables that do not exist yet, and those keys as changes of their own."""
    table = change.after
    if not isinstance(table, Table):
        return change, []
    keys = [part for part in table.constraints if isinstance(part, ForeignKey)]
    later = [key for key in keys if Ref("table", key.table.namespace, key.table.name) in missing]
    if not later:
        return change, []
    kept = replace(table, constraints=tuple(part for part in table.constraints if part not in later))
    because = "it closes a circle of tables"
    return replace_change(change, after=kept), [Change(Verb.ADD, None, part, kept, table, because=because) for part in later]
