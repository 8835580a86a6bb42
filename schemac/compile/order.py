"""The order in which work is done: what is needed comes first, additions early, removals late."""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise
from typing import NamedTuple

from schemac.compile.phases import phased
from schemac.compile.references import Catalogue, indexes_named, needs
from schemac.compile.rows import REMOVED, row_links
from schemac.dialect import Legalizing
from schemac.errors import Problem, SchemaError
from schemac.model.change import Change, Verb, Work
from schemac.model.names import Name, Ref
from schemac.model.objects import Domain, Enum
from schemac.model.programs import ROUTINES
from schemac.model.raw import RawStatement
from schemac.model.relations import Composite
from schemac.model.tables import Table

_RANKS = {
    (Verb.DROP, "publication"): 0,
    (Verb.DROP, "subscription"): 0,
    (Verb.DROP, "policy"): 0,
    (Verb.DROP, "statistics"): 0,
    (Verb.DROP, "materialized_view"): 0,
    (Verb.DROP, "event_trigger"): 0,
    (Verb.DROP, "view"): 0,
    (Verb.RENAME, ""): 1,
    (Verb.DROP, "trigger"): 2,
    (Verb.DROP, "rule"): 2,
    (Verb.DROP, "event"): 2,
    (Verb.DROP, "statement"): 1,
    (Verb.DROP, "foreign_key"): 2,
    (Verb.DROP, "index"): 3,
    (Verb.DROP, "check"): 3,
    (Verb.DROP, "exclude"): 3,
    (Verb.DROP, "unique"): 4,
    (Verb.DROP, "primary_key"): 4,
    (Verb.ADD, "role"): 5,
    (Verb.DROP, "default_privilege"): 5,
    (Verb.ADD, "namespace"): 5,
    (Verb.ADD, "extension"): 6,
    (Verb.ADD, "enum"): 7,
    (Verb.ALTER, "enum"): 7,
    (Verb.ADD, "domain"): 7,
    (Verb.ADD, "composite"): 7,
    (Verb.ALTER, "composite"): 7,
    (Verb.ADD, "range"): 7,
    (Verb.ADD, "collation"): 6,
    (Verb.ADD, "sequence"): 7,
    (Verb.ADD, "function"): 7,
    (Verb.ALTER, "function"): 7,
    (Verb.ADD, "procedure"): 7,
    (Verb.ALTER, "procedure"): 7,
    (Verb.ADD, "aggregate"): 7,
    (Verb.ADD, "foreign_data_wrapper"): 7,
    (Verb.ADD, "foreign_server"): 7,
    (Verb.ADD, "user_mapping"): 8,
    (Verb.ADD, "table"): 8,
    (Verb.ADD, "column"): 9,
    (Verb.ALTER, ""): 9,
    (Verb.ADD, "primary_key"): 10,
    (Verb.ADD, "unique"): 10,
    (Verb.ADD, "check"): 10,
    (Verb.ADD, "exclude"): 10,
    (Verb.ADD, "index"): 11,
    (Verb.ADD, "foreign_key"): 12,
    (Verb.ALTER, "sequence"): 13,
    (Verb.ADD, "virtual_table"): 13,
    (Verb.ALTER, "virtual_table"): 13,
    (Verb.ADD, "view"): 14,
    (Verb.ADD, "materialized_view"): 14,
    (Verb.ADD, "policy"): 14,
    (Verb.ADD, "statistics"): 14,
    (Verb.ADD, "publication"): 14,
    (Verb.ADD, "subscription"): 21,
    (Verb.ALTER, "view"): 14,
    (Verb.ADD, "statement"): 14,
    (Verb.ADD, "grant"): 15,
    (Verb.ALTER, "grant"): 15,
    (Verb.DROP, "grant"): 14,
    (Verb.ADD, "rule"): 14,
    (Verb.ADD, "trigger"): 14,
    (Verb.ADD, "event"): 14,
    (Verb.DROP, "column"): 15,
    (Verb.DROP, "table"): 16,
    (Verb.DROP, "user_mapping"): 16,
    (Verb.DROP, "foreign_server"): 17,
    (Verb.DROP, "foreign_data_wrapper"): 17,
    (Verb.DROP, "virtual_table"): 16,
    (Verb.DROP, "aggregate"): 16,
    (Verb.DROP, "function"): 17,
    (Verb.DROP, "procedure"): 17,
    (Verb.DROP, "sequence"): 17,
    (Verb.DROP, "domain"): 18,
    (Verb.DROP, "composite"): 18,
    (Verb.DROP, "range"): 18,
    (Verb.DROP, "collation"): 19,
    (Verb.DROP, "enum"): 18,
    (Verb.DROP, "extension"): 19,
    (Verb.DROP, "namespace"): 20,
    (Verb.ADD, "default_privilege"): 21,
    (Verb.ALTER, "default_privilege"): 21,
    (Verb.ADD, "event_trigger"): 21,
}
"""What is done when, where no dependency says otherwise."""

