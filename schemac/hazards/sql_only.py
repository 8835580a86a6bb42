"""DS110, DS109: what only a statement written by hand does: rows are truncated, dependents go unnamed."""

from __future__ import annotations

from collections.abc import Iterator

from schemac.dialect.rules import Deed, Explained, Found, Rule
from schemac.model.plan import Severity


def truncate(deed: Deed) -> Iterator[Found]:
    """Find a table that is emptied."""
    if "truncate" in deed.words:
        yield Found(f"table {deed.where} loses all of its rows")


def cascade(deed: Deed) -> Iterator[Found]:
    """Find a statement that takes along what depends on its object."""
    if "cascade" in deed.words:
        what = "empties every table that refers to it" if "truncate" in deed.words else "drops whatever depends on it"
        yield Found(f"CASCADE on {deed.change.ref} {what}, named or not")


TRUNCATE = Rule(
    Explained(
        code="DS110",
        name="truncate",
        severity=Severity.WARNING,
        summary="a table is emptied by TRUNCATE",
        why="All rows are gone, and the table is locked against readers and writers alike.",
        safe="delete rows in batches with a WHERE that says which",
        reference="https://www.postgresql.org/docs/current/sql-truncate.html",
    ),
    truncate,
)
CASCADE = Rule(
    Explained(
        code="DS109",
        name="cascade",
        severity=Severity.DANGER,
        summary="DROP or TRUNCATE with CASCADE",
        why="What depends on the object goes too: foreign keys, views, policies, rows of other tables; none of it is named.",
        safe="name each dependent object in a statement of its own",
        reference="https://www.postgresql.org/docs/current/ddl-depend.html",
    ),
    cascade,
)
