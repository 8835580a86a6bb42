"""What a change found and left, and the definition that takes it back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import cast

from schemac.diff.renames import apply_renames
from schemac.model.change import Change, Verb
from schemac.model.definition import Definition
from schemac.model.history import Undo
from schemac.model.names import Name, Ref
from schemac.model.objects import Object
from schemac.model.plan import Kept
from schemac.model.rows import Rows
from schemac.model.schema import AnyObject, Schema
from schemac.model.tables import Part, Table
from schemac.model.trash import Returning

_HOLDERS = ("table", "materialized_view", "enum")


def undo_of(changes: Iterable[Change], before: Schema, after: Schema) -> Undo:
    """Return what the changes found in the one state of a database and left in the other; rows are told by the changes themselves."""
    changes = tuple(changes)
    renamed = tuple(_renamed(changes))
    was = {ref._replace(name=name): ref for ref, name in renamed if not ref.parent}
    touched = {_holder(change, before, after) for change in changes if not isinstance(change.subject, Rows)}
    old = {was.get(ref, ref): None for ref in sorted(touched)}
    rows = [change for change in changes if isinstance(change.subject, Rows)]
    return Undo(
        before=(*_those(before, old), *(cast("AnyObject", change.before) for change in rows if change.before is not None)),
        after=(*_those(after, sorted(touched)), *(cast("AnyObject", change.after) for change in rows if change.after is not None)),
        renamed=renamed,
    )


def _those(schema: Schema, refs: Iterable[Ref]) -> Iterator[AnyObject]:
    yield from (cast("AnyObject", schema.objects[ref]) for ref in refs if ref in schema.objects)


def _holder(change: Change, before: Schema, after: Schema) -> Ref:
    """Return the whole object, as it is called afterwards, that a change touches."""
    if isinstance(change.subject, Object):
        return change.ref
    owner = change.ref.owner
    refs = [Ref(kind, owner.namespace, owner.name) for kind in _HOLDERS]
    return next((ref for ref in refs if ref in after.objects or ref in before.objects), refs[0])


def _renamed(changes: Iterable[Change]) -> Iterator[tuple[Ref, str]]:
    """Go through what the changes call anew: the ref that it had before any of them, and the name that it has after them."""
    tables: dict[Name, Name] = {}
    for change in changes:
        before, after = change.before, change.after
        if change.verb is not Verb.RENAME or before is None or after is None:
            continue
        if isinstance(before, Object) and isinstance(after, Object):
            tables[after.full_name] = before.full_name
            yield before.ref, after.ref.name
        elif isinstance(before, Part):
            ref = change.ref
            owner = tables.get(ref.owner, ref.owner)
            yield Ref(ref.kind, owner.namespace, before.name, owner.name), after.name


def undoing(live: Schema, undo: Undo) -> Definition:
    """Return the definition, in the live database's words, of what was there before a change."""
    renames: Mapping[Ref, tuple[str, ...]] = {ref: (name,) for ref, name in undo.renamed}
    kept = {item.ref for item in undo.before}
    gone = [item.ref for item in undo.after if item.ref not in kept]
    rows = [item for item in undo.before if isinstance(item, Rows)]  # in the names that their tables have now
    filled = live.having(rows, without=[ref for ref in gone if ref.kind == Rows.kind])
    renamed = apply_renames(filled, Definition(schema=filled, renames=renames)).current
    unspoken = [item for item in filled if item.ref not in renamed.objects and _stands(item.ref, undo)]
    schema = renamed.having([*unspoken, *(item for item in undo.before if not isinstance(item, Rows))], without=gone)
    return Definition(schema=schema, renames=renames, prune=True)


def _stands(ref: Ref, undo: Undo) -> bool:
    """Tell whether something that a rename would take along is a thing of its own: a view that is made anew, not what was renamed."""
    return ref.kind == "view" and ref not in {item.ref for item in undo.after}


def rebased(base: Schema, undo: Undo) -> Schema:
    """Return a state with what a change left in place of what it found; what it did not touch stays as the state has it."""
    left = {item.ref for item in undo.after}
    return base.having(undo.after, without=[item.ref for item in undo.before if item.ref not in left])


def rows_left(undo: Undo) -> list[Rows]:
    """Return the rows that a change left in tables that stay when it is undone; those of the others go with their tables."""
    stay = {item.ref for item in undo.before} | {ref._replace(name=name) for ref, name in undo.renamed}
    made = {item.full_name for item in undo.after if isinstance(item, Table) and item.ref not in stay}
    return [item for item in undo.after if isinstance(item, Rows) and item.full_name not in made]


def moved_since(live: Schema, undo: Undo) -> list[Ref]:
    """Return what is another now than a change left it; rows are not looked at here."""
    after = [item for item in undo.after if not isinstance(item, Rows)]
    left = {item.ref for item in undo.after}
    back = [item.ref for item in undo.before if item.ref not in left and item.ref in live.objects and not isinstance(item, Rows)]
    taken = {ref for ref, _ in undo.renamed}
    return [item.ref for item in after if live.objects.get(item.ref) != item] + [ref for ref in back if ref not in taken]


def returning(undo: Undo, there: Iterable[Kept]) -> dict[Ref, Returning]:
    """Return what comes back from the trash when a change is undone, by what it will be: renames are taken back first.

    there: what the change put into the trash and is there still.
    """
    tables = {ref._replace(name=now): ref for ref, now in undo.renamed if not ref.parent}
    columns = {(ref.namespace, ref.parent, now): ref.name for ref, now in undo.renamed if ref.kind == "column"}
    found = {}
    for kept in there:
        left = Ref("table", kept.namespace, kept.table)
        table = tables.get(left, left)
        key = tuple(columns.get((table.namespace, table.name, name), name) for name in kept.key)
        if kept.kind == "table":
            found[table] = Returning(kept)
        elif kept.kind == "column":
            found[Ref("column", table.namespace, kept.column, table.name)] = Returning(kept, key)
        else:
            found[Ref(kept.kind, kept.namespace, kept.table)] = Returning(kept)
    return found
