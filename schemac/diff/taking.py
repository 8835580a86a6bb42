"""A state with chosen things as another state has them: what adopting and reverting lead to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from msgspec.structs import replace

from schemac.diff.holders import field_of, holder_of, part_like, parts_of
from schemac.diff.three_ways import Apart
from schemac.model.change import Change, Verb
from schemac.model.names import Name, Ref
from schemac.model.objects import Namespace, Object
from schemac.model.rows import Row, Rows
from schemac.model.schema import Schema
from schemac.model.tables import Part, Table

P = TypeVar("P", bound=Part)


def taking(into: Schema, source: Schema, chosen: Iterable[Apart], where: Callable[[Ref], Ref] = lambda ref: ref) -> Schema:
    """Return a state in which what is chosen is as the source has it: there or not, and in the attributes and rows that differ.

    where: what a thing of the choice is called in both states.
    """
    for apart in chosen:
        change = apart.change
        if change.verb is Verb.RENAME:
            continue
        ref = where(change.ref)
        subject = change.subject
        into = (
            _part(into, source, change, replace(subject, name=ref.name), ref)
            if isinstance(subject, Part)
            else _object(into, source, change, ref)
        )
    return into


def _object(into: Schema, source: Schema, change: Change, ref: Ref) -> Schema:
    mine, other = into.objects.get(ref), source.objects.get(ref)
    if isinstance(change.subject, Rows) and isinstance(mine, Rows):
        rows = [each.key_of(row) for each in (change.before, change.after) if isinstance(each, Rows) for row in each.values]
        return into.having([_with_rows(mine, other if isinstance(other, Rows) else None, rows)])
    if change.verb is Verb.ALTER and mine is not None and other is not None:
        return into.having([replace(mine, **{aspect: getattr(other, aspect) for aspect in change.aspects})])
    if other is not None:
        return into.having([other])
    gone = [ref, ref._replace(kind=Rows.kind)] if isinstance(change.subject, Table) else [ref]
    return into.having(without=gone)


def _with_rows(mine: Rows, other: Rows | None, keys: Sequence[Row]) -> Rows:
    """Return rows in which those of some keys are as the others have them, or not there."""
    theirs = other.by_key() if other is not None else {}
    made = mine.by_key()
    for key in keys:
        found = theirs.get(key)
        if found is None or other is None:
            made.pop(key, None)
        else:
            old = made.get(key)
            made[key] = tuple(
                other.cell(found, column) if column in other.columns else mine.cell(old, column) if old is not None else None
                for column in mine.columns
            )
    return replace(mine, values=tuple(made.values()))


def _part(into: Schema, source: Schema, change: Change, subject: Part, ref: Ref) -> Schema:
    """Return a state in which one part is as the source has it; `subject` is of its kind and has its name."""
    holder, other = holder_of(into, ref.owner), holder_of(source, ref.owner)
    if holder is None or other is None:
        return into
    mine, theirs = parts_of(holder, subject), parts_of(other, subject)
    old, new = part_like(mine, subject), part_like(theirs, subject)
    if not subject.name:
        # a part without a name is told by what it is, so both sides of a change have to be looked for
        sides = [each for each in (change.before, change.after) if isinstance(each, Part)]
        old = next((found for each in sides if (found := part_like(mine, each)) is not None), None)
        new = next((found for each in sides if (found := part_like(theirs, each)) is not None), None)
    if change.verb is Verb.ALTER and old is not None and new is not None:
        if "position" in change.aspects:
            return into.having([replace(holder, **{field_of(subject): _in_order(mine, theirs)})])
        new = replace(old, **{aspect: getattr(new, aspect) for aspect in change.aspects})
    return into.having([replace(holder, **{field_of(subject): _put(mine, theirs, old, new)})])


def _put(mine: Sequence[P], theirs: Sequence[P], old: P | None, new: P | None) -> tuple[P, ...]:
    """Return parts with one in the place of another, taken away, or added where the others have it."""
    if old is not None:
        return tuple(each for part in mine for each in ((new,) if part is old else (part,)) if each is not None)
    return mine_with(mine, theirs, new) if new is not None else tuple(mine)


def mine_with(mine: Sequence[P], theirs: Sequence[P], new: P) -> tuple[P, ...]:
    """Return parts with one more, behind the part that it comes after among the others."""
    names = [part.name for part in theirs]
    ahead = set(names[: names.index(new.name)])
    at = max((place for place, part in enumerate(mine, 1) if part.name in ahead), default=0)
    return (*mine[:at], new, *mine[at:])


def _in_order(mine: Sequence[P], theirs: Sequence[P]) -> tuple[P, ...]:
    """Return parts in the order of the others; those that the others have not stay where they are."""
    names = {part.name: part for part in mine}
    common = iter([names[part.name] for part in theirs if part.name in names])
    known = {part.name for part in theirs}
    return tuple(next(common) if part.name in known else part for part in mine)


def before_renames(renames: Iterable[Change]) -> Callable[[Ref], Ref]:
    """Return what gives the name that something has before some renames, which are given in their order."""
    steps = list(reversed(list(renames)))

    def before(ref: Ref) -> Ref:
        for change in steps:
            ref = _before(ref, change)
        return ref

    return before


def _before(ref: Ref, change: Change) -> Ref:
    match change.before, change.after:
        case Namespace() as old, Namespace() as new if ref.namespace == new.name:
            return ref._replace(namespace=old.name)
        case Object() as old_object, Object() as new_object:
            return _of_object(ref, old_object, new_object)
        case Part() as old_part, Part() if ref == change.ref:
            return ref._replace(name=old_part.name)
        case _:
            return ref


def _of_object(ref: Ref, old: Object, new: Object) -> Ref:
    """Return what is called so, or is under what is called so, by the object's old name."""
    if ref == new.ref:
        return old.ref
    if ref.kind == Rows.kind and isinstance(new, Table) and Name(ref.namespace, ref.name) == new.full_name:
        return ref._replace(name=old.name)
    if ref.parent and (ref.namespace, ref.parent) == (new.namespace, new.name):
        return ref._replace(parent=old.name)
    return ref
