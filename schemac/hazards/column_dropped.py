"""DS103: a column is dropped with its values."""

from __future__ import annotations

from collections.abc import Iterator

from schemac.dialect.rules import Deed, Explained, Found, Rule
from schemac.model.change import Verb
from schemac.model.online import ASIDE
from schemac.model.plan import Severity
from schemac.model.tables import Column


def check(deed: Deed) -> Iterator[Found]:
    """Find a column that is dropped; one that is computed on reading holds nothing, one that a plan left aside nothing of its own."""
    column = deed.change.before
    if (
        deed.change.verb is not Verb.DROP
        or not isinstance(column, Column)
        or column.name.startswith(ASIDE)
        or (column.generated is not None and not column.generated.stored)
    ):
        return
    yield Found(f"column {deed.change.ref.path} and its values are dropped")


COLUMN_DROPPED = Rule(
    Explained(
        code="DS103",
        name="column-dropped",
        severity=Severity.DANGER,
        summary="a column is dropped, and its values with it",
        why="The values are gone, and programs that name the column fail; so do those that cache the list of columns.",
        safe="stop reading and writing it first, then allow DS103; if it was renamed, say so with `renamed_from`",
        reference="https://www.postgresql.org/docs/current/sql-altertable.html",
        silenced="the column is computed when it is read (virtual), so that it holds nothing",
    ),
    check,
)
