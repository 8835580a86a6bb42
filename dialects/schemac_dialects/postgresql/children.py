"""Partitions and tables that inherit: what the server does to them by itself, and how they are made, attached and detached."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from schemac.dialect import Legalizing
from schemac.model.change import Action, Change, Verb
from schemac.model.names import Ref
from schemac.model.tables import Check, Column, Table
from schemac_dialects.postgresql.not_null import NO_INHERIT

_IDENTITY_HANDED_DOWN = 17


def without_handed_down(changes: Sequence[Change]) -> list[Change]:
    """Return the changes without those of columns, and renames of anything, that reach a child when its parent changes."""
    asked = {change.ref: change for change in changes}
    return [change for change in changes if not _handed_down(change, asked)]


def _handed_down(change: Change, asked: dict[Ref, Change]) -> bool:
    """Tell whether the same change is made to a parent that the table has before and after."""
    before, after, subject = change.table_before, change.table_after, change.subject
    if before is None or after is None or not isinstance(subject, Column) or change.aspects == ("comment",):
        return False
    for parent in after.parents:
        other = asked.get(Ref("column", parent.namespace, subject.name, parent.name))
        if other is not None and parent in before.parents and other.verb is change.verb and set(change.aspects) <= set(other.aspects):
            return True
    return False


def create_child(change: Change, table: Table, constraints: Sequence[object], context: Legalizing) -> list[Action]:
    """Return the actions that make a new child with what it has besides its parent's columns."""
    parents = [parent for parent in (context.desired.table(name) for name in table.parents) if parent is not None]
    given: dict[str, Column] = {}
    for parent in parents:
        for column in parent.columns:
            free = column.nullable or bool(column.options.get(NO_INHERIT))
            given.setdefault(column.name, replace(column, comment=None, nullable=free))
    rest = [column.name for column in table.columns if column.name not in given]
    in_order = [column.name for column in table.columns] == [*given, *rest]
    own = [column for column in table.columns if not _alike(column, given.get(column.name), context)]
    if table.partition_of is None:
        columns = [column for column in table.columns if column.name not in given or column in own]
        return [Action("create_table", change, {"constraints": constraints, "columns_of": columns})]
    if in_order and parents and all(_same_kind(column, given.get(column.name)) for column in own):
        said = [replace(column, nullable=column.nullable or not given[column.name].nullable) for column in own]
        return [Action("create_partition", change, {"constraints": constraints, "columns": said})]
    checks = [part for parent in parents for part in parent.constraints if isinstance(part, Check) and not part.no_inherit]
    made = Action("create_table", change, {"constraints": [*constraints, *checks], "columns_of": table.columns})
    return [made, Action("attach_partition", change)]


def _alike(column: Column, given: Column | None, context: Legalizing) -> bool:
    """Tell whether a child's column is the one that its parent hands down."""
    if given is None:
        return False
    if context.capabilities.version[0] < _IDENTITY_HANDED_DOWN:
        given = replace(given, identity=None)
    return replace(column, comment=None, options={}) == replace(given, options={})


def _same_kind(column: Column, given: Column | None) -> bool:
    """Tell whether a column differs from its parent's by no more than what can be said of a partition's column."""
    return given is not None and (column.type, column.generated, column.collation) == (given.type, given.generated, given.collation)


def moved(change: Change, aspect: str) -> list[Action]:
    """Return the actions that for one attribute take a partition or child from its parents and give it to others."""
    before, after = change.before, change.after
    if not isinstance(before, Table) or not isinstance(after, Table):
        return []
    made = []
    if aspect == "partition_of":
        made += [Action("detach_partition", change)] if before.partition_of is not None else []
        made += [Action("attach_partition", change)] if after.partition_of is not None else []
    if aspect == "inherits":
        made += [Action("no_inherit", change, {"parent": parent}) for parent in before.inherits if parent not in after.inherits]
        made += [Action("inherit", change, {"parent": parent}) for parent in after.inherits if parent not in before.inherits]
    return made


def goes_with_parent(change: Change, gone: frozenset[Ref]) -> bool:
    """Tell whether a thing under a table goes because the table does."""
    return (
        change.verb is Verb.DROP
        and change.kind == "policy"
        and change.ref._replace(kind="table", name=change.ref.parent, parent="") in gone
    )