_READING = frozenset({"view", "materialized_view", "policy", "index", "check", "exclude", "statistics", "rule", "trigger"})
_PLACES = frozenset({"partition_of", "inherits"})
_LAST_ROWS = 17
"""Rows that others refer to are deleted when nothing does any more: tables and columns that did are gone by then."""
_TAKEN, _GIVEN = 1, 13
"""A table leaves its parents before its parts change, and is given to others after; for other bounds it leaves when all else is done."""

_LAID, _TAKEN_UP = 7, 16
"""A statement that makes what tables may stand on: behind types and routines, before tables, and gone behind those unless it comes back."""

_INDEXED = frozenset({"primary_key", "unique", "exclude", "index", "check", "foreign_key"})
"""Parts of which some engine takes each name once in a namespace."""
_SHARING_NAMES = frozenset({"table", "view", "materialized_view", "virtual_table", "sequence", "enum", "domain", "composite", "range"})
"""Kinds of which an engine may refuse two objects of one name: what leaves a name goes before what takes it."""
_NAMED_APART = frozenset({"trigger", "function", "procedure", "event"})
"""Kinds of which the same is so among their own."""


def order(works: Sequence[Work], context: Legalizing) -> list[Work]:
    """Return the work in an order that every dependency allows; where there is a choice, by rank and then as given.

    Raises SchemaError (SC310) naming the objects where dependencies run in a circle.
    """
    known = Catalogue(context.current, context.desired)
    after = _edges(works, known, context)
    waiting = [0] * len(works)
    for followers in after:
        for follower in followers:
            waiting[follower] += 1
    ready = [(rank(work), at) for at, work in enumerate(works) if not waiting[at]]
    heapq.heapify(ready)
    done: list[Work] = []
    while ready:
        _, at = heapq.heappop(ready)
        done.append(works[at])
        for follower in after[at]:
            waiting[follower] -= 1
            if not waiting[follower]:
                heapq.heappush(ready, (rank(works[follower]), follower))
    if len(done) < len(works):
        stuck = sorted({str(change.ref) for at, work in enumerate(works) if waiting[at] for change in work.changes})
        raise SchemaError(
            Problem("SC310", f"these depend on each other in a circle: {', '.join(stuck)}", hint="break it with a view fewer")
        )
    return phased(done, works, after)


def rank(work: Work) -> int:
    """Return when a work is done where no dependency says otherwise: when the latest of its changes would be."""
    return max(_rank(change) for change in work.changes)


def _rank(change: Change) -> int:
    if change.aspects == REMOVED:
        return _LAST_ROWS
    if change.verb is Verb.ALTER and change.kind == "table" and not _PLACES.isdisjoint(change.aspects):
        return (_GIVEN - 1 if "bound" in change.aspects else _TAKEN) if _leaves(change) else _GIVEN
    if isinstance(change.subject, RawStatement) and change.subject.early:
        return _LAID if change.verb is Verb.ADD else _LAID - 1 if change.because else _TAKEN_UP
    found = _RANKS.get((change.verb, change.kind))
    return found if found is not None else _RANKS.get((change.verb, ""), 9)


def _leaves(change: Change) -> bool:
    """Tell whether a table leaves parents and comes to no new ones."""
    before, after = change.before, change.after
    return isinstance(before, Table) and isinstance(after, Table) and set(after.parents) < set(before.parents)


