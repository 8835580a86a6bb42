"""MF105, MF107: rows that were never checked are checked now."""

from __future__ import annotations

from collections.abc import Iterator

from schemac.dialect.rules import Deed, Explained, Found, Rule
from schemac.hazards.new_rule import is_new_rule
from schemac.model.plan import Severity
from schemac.model.tables import Check, Exclude, ForeignKey


def added(deed: Deed) -> Iterator[Found]:
    """Find a check or a foreign key that rows which stand are held to."""
    part = deed.change.after
    if is_new_rule(deed.change) and isinstance(part, Check | ForeignKey):
        yield Found(f"{part.kind.replace('_', ' ')} {part.name} on {deed.where}: this fails if a row breaks it")


def exclusion(deed: Deed) -> Iterator[Found]:
    """Find an exclusion constraint that rows which stand are held to."""
    part = deed.change.after
    if is_new_rule(deed.change) and isinstance(part, Exclude):
        yield Found(f"exclude {part.name} on {deed.where}: this fails if two rows agree by it")


CONSTRAINT_ADDED = Rule(
    Explained(
        code="MF105",
        name="constraint-added",
        severity=Severity.WARNING,
        summary="a check or a foreign key is added to a table that stands",
        why="It fails at the first row that breaks it: a value outside the check, a reference to nothing.",
        safe="look for such rows first",
        reference="https://www.postgresql.org/docs/current/ddl-constraints.html",
        silenced="the table is new, or only the name or the comment changes",
        data_dependent=True,
    ),
    added,
)
EXCLUSION_ADDED = Rule(
    Explained(
        code="MF107",
        name="exclusion-added",
        severity=Severity.WARNING,
        summary="an exclusion constraint is added to a table that stands",
        why="It fails where two rows agree in all of its elements.",
        safe="join the table with itself by the same operators first",
        reference="https://www.postgresql.org/docs/current/ddl-constraints.html#DDL-CONSTRAINTS-EXCLUSION",
        data_dependent=True,
    ),
    exclusion,
)
