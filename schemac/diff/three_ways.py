"""Which of a database and its definition has moved since the definition was applied last: told by what both of them started from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from msgspec.structs import replace as replace_struct

from schemac.diff.differ import object_changes
from schemac.diff.holders import holder_of, part_like, parts_of
from schemac.model.change import Change, Verb
from schemac.model.drift import Side
from schemac.model.names import Ref
from schemac.model.objects import Object
from schemac.model.rows import Row, Rows, Value, row_differences
from schemac.model.schema import Schema
from schemac.model.tables import Part, Table

Thing = Object | Part | None


@dataclass(frozen=True, slots=True)
class States:
    """One database at three times; each state has the names that things have once the definition's renames are made.

    applied: what was applied last. live, desired: what is compared, the definition in the live database's words. told: the definition in
    the words of what was applied. recounted: the live rows in the words of those applied. renamed: what the definition has renamed since
    it was applied last.
    """

    applied: Schema
    live: Schema
    desired: Schema
    told: Schema
    recounted: Schema
    renamed: frozenset[Ref] = frozenset()


@dataclass(frozen=True, slots=True)
class Apart:
    """One change from live to desired, or those of its attributes and rows on which one side has moved; and what was applied."""

    side: Side
    change: Change
    applied: Thing = None


def three_ways(changes: Iterable[Change], states: States) -> list[Apart]:
    """Return the changes, each split by who has moved."""
    return [apart for change in _with_causes(changes) for apart in _apart(change, states)]


def _with_causes(changes: Iterable[Change]) -> Iterator[tuple[Change, Change]]:
    """Go through changes, each with the one that decides on it: views go because of the rename that comes after them."""
    waiting: list[Change] = []
    for change in changes:
        if change.verb is Verb.DROP and change.because and change.kind == "view":
            waiting.append(change)
            continue
        yield from ((each, change) for each in waiting)
        waiting = []
        yield change, change
    yield from ((each, each) for each in waiting)


def _apart(caused: tuple[Change, Change], states: States) -> Iterator[Apart]:
    change, cause = caused
    if cause.verb is Verb.RENAME:
        yield Apart(Side.PENDING if cause.ref in states.renamed else Side.DRIFT, change, None)
        return
    applied, live, told = _three(change, states)
    if isinstance(live, Rows) and isinstance(change.after, Rows):
        yield from _rows(change, live, change.after, applied, states)
    elif change.verb is not Verb.ALTER:
        yield Apart(_side(applied, live, told), change, applied)
    else:
        sides = {aspect: _of_aspect(aspect, change, applied, told, states) for aspect in change.aspects}
        for side in Side:
            aspects = tuple(aspect for aspect in change.aspects if sides[aspect] is side)
            if aspects:
                yield Apart(side, replace(change, aspects=aspects), applied)


def _three(change: Change, states: States) -> tuple[Thing, Thing, Thing]:
    """Return what a change is about as it was applied, as it is live, and as the definition has it in the words of what was applied."""
    subject = change.subject
    if isinstance(subject, Object):
        return tuple(state.objects.get(change.ref) for state in (states.applied, states.live, states.told))  # type: ignore[return-value]
    owner = change.ref.owner
    wanted, told = parts_of(holder_of(states.desired, owner), subject), parts_of(holder_of(states.told, owner), subject)
    twin = next((at for at, part in enumerate(wanted) if part is change.after), None)
    said = told[twin] if twin is not None and twin < len(told) else part_like(told, subject)
    applied = part_like(parts_of(holder_of(states.applied, owner), subject), said or subject)
    return applied, change.before, said


def _side(applied: Thing, live: Thing, told: Thing) -> Side:
    if _same(applied, live):
        return Side.PENDING
    return Side.DRIFT if _same(applied, told) else Side.BOTH


def _same(one: Thing, other: Thing) -> bool:
    """Tell whether two things are one; the order of a table's parts does not count."""
    if isinstance(one, Table) and isinstance(other, Table):
        return not any(object_changes(one, other, places=False))
    return one == other


def _of_aspect(aspect: str, change: Change, applied: Thing, told: Thing, states: States) -> Side:
    """Return who has moved in one attribute."""
    if applied is None:
        return Side.BOTH
    if aspect == "position":
        return _of_place(change.ref, states)
    was, live, wanted = (getattr(thing, aspect, None) for thing in (applied, change.before, told or change.after))
    return Side.PENDING if was == live else Side.DRIFT if was == wanted else Side.BOTH


def _of_place(ref: Ref, states: States) -> Side:
    """Return who has moved columns of a table about."""
    tables = [state.table(ref.owner) for state in (states.applied, states.live, states.told)]
    orders = [[column.name for column in table.columns] for table in tables if table is not None]
    common = set(orders[0]).intersection(*orders)
    was, live, wanted = ([name for name in order if name in common] for order in (orders * 3)[:3])
    return Side.PENDING if was == live else Side.DRIFT if was == wanted else Side.BOTH


def _rows(change: Change, live: Rows, wanted: Rows, applied: Thing, states: States) -> Iterator[Apart]:
    """Go through the rows that differ, those of one side together."""
    recounted = states.recounted.objects.get(change.ref)
    was = applied if isinstance(applied, Rows) else None
    found = row_differences(live, wanted)
    rows = [*(wanted.key_of(row) for row in found.added), *(live.key_of(row) for row in found.removed), *(key for key, _ in found.changed)]
    sides: dict[Row, Side] = {}
    for key in rows:
        old = _said(was, key)
        again = _said(recounted, key) if old and isinstance(recounted, Rows) else _said(live, key)
        sides[key] = Side.PENDING if old == again else Side.DRIFT if _alike(old, _said(wanted, key)) else Side.BOTH
    for side in Side:
        keys = {key for key, each in sides.items() if each is side}
        if keys:
            yield Apart(side, replace(change, before=only(live, keys), after=only(wanted, keys)), applied)
    if not rows:
        yield Apart(_side(applied, recounted, states.told.objects.get(change.ref)), change, applied)


def only(rows: Rows, keys: Iterable[Row]) -> Rows:
    """Return those rows that some keys are of."""
    chosen = set(keys)
    return replace_struct(rows, values=tuple(row for row in rows.values if rows.key_of(row) in chosen))


def _said(rows: Rows | None, key: Row) -> Mapping[str, Value | None]:
    """Return what is said of a row, by column; nothing where it is not there."""
    row = rows.by_key().get(key) if rows is not None else None
    return dict(zip(rows.columns, row, strict=True)) if rows is not None and row is not None else {}


def _alike(was: Mapping[str, Value | None], wanted: Mapping[str, Value | None]) -> bool:
    """Tell whether a definition wants of a row what was applied; what the database settles is never compared."""
    if bool(was) != bool(wanted):
        return False
    return all(value == was.get(column, value) and column in was for column, value in wanted.items() if value is None or not value.settled)