def _edges(works: Sequence[Work], known: Catalogue, context: Legalizing) -> list[set[int]]:
    """Return for each work those that must come after it."""
    forward, apart = context.capabilities.forward_references, context.capabilities.names_by_table
    reshaped, shrunk, retyped = _reshaped(works, known, context), _shrunk(works), _retyped(works, of_type=True)
    adders, droppers, leaving, altering, freed = _doers(works, apart)
    renaming = [at for at, work in enumerate(works) if any(change.verb is Verb.RENAME for change in work.changes)]
    after: list[set[int]] = [set() for _ in works]
    for first, second in pairwise(renaming):
        _link(after, first, second)
    for at, work in enumerate(works):
        for change in work.changes:
            if change.verb is Verb.RENAME:
                _link(after, at, droppers.get(change.ref))
                for name in _names(change, apart):
                    if leaving.get(name) != droppers.get(change.ref):
                        _link(after, leaving.get(name), at)
                continue
            if change.after is not None:
                for ref in needs(change.after, change.table_after, known, forward=forward):
                    _link(after, _found(adders, ref), at)
                    if change.verb is Verb.ADD:
                        _link(after, altering.get(ref), at)
                        for first in reshaped.get(ref, ()) if change.kind in _READING else ():
                            _link(after, first, at)
                    if ref.kind in ROUTINES and ref not in adders:
                        _link(after, droppers.get(ref), at)
            if change.before is not None:
                for ref in needs(change.before, change.table_before, known, forward=forward):
                    _link(after, at, _found(droppers, ref))
                    if change.verb is Verb.DROP:
                        _link(after, at, altering.get(ref))
                        for last in (*shrunk.get(ref, ()), *retyped.get(ref, ())) if change.kind in _READING else ():
                            _link(after, at, last)
            if change.verb is Verb.ADD and (droppers or freed):
                _link(after, droppers.get(change.ref), at)
                for name in _names(change, apart):
                    _link(after, leaving.get(name), at)
                    _link(after, freed.get(name), at)
            if change.verb is Verb.ALTER:
                _link(after, adders.get(change.ref), at)
    for first, second in (*row_links(works, context), *_named_first(works, adders, context.capabilities.index_words), *_fitted(works)):
        _link(after, first, second)
    return after


class _Doers(NamedTuple):
    """Which work adds an object, drops it, lets a name go with it, takes something away from it, or frees a name by a rename."""

    adders: dict[Ref, int]
    droppers: dict[Ref, int]
    leaving: dict[Name | Ref, int]
    altering: dict[Ref, int]
    freed: dict[Name | Ref, int]


def _doers(works: Sequence[Work], apart: AbstractSet[str]) -> _Doers:
    """Return which work does what; apart: the kinds of part of which each table has names of its own."""
    found = _Doers({}, {}, {}, {}, {})
    for at, work in enumerate(works):
        for change in work.changes:
            if change.verb in {Verb.ADD, Verb.RENAME} or (change.verb is Verb.ALTER and change.kind == "view"):
                found.adders[change.ref] = at
                if change.verb is Verb.RENAME:
                    found.freed.update(dict.fromkeys(_names(change.reverse(), apart), at))
            elif change.verb is Verb.ALTER and _takes_away(change):
                found.altering[change.ref] = at
            elif change.verb is Verb.DROP:
                found.droppers[change.ref] = at
                found.leaving.update(dict.fromkeys(_names(change, apart), at))
    return found


def _named_first(works: Sequence[Work], adders: dict[Ref, int], words: AbstractSet[str]) -> Iterator[tuple[int, int]]:
    """Go through the works that make the indexes which tables name in native words, each with the work that says such a word."""
    for at, work in enumerate(works):
        for change in work.changes:
            if change.verb is Verb.ALTER and isinstance(change.after, Table):
                yield from ((adders[ref], at) for ref in indexes_named(change.after, words) if ref in adders)


