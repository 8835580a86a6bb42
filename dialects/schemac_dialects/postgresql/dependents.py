"""What stands on something that changes, and so must be taken down before and put back after."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial

from schemac.dialect import Legalizing, Unsupported
from schemac.model.change import Change, Verb
from schemac.model.names import Ref
from schemac.model.objects import Enum, Object, View
from schemac.model.programs import ROUTINES
from schemac.model.raw import RawStatement
from schemac.model.relations import MaterializedView, Policy
from schemac.model.sql_text import identifiers
from schemac.model.tables import Check, Column, Constraint, ForeignKey, Index, PrimaryKey, Table, Unique
from schemac_dialects.postgresql.around_functions import PARTS, around_functions
from schemac_dialects.postgresql.columns import same_family
from schemac_dialects.postgresql.enums import columns_of
from schemac_dialects.postgresql.recomputing import Recomputed

AnyPart = Constraint | Index
_RELATIONS = frozenset({"table", "view", "materialized_view"})
_TYPES = frozenset({"enum", "domain", "composite", "range"})
_TOUCHING = frozenset({"column", "table", "view", "materialized_view", *ROUTINES})


def with_dependents(
    changes: Sequence[Change], context: Legalizing, recomputed: Iterable[Recomputed], moves: Callable[[Change], bool]
) -> list[Change]:
    """Return the changes with drops and additions of everything that stands in their way.

    moves: tells of a change of an enum whether it gives the enum's columns a new type. Raises Unsupported where something that the model
    does not hold stands in the way, or something that nobody wants changed.
    """
    retyped = dict(_retyped(changes, context, moves))
    whole = _Rebuilt(list(changes))
    for ref, deep in retyped.items():
        if deep:
            _around_column(ref, context, whole)
    touched = set(retyped)
    for found in recomputed:
        touched |= found.refs
        for column in found.columns:
            _around_lost_column(column, found.table, found.wanted, whole)
    _around_keys(context, whole)
    touched |= {change.ref for change in whole.changes if change.verb is Verb.DROP and change.kind in _TOUCHING}
    _refuse_lost_types(context, whole)
    _around_views(touched, context, whole)
    return whole.changes


class _Rebuilt:
    """The changes so far; each thing is taken down and put back once at most.

    `changes` is another list whenever they are others, so that what is known of them by ref is read anew only then.
    """

    def __init__(self, changes: list[Change]) -> None:
        self.changes = changes
        self._known: list[Change] = []
        self._by_ref: set[tuple[Verb, Ref]] = set()

    def _has(self, verb: Verb, ref: Ref) -> bool:
        if self._known is not self.changes:
            self._by_ref = {(change.verb, change.ref) for change in self.changes}
            self._known = self.changes
        return (verb, ref) in self._by_ref

    def _append(self, *more: Change) -> None:
        self._has(Verb.DROP, more[0].ref)
        self.changes = self._known = [*self.changes, *more]
        self._by_ref.update((change.verb, change.ref) for change in more)

    def _forget_alterations(self, ref: Ref) -> None:
        if self._has(Verb.ALTER, ref):
            self.changes = [change for change in self.changes if not (change.verb is Verb.ALTER and change.ref == ref)]

    def dropped(self, ref: Ref) -> bool:
        return self._has(Verb.DROP, ref)

    def added(self, ref: Ref) -> bool:
        return self._has(Verb.ADD, ref)

    def replaced(self, ref: Ref) -> bool:
        """Tell whether something of the same name is added; of relations, of whatever kind."""
        kinds = _RELATIONS if ref.kind in _RELATIONS else {ref.kind}
        return any(self.added(ref._replace(kind=kind)) for kind in kinds)

    def overloaded(self, ref: Ref) -> bool:
        """Tell whether a routine of the same name is added."""
        name = ref.name.partition("(")[0]
        return ref.kind in ROUTINES and any(
            change.verb is Verb.ADD and change.kind == ref.kind and change.subject.name == name for change in self.changes
        )

    def rebuild(self, before: AnyPart, table: Table, after: AnyPart | None, wanted: Table, because: str) -> None:
        """Take a part of a table down, and put up what is wanted in its place, unless the table goes too."""
        ref = Ref(before.kind, table.namespace, before.name, table.name)
        if self.dropped(ref):
            return
        self._forget_alterations(ref)
        self._append(Change(Verb.DROP, before, None, table, wanted, because=because))
        if after is not None and not self.added(ref) and not self.dropped(table.ref):
            self._append(Change(Verb.ADD, None, after, table, wanted, because=because))

    def replace_object(self, before: Object, after: Object | None, because: str) -> None:
        """Take an object down, and put up what is wanted in its place."""
        self._forget_alterations(before.ref)
        self._append(Change(Verb.DROP, before, None, because=because))
        if after is not None:
            self._append(Change(Verb.ADD, None, after, because=because))


def _retyped(changes: Iterable[Change], context: Legalizing, moves: Callable[[Change], bool]) -> Iterator[tuple[Ref, bool]]:
    """Go through the columns whose types change, each with whether to something of another sort."""
    for change in changes:
        match change:
            case Change(verb=Verb.ALTER, before=Column() as before, after=Column() as after) if {"type", "collation"} & set(change.aspects):
                yield change.ref, not same_family(before.type, after.type)
            case Change(verb=Verb.ALTER, before=Enum() as enum) if moves(change):
                yield change.ref, False
                for table, column in columns_of(enum, context.current.tables):
                    _refuse_computed(enum, table, column)
                    yield Ref("column", table.namespace, column.name, table.name), True
            case _:
                pass


def _refuse_computed(enum: Enum, table: Table, column: Column) -> None:
    """Refuse to make an enum anew under a column that others are computed from."""
    for other in table.columns:
        if other.generated is not None and column.name in identifiers(other.generated.sql):
            reason = f"{enum.ref} cannot lose or reorder labels while column {table.full_name}.{other.name} is computed from its values"
            raise Unsupported(reason, "drop the computed column first, and add it again after")


def _around_column(ref: Ref, context: Legalizing, whole: _Rebuilt) -> None:
    """Rebuild what the server will not carry over when a column becomes one of another sort."""
    table = context.current.table(ref.owner)
    if table is None:
        return
    wanted = context.desired.table(ref.owner) or table
    because = f"it speaks of {ref.path}, whose type changes"
    for part in (*table.constraints, *table.indexes):
        if _speaks_of(part, ref.name):
            whole.rebuild(part, table, _same(part, wanted), wanted, because)
    for other in context.current.tables:
        for key in other.constraints:
            if isinstance(key, ForeignKey) and _refers(key, other, table, ref.name):
                target = context.desired.table(other.full_name) or other
                whole.rebuild(key, other, _same(key, target), target, because)


def _around_lost_column(column: Column, table: Table, wanted: Table, whole: _Rebuilt) -> None:
    """Put back the indexes and constraints that go with a column that is dropped and added."""
    because = f"it goes with {table.full_name}.{column.name}"
    for part in (*table.constraints, *table.indexes):
        named = getattr(part, "columns", ()) or tuple(key.column for key in getattr(part, "keys", ()))
        if column.name in named or _speaks_of(part, column.name):
            whole.rebuild(part, table, _same(part, wanted), wanted, because)


def _around_keys(context: Legalizing, whole: _Rebuilt) -> None:
    """Rebuild the foreign keys that rest on a primary key, unique constraint or unique index that goes."""
    for change in list(whole.changes):
        held, columns = change.table_before, _unique_columns(change.before)
        if change.verb is not Verb.DROP or columns is None or held is None:
            continue
        for other in context.current.tables:
            for key in other.constraints:
                if isinstance(key, ForeignKey) and key.table == held.full_name and set(key.referenced) == columns:
                    _refuse_lost_key(key, other, change, context, whole)
                    target = context.desired.table(other.full_name) or other
                    whole.rebuild(key, other, _same(key, target), target, f"it rests on {change.ref}, which is made anew")


def _refuse_lost_key(key: ForeignKey, holder: Table, change: Change, context: Legalizing, whole: _Rebuilt) -> None:
    """Refuse to drop what a foreign key of a table rests on that only the database has, where nothing takes its place."""
    if context.desired.table(holder.full_name) is not None or whole.dropped(holder.ref):
        return
    wanted = context.desired.table(change.ref.owner)
    left = (*wanted.constraints, *wanted.indexes) if wanted is not None else ()
    if all(_unique_columns(part) != set(key.referenced) for part in left):
        reason = (
            f"{change.ref} cannot be dropped: the foreign key {key.name} of table {holder.full_name}, which only the database has, needs it"
        )
        keep = f"keep a unique constraint on {', '.join(key.referenced)} in the definition"
        raise Unsupported(reason, f"{keep}, take table {holder.full_name} into it without that foreign key, or drop the key by hand before")


def _unique_columns(part: object) -> set[str] | None:
    """Return the columns whose values a part keeps apart, so that a foreign key may rest on it; None where none may."""
    if isinstance(part, PrimaryKey | Unique):
        return set(part.columns)
    if isinstance(part, Index) and part.unique and not part.where and all(key.column for key in part.keys):
        return {key.column for key in part.keys}
    return None


def _around_views(touched: set[Ref], context: Legalizing, whole: _Rebuilt) -> None:
    """Rebuild the views that read what changes, and the views that read those."""
    if not touched:
        return
    reads = _reads(context, whole.changes)
    _refuse_unmodelled(touched, reads, context, whole)
    done: set[Ref] = set()
    waiting = True
    while waiting:
        before = whole.changes
        around_functions(touched - done, context, whole, partial(_around_lost_column, whole=whole))
        done |= touched
        touched |= {change.ref for change in whole.changes if change.verb is Verb.DROP and change.kind == "column"}
        waiting = whole.changes is not before and not touched <= done
        for item in context.current:
            cause = next((ref for ref in reads.get(item.ref, ()) if ref in touched), None)
            if cause is None or item.kind in PARTS or whole.dropped(item.ref):
                continue
            if isinstance(item, RawStatement) and _goes(item, context):
                continue
            after = context.desired.objects.get(item.ref, item)
            _refuse_lost(item, after, cause, whole)
            whole.replace_object(item, after, f"it needs {cause}, which changes")
            touched.add(item.ref)
            waiting = True


def _goes(item: RawStatement, context: Legalizing) -> bool:
    """Tell whether a statement is taken back, or run in other words, without anything in its way."""
    wanted = context.desired.objects.get(item.ref)
    return context.prune if wanted is None else wanted != item


def _refuse_lost(item: Object, after: object, cause: Ref, whole: _Rebuilt) -> None:
    """Refuse to leave an object without what it needs; an overload of a function may take its place."""
    gone = whole.dropped(cause) and not whole.replaced(cause) and not whole.overloaded(cause)
    if gone and after == item:
        reason = f"{item.ref} reads {cause}, which is to be dropped"
        raise Unsupported(reason, f"change the {item.kind} or drop it in the same definition")


def _refuse_lost_types(context: Legalizing, whole: _Rebuilt) -> None:
    """Refuse to drop a type that something outside the model stands on."""
    types = {change.ref for change in whole.changes if change.verb is Verb.DROP and change.kind in _TYPES}
    if types:
        recorded = context.inspection.depends if context.inspection is not None else ()
        outside = {reader: {needed} for reader, needed in recorded if needed in types and reader.kind not in context.capabilities.kinds}
        _refuse_unmodelled(types, outside, context, whole)


def _refuse_unmodelled(touched: set[Ref], reads: dict[Ref, set[Ref]], context: Legalizing, whole: _Rebuilt) -> None:
    """Refuse to change what something outside the model stands on."""
    for reader, needed in reads.items():
        found = next((ref for ref in needed if ref in touched), None)
        gone = Ref("table", reader.namespace, reader.parent) in touched
        known = reader in context.current.objects or reader.kind in PARTS or whole.dropped(reader)
        if found is not None and not known and not gone:
            reason = f"{reader} depends on {found}, and schemac cannot make it anew"
            raise Unsupported(reason, f"drop the {reader.kind} by hand before, and create it again after")


def _reads(context: Legalizing, changes: Sequence[Change]) -> dict[Ref, set[Ref]]:
    """Return what each view and unmodelled thing reads: as the server records it, or by names where that is not known."""
    found: dict[Ref, set[Ref]] = {}
    recorded = context.inspection.depends if context.inspection is not None else ()
    new = {change.before.ref: change.ref for change in changes if change.verb is Verb.RENAME and isinstance(change.before, Object)}
    for reader, needed in recorded:
        found.setdefault(new.get(reader, reader), set()).add(new.get(needed, needed))
    renamed = any(change.verb is Verb.RENAME for change in changes)
    if context.inspection is None or renamed:
        for view in [each for each in context.current if isinstance(each, View | MaterializedView | Policy)]:
            found.setdefault(view.ref, set()).update(_named(view, context))
    return found


def _named(view: Object, context: Legalizing) -> Iterator[Ref]:
    """Go through the relations and columns whose names stand in a view's query or a policy's expressions."""
    words = identifiers(
        view.sql if isinstance(view, View | MaterializedView) else f"{getattr(view, 'using', '')} {getattr(view, 'check', '')}"
    )
    if isinstance(view, Policy):
        words |= {view.table}
    for item in context.current:
        if item.ref == view.ref or item.kind not in {"table", "view", "materialized_view"} or item.name not in words:
            continue
        yield item.ref
        if isinstance(item, Table):
            for column in item.columns:
                if column.name in words:
                    yield Ref("column", item.namespace, column.name, item.name)


def _speaks_of(part: Constraint | Index, column: str) -> bool:
    """Tell whether a part holds an expression that mentions a column."""
    match part:
        case Check():
            return column in identifiers(part.sql)
        case Index():
            return column in identifiers(part.where) or any(column in identifiers(key.sql) for key in part.keys if key.sql)
        case _:
            return False


def _refers(key: ForeignKey, holder: Table, table: Table, column: str) -> bool:
    """Tell whether a foreign key starts from or leads to a column."""
    starts = holder.full_name == table.full_name and column in key.columns
    return starts or (key.table == table.full_name and column in key.referenced)


def _same(part: Constraint | Index, wanted: Table) -> Constraint | Index | None:
    """Return the wanted part of a name and kind."""
    return next((each for each in (*wanted.constraints, *wanted.indexes) if each.kind == part.kind and each.name == part.name), None)
