"""Renames that an engine does not have, as a drop and an addition where nothing is lost by it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from schemac.dialect import Legalizing
from schemac.model.change import Change, Verb
from schemac.model.names import Ref
from schemac.model.objects import Object, View
from schemac.model.sql_text import identifiers
from schemac.model.tables import Part, Table

_LOSSLESS = frozenset(
    "primary_key unique check foreign_key exclude index view materialized_view policy statistics publication trigger rule function "
    "procedure aggregate event event_trigger collation".split()
)
"""Kinds of which one can be dropped and made again without losing rows or numbers."""


@dataclass(slots=True)
class _Anew:
    """Something made anew under another name: how it began, and what it is called in the end."""

    first: Change
    last: Change


def without_missing_renames(changes: Sequence[Change], context: Legalizing) -> list[Change]:
    """Return the changes with renames that the engine has not replaced by a drop and an addition; whatever else changes is in the addition.

    What has no rename and cannot be dropped without loss keeps its rename, and is refused by whoever writes it.
    """
    can = context.capabilities
    anew: dict[Ref, _Anew] = {}
    kept: list[Change] = []
    for change in changes:
        if change.verb is not Verb.RENAME or change.kind in can.rename or change.kind not in _LOSSLESS:
            kept.append(change)
            continue
        begun = anew.pop(_before(change), None)
        anew[change.ref] = _Anew(begun.first if begun else change, change)
    if not anew:
        return list(changes)
    gone = {change.ref for change in kept if change.verb is Verb.DROP}
    made = [change for change in kept if not (change.ref in anew and change.verb is Verb.ALTER)]
    for ref, found in anew.items():
        altered = next((change for change in kept if change.ref == ref and change.verb is Verb.ALTER), None)
        made += _again(ref, found, altered, context, dropped=ref in gone)
    return [*made, *_readers(anew, made, context)]


def _before(change: Change) -> Ref:
    """Return the ref that a rename's subject had before it."""
    before = change.before
    if isinstance(before, Object):
        return before.ref
    return change.ref._replace(name=before.name if before is not None else change.ref.name)


def _again(ref: Ref, found: _Anew, altered: Change | None, context: Legalizing, *, dropped: bool) -> Iterator[Change]:
    """Go through the changes that make one thing anew."""
    because = f"this engine renames no {ref.kind.replace('_', ' ')}"
    first, last = found.first, altered or found.last
    after = last.after if altered is not None else _current(ref, context) or last.after
    yield Change(Verb.DROP, first.before, None, last.table_before, last.table_after, because=because)
    if not dropped:
        yield Change(Verb.ADD, None, after, last.table_before, last.table_after, because=because)


def _current(ref: Ref, context: Legalizing) -> Object | Part | None:
    """Return what a ref means once every rename is made."""
    if not ref.parent or ref in context.current.objects:
        return context.current.objects.get(ref)
    table = context.current.table(ref.owner)
    parts: tuple[Part, ...] = (*table.constraints, *table.indexes) if isinstance(table, Table) else ()
    return next((part for part in parts if (part.kind, part.name) == (ref.kind, ref.name)), None)


def _readers(anew: dict[Ref, _Anew], changes: Sequence[Change], context: Legalizing) -> Iterator[Change]:
    """Go through the drops and additions of views that read a view made anew: their texts still have its old name."""
    names = {ref.name for ref in anew if ref.kind == "view"}
    changed = {change.ref for change in changes} | set(anew)
    more = bool(names)
    while more:
        more = False
        for view in context.current.views:
            if view.ref in changed or names.isdisjoint(identifiers(view.sql)):
                continue
            wanted = context.desired.objects.get(view.ref)
            because = "it reads a view that is made anew"
            yield Change(Verb.DROP, view, None, because=because)
            yield Change(Verb.ADD, None, wanted if isinstance(wanted, View) else view, because=because)
            changed.add(view.ref)
            names.add(view.name)
            more = True
