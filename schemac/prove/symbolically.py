"""The proof without a database: the changes, made on the model of the live schema, must give the desired one."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from schemac.diff import diff
from schemac.errors import Problem, SchemacError
from schemac.model.change import Change, Verb
from schemac.model.definition import Definition
from schemac.model.names import Ref
from schemac.model.objects import Object
from schemac.model.relations import MaterializedView
from schemac.model.schema import Schema
from schemac.model.tables import Column, Index, Part, Table


class UnprovenError(SchemacError):
    """A plan does not lead to the definition: a defect of schemac, found before anything was touched."""


def prove_symbolically(current: Schema, changes: Iterable[Change], desired: Definition) -> None:
    """Make the changes on the model and compare.

    current: the live schema after the plan's renames. Raises UnprovenError (SC500) naming what would be left over.
    """
    reached = current
    for change in changes:
        reached = after_change(reached, change)
    left = diff(reached, desired).changes
    if left:
        names = ", ".join(sorted({f"{change.verb.value} {change.ref}" for change in left})[:5])
        hint = "nothing was changed; please report this with both schemas"
        raise UnprovenError(Problem("SC500", f"the plan would not reach the definition; left over: {names}", hint=hint))


def after_change(schema: Schema, change: Change) -> Schema:
    """Return the schema after one change; a rename is made already."""
    match change.verb, change.subject:
        case Verb.RENAME, _:
            return schema
        case Verb.DROP, Object():
            return schema.having(without=[change.ref])
        case Verb.ADD | Verb.ALTER, Object() as item:
            return schema.having([_with_old_parts(schema, item) if change.verb is Verb.ALTER else item])
        case _, Part():
            return _with_part(schema, change)
        case _:
            return schema


def _with_old_parts(schema: Schema, item: Object) -> Object:
    """Return an altered table with the parts it has, which change by changes of their own; any other object as it is to be."""
    live = schema.objects.get(item.ref)
    if isinstance(item, Table) and isinstance(live, Table):
        return replace(item, columns=live.columns, constraints=live.constraints, indexes=live.indexes)
    if isinstance(item, MaterializedView) and isinstance(live, MaterializedView):
        return replace(item, indexes=live.indexes)
    return item


def _with_part(schema: Schema, change: Change) -> Schema:
    """Return the schema with one part of a table changed."""
    owner = change.table
    table = _holder(schema, owner) if owner is not None else None
    if table is None:
        return schema
    field = _field(change.subject)
    parts = [part for part in getattr(table, field) if part != change.before]
    if change.after is not None:
        parts.append(change.after)
    return schema.having([replace(table, **{field: tuple(parts)})])


def _holder(schema: Schema, owner: Table) -> Table | MaterializedView | None:
    """Return the table, or the materialized view that a table stands in for."""
    view = schema.objects.get(Ref("materialized_view", owner.namespace, owner.name))
    return view if isinstance(view, MaterializedView) else schema.table(owner.full_name)


def _field(subject: Object | Part) -> str:
    """Return the list of a table that holds parts of this kind."""
    match subject:
        case Column():
            return "columns"
        case Index():
            return "indexes"
        case _:
            return "constraints"
