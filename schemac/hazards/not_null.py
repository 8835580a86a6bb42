"""MF103, MF104, DS112: columns that may not be null any more, or again."""

from __future__ import annotations

from collections.abc import Iterator

from schemac.dialect.rules import Deed, Explained, Found, Rule
from schemac.model.change import Verb
from schemac.model.plan import Severity
from schemac.model.tables import Column


def added(deed: Deed) -> Iterator[Found]:
    """Find a column that may not be null and has no default, added to a table that may have rows."""
    column = deed.change.after
    if deed.change.verb is not Verb.ADD or not isinstance(column, Column) or column.nullable:
        return
    if column.default is None and column.identity is None and column.generated is None:
        yield Found(f"column {deed.change.ref.path} may not be null and has no default: this fails if the table has rows")


def was_set(deed: Deed) -> Iterator[Found]:
    """Find a column that may hold nulls and may not any more."""
    altered = deed.altered(Column)
    if altered and altered.before.nullable and not altered.after.nullable:
        yield Found(
            f"column {deed.change.ref.path} becomes not null: this fails if a row holds a null",
            f"look first: select count(*) where {altered.after.name} is null",
        )


def dropped(deed: Deed) -> Iterator[Found]:
    """Find a column that may hold nulls from now on."""
    altered = deed.altered(Column)
    if altered and altered.after.nullable and not altered.before.nullable:
        yield Found(f"column {deed.change.ref.path} may be null from now on: programs that rely on a value meet none")


NOT_NULL_COLUMN_ADDED = Rule(
    Explained(
        code="MF103",
        name="required-column-added",
        severity=Severity.DANGER,
        summary="a column that may not be null and has no default is added to a table that stands",
        why="It fails where the table has rows, and every INSERT of a program that does not know the column fails afterwards.",
        safe="give it a default, or add it nullable, fill it, then set `nullable: false`",
        reference="https://www.postgresql.org/docs/current/ddl-alter.html",
        silenced="the column has a default, counts by itself or is computed; or the table is new",
        data_dependent=True,
    ),
    added,
)
NOT_NULL_SET = Rule(
    Explained(
        code="MF104",
        name="not-null-set",
        severity=Severity.WARNING,
        summary="a column that may be null becomes not null",
        why="It fails at the first row that holds a null.",
        safe="look first: select count(*) where the column is null",
        reference="https://www.postgresql.org/docs/current/sql-altertable.html",
        data_dependent=True,
    ),
    was_set,
)
NOT_NULL_DROPPED = Rule(
    Explained(
        code="DS112",
        name="not-null-dropped",
        severity=Severity.NOTE,
        summary="a column that may not be null may be from now on",
        why="Programs that rely on a value meet none, and the rule cannot be put back once a null is stored.",
        safe="make sure that every reader of the column can do without a value",
        reference="https://www.postgresql.org/docs/current/sql-altertable.html",
    ),
    dropped,
)
