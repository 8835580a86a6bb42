"""Changes that fail, or not, by what the rows hold."""

from __future__ import annotations

from collections.abc import Iterator

from schemac.model.change import Change, Verb
from schemac.model.plan import Hazard, Severity
from schemac.model.tables import Check, Column, ForeignKey, Index, PrimaryKey, Unique


def not_null_column_added(change: Change) -> Iterator[Hazard]:
    """MF103: a column that may not be null and has no default is added to a table that may have rows."""
    column = change.after
    if change.verb is not Verb.ADD or not isinstance(column, Column) or column.nullable:
        return
    if column.default is None and column.identity is None and column.generated is None:
        yield Hazard(
            code="MF103",
            severity=Severity.DANGER,
            message=f"column {change.ref.path} may not be null and has no default: this fails if the table has rows",
            remedy="give it a default, or add it nullable, fill it, then set `nullable: false`",
        )


def not_null_set(change: Change) -> Iterator[Hazard]:
    """MF104: a column that may hold nulls may not any more."""
    before, after = change.before, change.after
    if change.verb is Verb.ALTER and isinstance(before, Column) and isinstance(after, Column) and before.nullable and not after.nullable:
        yield Hazard(
            code="MF104",
            severity=Severity.WARNING,
            message=f"column {change.ref.path} becomes not null: this fails if a row holds a null",
            remedy=f"look first: select count(*) where {after.name} is null",
        )


def uniqueness_added(change: Change) -> Iterator[Hazard]:
    """MF101: values that may repeat may not any more."""
    part = change.after
    if not _is_new_rule(change):
        return
    if isinstance(part, PrimaryKey | Unique) or (isinstance(part, Index) and part.unique):
        yield Hazard(
            code="MF101",
            severity=Severity.WARNING,
            message=f"{part.kind.replace('_', ' ')} {part.name} on {change.ref.parent}: this fails if values repeat",
            remedy="look for duplicates first",
        )


def constraint_added(change: Change) -> Iterator[Hazard]:
    """MF105: rows that were never checked are checked now."""
    part = change.after
    if _is_new_rule(change) and isinstance(part, Check | ForeignKey):
        yield Hazard(
            code="MF105",
            severity=Severity.WARNING,
            message=f"{part.kind.replace('_', ' ')} {part.name} on {change.ref.parent}: this fails if a row breaks it",
            remedy="look for such rows first",
        )


def _is_new_rule(change: Change) -> bool:
    """Tell whether rows that stand are held to something new: a part that is added, or altered in more than what is said of it."""
    if change.table_before is None:
        return False
    return change.verb is Verb.ADD or (change.verb is Verb.ALTER and not {"comment", "name"}.issuperset(change.aspects))
