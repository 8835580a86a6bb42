"""MF106: a type change that reads text, and fails where the text is not what it should be."""

from __future__ import annotations

from collections.abc import Iterator

from schemac.dialect.rules import Deed, Explained, Found, Rule
from schemac.model.plan import Severity
from schemac.model.tables import Column
from schemac.model.types import parse_type


def check(deed: Deed) -> Iterator[Found]:
    """Find a text column that becomes something else."""
    altered = deed.altered(Column)
    if not deed.known or altered is None:
        return
    before, after = altered
    if _is_text(before.type) and not _is_text(after.type) and after.generated is None:
        yield Found(f"column {deed.change.ref.path} is text and becomes {after.type}: this fails at a value that is none")


def _is_text(spelled: str) -> bool:
    try:
        return parse_type(spelled).is_text
    except ValueError:
        return False


CAST_MAY_FAIL = Rule(
    Explained(
        code="MF106",
        name="cast-may-fail",
        severity=Severity.WARNING,
        summary="a text column becomes a number, a date, an enum or the like",
        why="It fails at the first text that cannot be read as the new type.",
        safe="count the rows whose text cannot be read first, and mend them",
        reference="https://www.postgresql.org/docs/current/sql-altertable.html",
        data_dependent=True,
    ),
    check,
)
