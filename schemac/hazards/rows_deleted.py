"""DS114: rows of a reference table are deleted."""

from __future__ import annotations

from collections.abc import Iterator

from schemac.dialect.rules import Deed, Explained, Found, Rule
from schemac.model.plan import Severity
from schemac.model.rows import Rows, row_differences

_NAMED = 5


def deleted(deed: Deed) -> Iterator[Found]:
    """Find rows that a definition, which says that there are no others, does not have."""
    before, after = deed.change.before, deed.change.after
    if not isinstance(before, Rows):
        return
    removed = row_differences(before, after if isinstance(after, Rows) else None).removed
    if removed:
        keys = [" ".join(value.text for value in before.key_of(row) if value is not None) for row in removed[:_NAMED]]
        more = f" and {len(removed) - _NAMED} more" if len(removed) > _NAMED else ""
        count = f"{len(removed)} row{'s' * (len(removed) > 1)}"
        yield Found(f"{count} of {before.full_name} {'are' if len(removed) > 1 else 'is'} deleted: {', '.join(keys)}{more}")


ROWS_DELETED = Rule(
    Explained(
        code="DS114",
        name="reference-rows-deleted",
        severity=Severity.DANGER,
        summary="rows that the definition of an exact table does not have are deleted",
        why="Somebody may have put them there, and whatever refers to them is refused, or goes too where the foreign key cascades.",
        safe="write them into `rows:`, or take `exact: true` away, or allow DS114",
        reference="https://www.postgresql.org/docs/current/sql-delete.html",
        data_dependent=True,
    ),
    deleted,
)
