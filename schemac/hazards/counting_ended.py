"""BC114: a column that gave its rows numbers gives them none any more."""

from __future__ import annotations

from collections.abc import Iterator

from schemac.dialect.rules import Deed, Explained, Found, Rule
from schemac.model.plan import Severity
from schemac.model.tables import Column


def check(deed: Deed) -> Iterator[Found]:
    """Find a column that stops counting and stays."""
    altered = deed.altered(Column)
    if altered and _counts(altered.before) and not _counts(altered.after):
        what = f"column {deed.change.ref.path} counts by itself no longer"
        yield Found(f"{what}: inserts that leave it out fail or store null, and how far it has counted is lost with its sequence")


def _counts(column: Column) -> bool:
    return column.identity is not None or (column.default or "").startswith("nextval(")


COUNTING_ENDED = Rule(
    Explained(
        code="BC114",
        name="counting-ended",
        severity=Severity.NOTE,
        summary="a column that counted by itself stays and does so no longer",
        why="Programs that rely on it fail or store null, and if it counts again one day it gives numbers that were given before.",
        safe="note its last value, and let programs give the numbers first",
        reference="https://www.postgresql.org/docs/current/ddl-identity-columns.html",
    ),
    check,
)