def _fitted(works: Sequence[Work]) -> Iterator[tuple[int, int]]:
    """Go through pairs of works of which one makes columns fit for the other.

    A table that is given to parents loses what those have not before; a part that is divided is there only with the final columns.
    """
    shrunk, retyped = _shrunk(works), _retyped(works)
    for at, work in enumerate(works):
        for change in work.changes:
            table = change.subject
            if isinstance(table, Table) and table.partition_of is not None and table.partition_by:
                for other in retyped.get(Ref("table", *table.partition_of.table), ()):
                    yield from {Verb.ADD: [(other, at)], Verb.DROP: [(at, other)]}.get(change.verb, [])
            if change.verb is Verb.ALTER and change.kind == "table" and not _PLACES.isdisjoint(change.aspects) and not _leaves(change):
                yield from ((first, at) for first in shrunk.get(change.ref, ()))


def _retyped(works: Sequence[Work], *, of_type: bool = False) -> dict[Ref, list[int]]:
    """Return the works that alter columns of tables that stand, by table; of_type: those alone that give them another type."""
    found: dict[Ref, list[int]] = {}
    for at, work in enumerate(works):
        for change in work.changes:
            if change.kind == "column" and change.verb is Verb.ALTER and (not of_type or {"type", "collation"} & set(change.aspects)):
                found.setdefault(Ref("table", *change.ref.owner), []).append(at)
    return found


def _reshaped(works: Sequence[Work], known: Catalogue, context: Legalizing) -> dict[Ref, set[int]]:
    """Return the works that give columns to tables or change those that are there, by table: what reads a table comes after them."""
    found: dict[Ref, set[int]] = {}
    for at, work in enumerate(works):
        for change in work.changes:
            if change.kind == "column" and change.verb in {Verb.ADD, Verb.ALTER}:
                found.setdefault(Ref("table", *change.ref.owner), set()).add(at)
            elif change.kind == "enum" and change.verb is Verb.ALTER and _takes_away(change):
                for table in context.current.tables:
                    if any(change.ref in known.types_in(kind) for kind in {column.type for column in table.columns}):
                        found.setdefault(table.ref, set()).add(at)
    return found


def _shrunk(works: Sequence[Work]) -> dict[Ref, set[int]]:
    """Return the works that take columns from tables, by table: what reads a table goes before them."""
    found: dict[Ref, set[int]] = {}
    for at, work in enumerate(works):
        for change in work.changes:
            if change.kind == "column" and change.verb is Verb.DROP:
                found.setdefault(Ref("table", *change.ref.owner), set()).add(at)
    return found


def _takes_away(change: Change) -> bool:
    """Tell whether a type loses labels, attributes or values: what used it goes before that, what is new comes after."""
    before, after = change.before, change.after
    if isinstance(before, Domain) and isinstance(after, Domain):
        return (before.checks, before.nullable) != (after.checks, after.nullable)
    if isinstance(before, Enum) and isinstance(after, Enum):
        left = iter(after.values)
        return not all(label in left for label in before.values)
    return isinstance(before, Composite) and isinstance(after, Composite) and before.attributes != after.attributes


def _found(makers: dict[Ref, int], ref: Ref) -> int | None:
    """Return the work that makes or unmakes what a ref means: for a column that is not itself among them, that of its table."""
    if ref.kind == "column" and ref not in makers:
        return makers.get(Ref("table", ref.namespace, ref.parent))
    return makers.get(ref)


def _link(after: list[set[int]], first: int | None, second: int | None) -> None:
    if first is not None and second is not None and first != second:
        after[first].add(second)


def _names(change: Change, apart: AbstractSet[str]) -> Iterator[Name | Ref]:
    """Go through the names that an object takes in its namespace, those of its parts included.

    apart: the kinds of part of which each table has names of its own.
    Triggers, routines and events have names among their own kind, which some engines keep apart by table, or by case, and some do not.
    """
    subject = change.subject
    if change.kind in _NAMED_APART:
        yield Ref(change.kind, change.ref.namespace, change.ref.name.lower())
    if change.kind in _SHARING_NAMES:
        yield change.ref.owner
    if change.kind in _INDEXED:
        yield change.ref if change.kind in apart else Name(change.ref.namespace, change.ref.name)
    if isinstance(subject, Table):
        parts = (part for part in (*subject.constraints, *subject.indexes) if part.name)
        yield from (Name(subject.namespace, part.name) for part in parts if part.kind not in apart)
