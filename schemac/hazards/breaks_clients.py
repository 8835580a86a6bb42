"""Changes after which programs that know the old name fail."""

from __future__ import annotations

from collections.abc import Iterator

from schemac.model.change import Change, Verb
from schemac.model.plan import Hazard, Severity
from schemac.model.tables import Column, Table


def table_renamed(change: Change) -> Iterator[Hazard]:
    """BC101: a table is renamed."""
    if change.verb is Verb.RENAME and isinstance(change.before, Table) and isinstance(change.after, Table):
        yield Hazard(
            code="BC101",
            severity=Severity.WARNING,
            message=f"table {change.before.full_name} becomes {change.after.full_name}: queries by the old name fail",
            remedy="deploy programs that know both names first, or keep a view of the old name",
        )


def column_renamed(change: Change) -> Iterator[Hazard]:
    """BC102: a column is renamed."""
    if change.verb is Verb.RENAME and isinstance(change.before, Column):
        yield Hazard(
            code="BC102",
            severity=Severity.WARNING,
            message=f"column {change.ref.parent}.{change.before.name} becomes {change.ref.name}: queries by the old name fail",
            remedy="deploy programs that know both names first",
        )
