"""The changes that lead from a live schema to a desired one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase

from schemac.diff.placing import misplaced
from schemac.diff.renames import apply_renames
from schemac.model.change import Change, Verb, part_ref
from schemac.model.definition import Definition
from schemac.model.names import Ref
from schemac.model.objects import Object
from schemac.model.raw import RawStatement
from schemac.model.relations import MaterializedView
from schemac.model.schema import Schema
from schemac.model.tables import Part, Table


@dataclass(frozen=True, slots=True)
class Differences:
    """What must change, and what exists only in the database and is left alone.

    current: the live schema once the renames among the changes are made; every other change starts from there.
    """

    changes: tuple[Change, ...]
    kept: tuple[Ref, ...]
    current: Schema


def diff(current: Schema, desired: Definition, *, places: bool = False) -> Differences:
    """Return the differences, renames first; `places` tells that the engine can move columns, so that their order counts."""
    renamed = apply_renames(current, desired)
    current = renamed.current
    changes = list(renamed.changes)
    kept: list[Ref] = []
    for item in desired.schema:
        if _unmanaged(item.ref, desired):
            continue
        live = current.objects.get(item.ref)
        if live is None:
            changes.append(Change(Verb.ADD, None, item))
        elif live != item:
            changes += object_changes(live, item, places=places)
    for ref, live in current.objects.items():
        if ref in desired.schema.objects or live.shared:
            continue
        if desired.prune and not _unmanaged(ref, desired):
            changes.append(Change(Verb.DROP, live, None))
        else:
            kept.append(ref)
    return Differences(tuple(changes), tuple(kept), current)


def _unmanaged(ref: Ref, desired: Definition) -> bool:
    """Tell whether the definition leaves an object alone."""
    return ref in desired.unmanaged or any(fnmatchcase(ref.path, pattern) for pattern in desired.ignore)


def object_changes(live: Object, item: Object, *, places: bool) -> Iterator[Change]:
    """Go through the changes that make one object into another of its name."""
    if isinstance(live, MaterializedView) and isinstance(item, MaterializedView):
        yield from _materialized_view(live, item)
        return
    if isinstance(live, RawStatement) and isinstance(item, RawStatement):
        if (live.create, live.drop) == (item.create, item.drop):
            return
        yield Change(Verb.DROP, live, None, because="its text has changed")
        yield Change(Verb.ADD, None, item, because="its text has changed")
        return
    if not isinstance(live, Table) or not isinstance(item, Table):
        yield Change(Verb.ALTER, live, item, aspects=live.differing(item))
        return
    aspects = tuple(aspect for aspect in live.differing(item) if aspect not in {"columns", "constraints", "indexes"})
    if aspects:
        yield Change(Verb.ALTER, live, item, aspects=aspects)
    yield from _part_changes(live.columns, item.columns, live, item)
    if places:
        for column in misplaced(live.columns, item.columns):
            yield Change(Verb.ALTER, live.column(column.name), column, live, item, ("position",))
    yield from _part_changes(live.constraints, item.constraints, live, item)
    yield from _part_changes(live.indexes, item.indexes, live, item)


def _materialized_view(live: MaterializedView, item: MaterializedView) -> Iterator[Change]:
    """Go through the changes of a materialized view; its indexes change apart."""
    aspects = tuple(aspect for aspect in live.differing(item) if aspect != "indexes")
    if aspects:
        yield Change(Verb.ALTER, live, item, aspects=aspects)
    yield from _part_changes(live.indexes, item.indexes, live.holder, item.holder)


def _part_changes(before: Iterable[Part], after: Iterable[Part], live: Table, item: Table) -> Iterator[Change]:
    """Go through the changes that make one list of parts into another; order does not count."""
    old = _by_ref(before, live)
    new = _by_ref(after, item)
    for ref, part in old.items():
        if ref not in new:
            yield Change(Verb.DROP, part, None, live, item)
    for ref, part in new.items():
        found = old.get(ref)
        if found is None:
            yield Change(Verb.ADD, None, part, live, item)
        elif found != part:
            yield Change(Verb.ALTER, found, part, live, item, found.differing(part))


def _by_ref(parts: Iterable[Part], table: Table) -> dict[object, Part]:
    """Return parts by identity; those without a name by what they are, counted, because nothing else tells them apart."""
    found: dict[object, Part] = {}
    for part in parts:
        if part.name:
            found[part_ref(table, part)] = part
            continue
        number = 0
        while (repr(part), number) in found:
            number += 1
        found[repr(part), number] = part
    return found
