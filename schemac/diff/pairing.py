"""Which desired constraint or index is which live one: by name, and for what nobody named by structure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from msgspec.structs import replace

from schemac.diff.meaning import Ladder
from schemac.model.change import part_ref
from schemac.model.names import Ref
from schemac.model.tables import Check, Constraint, Exclude, ExcludeKey, Index, IndexKey, Part, Table

P = TypeVar("P", bound=Part)


def paired_constraints(live: Table, table: Table, derived: frozenset[Ref], ladder: Ladder) -> tuple[Constraint, ...]:
    """Return the desired constraints, each in the words of the live one that it is."""
    return _paired(live.constraints, table.constraints, table, derived, lambda one, other: _constraint(one, other, table, ladder))


def paired_indexes(live: Table, table: Table, derived: frozenset[Ref], ladder: Ladder) -> tuple[Index, ...]:
    """Return the desired indexes, each in the words of the live one that it is."""
    return _paired(live.indexes, table.indexes, table, derived, lambda one, other: _index(one, other, table, ladder))


def _paired(
    live: Sequence[P],
    wanted: Sequence[P],
    table: Table,
    derived: frozenset[Ref],
    in_words: Callable[[P, P], P],
) -> tuple[P, ...]:
    """Return the wanted parts in order. `in_words(live, wanted)` gives the wanted part in the live one's words.

    A part whose name was chosen is the live part of that name; one whose name was derived, or that has none, is first the live part of that
    name if it is equal, then any live part that is equal but for the name. Two parts of one kind never pair with one live part.
    """
    by_name = {(part.kind, part.name): part for part in live if part.name}
    free = list(live)
    made: dict[int, P] = {}
    for at, part in enumerate(wanted):
        pair = by_name.get((part.kind, part.name)) if part.name else None
        if pair is None:
            continue
        said = part if pair == part else in_words(pair, part)
        if said == pair or part_ref(table, part) not in derived:
            made[at] = said
            free.remove(pair)
    for at, part in enumerate(wanted):
        if at in made or (part.name and part_ref(table, part) not in derived):
            continue
        for pair in free:
            if pair.kind == part.kind and replace(in_words(pair, part), name=pair.name) == pair:
                made[at] = pair
                free.remove(pair)
                break
    return tuple(made.get(at, part) for at, part in enumerate(wanted))


def _constraint(live: Constraint, wanted: Constraint, table: Table, ladder: Ladder) -> Constraint:
    if isinstance(live, Check) and isinstance(wanted, Check):
        ref = part_ref(table, wanted)
        if ladder.same(ref, "sql", wanted.sql, live.sql, wanted, table):
            return replace(wanted, sql=live.sql)
    if isinstance(live, Exclude) and isinstance(wanted, Exclude):
        return _exclude(live, wanted, table, ladder)
    return wanted


def _exclude(live: Exclude, wanted: Exclude, table: Table, ladder: Ladder) -> Exclude:
    ref = part_ref(table, wanted)
    if wanted.where and live.where and ladder.same(ref, "where", wanted.where, live.where, wanted, table):
        wanted = replace(wanted, where=live.where)
    if len(wanted.elements) != len(live.elements):
        return wanted
    elements: list[ExcludeKey] = []
    for at, (element, other) in enumerate(zip(wanted.elements, live.elements, strict=True)):
        alike = bool(element.sql and other.sql) and ladder.same(ref, f"keys.{at}", element.sql, other.sql, wanted, table)
        elements.append(replace(element, sql=other.sql) if alike else element)
    return replace(wanted, elements=tuple(elements))


def _index(live: Index, wanted: Index, table: Table, ladder: Ladder) -> Index:
    ref = part_ref(table, wanted)
    if wanted.where and live.where and ladder.same(ref, "where", wanted.where, live.where, wanted, table):
        wanted = replace(wanted, where=live.where)
    if len(wanted.keys) == len(live.keys) and any(key.sql for key in wanted.keys):
        keys: list[IndexKey] = []
        for at, (key, other) in enumerate(zip(wanted.keys, live.keys, strict=True)):
            if key.sql and other.sql and ladder.same(ref, f"keys.{at}", key.sql, other.sql, wanted, table):
                keys.append(replace(key, sql=other.sql))
            else:
                keys.append(key)
        wanted = replace(wanted, keys=tuple(keys))
    return wanted
