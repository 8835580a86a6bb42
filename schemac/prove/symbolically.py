"""The proof without a database: the changes, made on the model of the live schema, must give the desired one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace as replace_definition

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
    left = diff(after_changes(current, changes), replace_definition(desired, renames={})).changes
    if left:
        names = ", ".join(sorted({f"{change.verb.value} {change.ref}" for change in left})[:5])
        hint = "nothing was changed; please report this with both schemas"
        raise UnprovenError(Problem("SC500", f"the plan would not reach the definition; left over: {names}", hint=hint))


def after_changes(schema: Schema, changes: Iterable[Change]) -> Schema:
    """Return the schema after changes, in their order; a rename is made already."""
    draft = dict(schema.objects)
    for change in changes:
        if change.verb is not Verb.RENAME:
            _make(change, draft)
    return Schema.of(draft.values())


def _make(change: Change, draft: dict[Ref, Object]) -> None:
    """Make one change in place: a schema of many objects is not copied for each."""
    match change.verb, change.subject:
        case Verb.DROP, Object():
            draft.pop(change.ref, None)
        case Verb.ALTER, Object() as item:
            draft[item.ref] = _with_old_parts(draft, item)
        case Verb.ADD, Object() as item:
            draft[item.ref] = item
        case _, Part():
            _change_part(change, draft)
        case _:
            pass


def _with_old_parts(draft: Mapping[Ref, Object], item: Object) -> Object:
    """Return an altered table with the parts it has, which change by changes of their own; any other object as it is to be."""
    live = draft.get(item.ref)
    if isinstance(item, Table) and isinstance(live, Table):
        return replace(item, columns=live.columns, constraints=live.constraints, indexes=live.indexes)
    if isinstance(item, MaterializedView) and isinstance(live, MaterializedView):
        return replace(item, indexes=live.indexes)
    return item


def _change_part(change: Change, draft: dict[Ref, Object]) -> None:
    """Change one part of a table, or of the materialized view that a table stands in for."""
    owner = change.table
    if owner is None:
        return
    holder = draft.get(Ref("materialized_view", owner.namespace, owner.name)) or draft.get(Ref("table", owner.namespace, owner.name))
    if isinstance(holder, Table | MaterializedView):
        field = _field(change.subject)
        parts = [part for part in getattr(holder, field) if part != change.before]
        if change.after is not None:
            parts.append(change.after)
        draft[holder.ref] = replace(holder, **{field: tuple(parts)})


def _field(subject: Object | Part) -> str:
    """Return the list of a table that holds parts of this kind."""
    match subject:
        case Column():
            return "columns"
        case Index():
            return "indexes"
        case _:
            return "constraints"
