"""What a rename does to everything that speaks of what is renamed, on the model."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from schemac.diff.following import follow_column, follow_table
from schemac.diff.following_texts import follow_label, follow_sequence, follow_type
from schemac.model.change import Change
from schemac.model.names import Name
from schemac.model.objects import Namespace, Object, Sequence, View
from schemac.model.programs import EventTrigger, Hanging, Routine, Trigger
from schemac.model.relations import Composite, MaterializedView, Policy, Publication, Statistics
from schemac.model.rows import Rows
from schemac.model.schema import Schema
from schemac.model.sql_text import identifiers, rename, rename_calls
from schemac.model.tables import Check, Column, Constraint, Exclude, ForeignKey, Label, PrimaryKey, Table, Unique

_TYPES = frozenset({"enum", "domain", "composite", "range"})


def after_rename(current: Schema, change: Change) -> Schema:
    """Return the schema as an engine that follows its references leaves it after a rename."""
    match change.before, change.after:
        case Table() as old, Table() as new:
            changed = [_follow_table(item, old.full_name, new.full_name) for item in current if item.ref != old.ref]
            return _in_place(current, old, _follow_table(new, old.full_name, new.full_name), changed)
        case Namespace() as old_namespace, Namespace() as new_namespace:
            return Schema.of(_moved(item, old_namespace, new_namespace) for item in current)
        case Object() as old_object, Object() as new_object:
            changed = [_follow_object(item, old_object, new_object) for item in current if item.ref != old_object.ref]
            return _in_place(current, old_object, new_object, changed)
        case Column() as old_column, Column() as new_column if change.table_before is not None and change.table_after is not None:
            table = change.table_after.full_name
            followed = [_follow_column(item, table, old_column.name, new_column.name) for item in current]
            kept = {item.ref: item for item in followed}
            kept[change.table_after.ref] = _follow_column(change.table_after, table, old_column.name, new_column.name)
            return Schema.of(kept.values())
        case Label() as old_label, Label() as new_label if change.table_after is not None:
            return Schema.of(follow_label(item, change.table_after.full_name, old_label.name, new_label.name) for item in current)
        case _:
            return current.having([change.table_after]) if change.table_after is not None else current


def _moved(item: Object, old: Namespace, new: Namespace) -> Object:
    """Return an object with the namespace's new name in its own name and in its references."""
    if item.ref == old.ref:
        return new
    if item.namespace == old.name:
        item = replace(item, namespace=new.name)
    if isinstance(item, Table):
        keys = tuple(
            replace(part, table=part.table._replace(namespace=new.name))
            if isinstance(part, ForeignKey) and part.table.namespace == old.name
            else part
            for part in item.constraints
        )
        item = replace(item, constraints=keys)
    return _follow_words(item, {old.name: new.name})


def _in_place(current: Schema, old: Object, new: Object, others: Iterable[Object]) -> Schema:
    """Return the schema with an object renamed where it stands and the others, in their order, as given."""
    left = iter(others)
    return Schema.of(new if item.ref == old.ref else next(left) for item in current)


def _follow_table(item: Object, old: Name, new: Name) -> Object:
    """Return an object with its references to a table under the table's new name."""
    match item:
        case Table():
            keys = tuple(
                replace(part, table=new) if isinstance(part, ForeignKey) and part.table == old else part for part in item.constraints
            )
            item = item if keys == item.constraints else replace(item, constraints=keys)
            return _under(item, old, new) if old in item.parents else item
        case Policy() | MaterializedView() | Statistics() | Publication():
            return follow_table(item, old, new)
        case Hanging() if item.owner == old:
            return replace(item, namespace=new.namespace, table=new.name)
        case Rows() if item.full_name == old:
            return replace(item, namespace=new.namespace, name=new.name)
        case Trigger() if item.from_table == str(old):
            return replace(item, from_table=str(new))
        case View() if old.name in identifiers(item.sql) or old.name.lower() in identifiers(item.sql):
            return replace(item, sql=rename(item.sql, {old.name: new.name}))
        case Sequence() if item.owned_by and item.owned_by[:2] == (old.namespace, old.name):
            return replace(item, owned_by=(new.namespace, new.name, item.owned_by[2]))
        case _:
            return item


def _follow_object(item: Object, old: Object, new: Object) -> Object:
    """Return an object with types, queries and defaults that mention a renamed object under its new name."""
    item = _follow_words(item, {old.name: new.name})
    if isinstance(old, Sequence):
        return follow_sequence(item, old.full_name, new.full_name)
    return follow_type(item, old.name, new.name) if old.kind in _TYPES else item


