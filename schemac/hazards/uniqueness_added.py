"""MF101, DS113: values that may repeat may not any more, or compare otherwise."""

from __future__ import annotations

from collections.abc import Iterator

from schemac.dialect.rules import Deed, Explained, Found, Rule
from schemac.hazards.new_rule import is_new_rule
from schemac.model.plan import Severity
from schemac.model.tables import Column, Index, PrimaryKey, Table, Unique


def added(deed: Deed) -> Iterator[Found]:
    """Find uniqueness that rows which stand are held to from now on."""
    part = deed.change.after
    if is_new_rule(deed.change) and (isinstance(part, PrimaryKey | Unique) or (isinstance(part, Index) and part.unique)):
        yield Found(f"{part.kind.replace('_', ' ')} {part.name} on {deed.where}: this fails if values repeat")


def collation(deed: Deed) -> Iterator[Found]:
    """Find a new collation for a column whose values may not repeat."""
    table = deed.change.table_after
    altered = deed.altered(Column)
    if altered is None or table is None:
        return
    before, after = altered
    if before.collation != after.collation and after.name in _unique_columns(table):
        yield Found(
            f"column {deed.change.ref.path} is unique and gets the collation {after.collation or 'of its type'}: values may repeat by it"
        )


def _unique_columns(table: Table) -> set[str]:
    keys = [part.columns for part in table.constraints if isinstance(part, PrimaryKey | Unique)]
    return {column for columns in keys for column in columns} | {
        key.column for index in table.indexes if index.unique for key in index.keys
    }


UNIQUENESS_ADDED = Rule(
    Explained(
        code="MF101",
        name="uniqueness-added",
        severity=Severity.WARNING,
        summary="a primary key, a unique constraint or a unique index is added to a table that stands",
        why="It fails where values repeat.",
        safe="look for duplicates first",
        reference="https://www.postgresql.org/docs/current/ddl-constraints.html",
        silenced="the table is new, or only the name or the comment changes",
        data_dependent=True,
    ),
    added,
)
COLLATION_OF_UNIQUE = Rule(
    Explained(
        code="DS113",
        name="unique-collation-changed",
        severity=Severity.WARNING,
        summary="a column of a unique key gets another collation",
        why="Values that were different may be equal by the new collation, and the change fails.",
        safe="look for duplicates by the new collation first",
        reference="https://dev.mysql.com/doc/refman/en/charset-collation-effect.html",
        data_dependent=True,
    ),
    collation,
)
