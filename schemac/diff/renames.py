"""Renames that a definition declares, made on the live schema before anything is compared."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import TypeVar, cast

from msgspec.structs import replace

from schemac.diff.after_rename import after_rename
from schemac.diff.changing_places import gone_round, part_of
from schemac.diff.owned_sequences import owned_steps
from schemac.diff.rename_steps import Step, steps
from schemac.diff.speaking import speakers
from schemac.model.change import Change, Verb
from schemac.model.definition import Definition
from schemac.model.names import Name, Ref
from schemac.model.objects import Object, View
from schemac.model.programs import Routine, Trigger, VirtualTable
from schemac.model.schema import Schema
from schemac.model.sql_text import identifiers, rename
from schemac.model.tables import Column, Part, Table

P = TypeVar("P", bound=Part)

_PARTS = frozenset({"column", "primary_key", "unique", "check", "foreign_key", "exclude", "index", "label"})


@dataclass(frozen=True, slots=True)
class Renamed:
    """The renames to make, in order, and the live schema as it will be after them."""

    changes: tuple[Change, ...]
    current: Schema


def apply_renames(current: Schema, desired: Definition) -> Renamed:
    """Return the renames that the live schema still needs; one that is done, or whose object never was, needs nothing.

    Namespaces come first, then what stands in them, then what hangs on that. Raises SchemaError where two things say they were one.
    """
    changes: list[Change] = []
    for level in _levels(desired):
        if not level:
            continue
        known = speakers(current) if any(ref.kind == "column" for ref in level) else {}
        for step in steps(level, _finder(current), desired, _judge(current, desired)):
            change = _part(current, step) if step.new.kind in _PARTS else _object(current, step)
            for view in _speaking_of(change, current, desired):
                changes.append(Change(Verb.DROP, view, None, because=f"it speaks of {change.ref} by its old name"))
                current = current.having(without=[view.ref])
            changes.append(change)
            current = _with_words(after_rename(current, change, known), change, desired.sql_words)
    for step in owned_steps(current, desired):
        change = _object(current, step)
        changes.append(change)
        current = after_rename(current, change, {})
    return Renamed(tuple(changes), current)


def _with_words(current: Schema, change: Change, sql_words: AbstractSet[str]) -> Schema:
    """Return the schema with a column's new name in those native words of its table that are SQL."""
    table = current.table(change.ref.owner) if change.kind == "column" else None
    if table is None or change.before is None or sql_words.isdisjoint(table.options):
        return current
    names = {change.before.name: change.subject.name}
    said = {word: rename(text, names) for word, text in table.options.items() if word in sql_words and isinstance(text, str)}
    return current.having([replace(table, options=table.options | said)])


def _levels(desired: Definition) -> Iterator[dict[Ref, tuple[str, ...]]]:
    """Go through the declared renames by what must be called anew before what: namespaces, what stands alone, what is under something."""
    for level in range(3):
        yield {ref: former for ref, former in desired.renames.items() if _level(ref) == level}


def _level(ref: Ref) -> int:
    return 2 if ref.parent else 0 if ref.kind == "namespace" else 1


def _finder(current: Schema) -> Callable[[Ref], bool]:
    """Return what tells whether something is in a schema by its ref, parts included."""
    return lambda ref: ref in current.objects or (ref.kind in _PARTS and part_of(current, ref) is not None)


def _judge(current: Schema, desired: Definition) -> Callable[[Collection[Ref]], bool]:
    """Return what tells whether things that change places have done so already."""
    return lambda circle: gone_round(circle, current, desired)


def _speaking_of(change: Change, current: Schema, desired: Definition) -> list[View]:
    """Return the views to make anew because they use the old name of a table or column, and those that read such views; readers first.

    Engines follow a rename in a view in their own ways: one leaves the old name as an alias, one keeps the old text, which then fails.
    """
    table, before = change.table, change.before
    if table is None or before is None or not isinstance(before, Table | Column):
        return []
    owner = before.name if isinstance(before, Table) else table.name
    words = {owner, owner.lower()}, {before.name, before.name.lower()}
    found: dict[Ref, View] = {}
    views = [view for view in current.views if view.ref in desired.schema.objects]
    while True:
        names = {view.name for view in found.values()}
        more = [
            view
            for view in views
            if view.ref not in found
            and (not identifiers(view.sql).isdisjoint(names) or all(not identifiers(view.sql).isdisjoint(each) for each in words))
        ]
        if not more:
            return list(reversed(found.values()))
        found |= {view.ref: view for view in more}


def _object(current: Schema, step: Step) -> Change:
    """Return the rename of a whole object."""
    found = current.objects[step.old]
    name = step.new.name
    if isinstance(found, Routine) and found.signature is not None:
        name = name.removesuffix(f"({found.signature})")
    return Change(Verb.RENAME, found, replace(found, name=name, **_own_texts(found, name)))


def _own_texts(found: Object, name: str) -> dict[str, str]:
    """Return the texts in which a thing says its own name, under its new one."""
    match found:
        case VirtualTable():
            return {"sql": rename(found.sql, {found.name: name})}
        case Trigger() if found.head:
            return {"head": rename(found.head, {found.name: name})}
        case _:
            return {}


def _part(current: Schema, step: Step) -> Change:
    """Return the rename of a part of a table, or of a label of an enum, for which a table of its name stands in."""
    part = part_of(current, step.old)
    table = current.table(Name(step.old.namespace, step.old.parent))
    if part is None:
        message = f"{step.old} is not there"
        raise LookupError(message)
    new = replace(part, name=step.new.name)
    if table is None:
        holder = Table(name=step.old.parent, namespace=step.old.namespace)
        return Change(Verb.RENAME, part, new, holder, holder)
    return Change(Verb.RENAME, part, new, table, _table_with(table, part, new))


def _table_with(table: Table, old: Part, new: Part) -> Table:
    """Return a table with one part put in another's place."""
    return replace(
        table,
        columns=_swapped(table.columns, old, new),
        constraints=_swapped(table.constraints, old, new),
        indexes=_swapped(table.indexes, old, new),
    )


def _swapped(parts: tuple[P, ...], old: Part, new: Part) -> tuple[P, ...]:
    """Return parts with a new one in the place of the old; the two are of one kind."""
    return tuple(cast("P", new) if part is old else part for part in parts)