def _follow_words(item: Object, names: Mapping[str, str]) -> Object:
    """Return an object with types and queries that mention a renamed object under its new name."""
    match item:
        case Table():
            columns = tuple(replace(column, type=rename(column.type, names)) for column in item.columns)
            return item if columns == item.columns else replace(item, columns=columns)
        case View() | MaterializedView():
            return replace(item, sql=rename(item.sql, names))
        case Composite():
            attributes = tuple(replace(each, type=rename(each.type, names)) for each in item.attributes)
            return item if attributes == item.attributes else replace(item, attributes=attributes)
        case Policy():
            return replace(item, using=rename(item.using, names), check=rename(item.check, names))
        case Trigger() | EventTrigger() if item.execute:
            return replace(item, execute=rename_calls(rename(item.execute, names), names))
        case Routine():
            said = {word: rename(getattr(item, word), names) for word in ("arguments", "returns", "signature") if getattr(item, word, None)}
            return replace(item, **said)
        case _:
            return item


def _under(table: Table, old: Name, new: Name) -> Table:
    """Return a table with one of its parents under a new name."""
    if table.partition_of is not None:
        return replace(table, partition_of=replace(table.partition_of, table=new))
    return replace(table, inherits=tuple(new if parent == old else parent for parent in table.inherits))


def _follow_column(item: Object, table: Name, old: str, new: str) -> Object:
    """Return an object with its references to a column under the column's new name."""
    names = {old: new}
    match item:
        case Table() if item.full_name == table:
            return _own_column(item, names)
        case Table() if table in item.parents:
            columns = tuple(replace(column, name=new) if column.name == old else column for column in item.columns)
            return _own_column(replace(item, columns=columns), names)
        case Policy() | MaterializedView() | Statistics():
            return follow_column(item, table, names)
        case Table():
            keys = tuple(
                replace(part, referenced=_renamed(part.referenced, names)) if isinstance(part, ForeignKey) and part.table == table else part
                for part in item.constraints
            )
            return item if keys == item.constraints else replace(item, constraints=keys)
        case View() if table.name in identifiers(item.sql):
            return replace(item, sql=rename(item.sql, names))
        case Rows() if item.full_name == table:
            return replace(item, columns=_renamed(item.columns, names), key=_renamed(item.key, names))
        case Trigger() if item.owner == table:
            return replace(item, columns=_renamed(item.columns, names), when=rename(item.when, names))
        case Sequence() if item.owned_by == (table.namespace, table.name, old):
            return replace(item, owned_by=(table.namespace, table.name, new))
        case _:
            return item


def _own_column(table: Table, names: Mapping[str, str]) -> Table:
    """Return a table whose parts speak of a column under its new name."""
    columns = tuple(
        replace(column, generated=replace(column.generated, sql=rename(column.generated.sql, names))) if column.generated else column
        for column in table.columns
    )
    constraints: list[Constraint] = []
    for part in table.constraints:
        match part:
            case Check():
                constraints.append(replace(part, sql=rename(part.sql, names)))
            case PrimaryKey() | Unique():
                constraints.append(replace(part, columns=_renamed(part.columns, names), include=_renamed(part.include, names)))
            case Exclude():
                elements = tuple(
                    replace(each, column=names.get(each.column, each.column), sql=rename(each.sql, names)) for each in part.elements
                )
                constraints.append(replace(part, elements=elements, where=rename(part.where, names), include=_renamed(part.include, names)))
            case ForeignKey():
                referenced = _renamed(part.referenced, names) if part.table == table.full_name else part.referenced
                constraints.append(replace(part, columns=_renamed(part.columns, names), referenced=referenced))
    indexes = tuple(
        replace(
            index,
            keys=tuple(replace(key, column=names.get(key.column, key.column), sql=rename(key.sql, names)) for key in index.keys),
            where=rename(index.where, names),
            include=_renamed(index.include, names),
        )
        for index in table.indexes
    )
    divided = rename(table.partition_by, names)
    return replace(table, columns=columns, constraints=tuple(constraints), indexes=indexes, partition_by=divided)


def _renamed(columns: tuple[str, ...], names: Mapping[str, str]) -> tuple[str, ...]:
    """Return column names with the renamed ones under their new names."""
    return tuple(names.get(column, column) for column in columns)
