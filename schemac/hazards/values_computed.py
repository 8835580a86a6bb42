"""DS108: stored values give way to computed ones, or computed ones to nothing."""

from __future__ import annotations

from collections.abc import Iterator

from schemac.dialect.rules import Deed, Explained, Found, Rule
from schemac.model.plan import Severity
from schemac.model.tables import Column


def check(deed: Deed) -> Iterator[Found]:
    """Find a column with values of its own that becomes a computed one, or one computed on reading that becomes a plain one."""
    path = deed.change.ref.path
    altered = deed.altered(Column)
    if not deed.known or altered is None:
        return
    before, after = altered
    if before.generated is None and after.generated is not None:
        yield Found(f"the values of column {path} give way to computed ones")
    elif before.generated is not None and not before.generated.stored and after.generated is None:
        yield Found(
            f"column {path} is computed on reading and will be empty",
            "fill the new column from the expression afterwards, then allow DS108",
        )


VALUES_COMPUTED = Rule(
    Explained(
        code="DS108",
        name="values-computed",
        severity=Severity.DANGER,
        summary="a column with values of its own becomes a computed one, or one that is computed on reading a plain one",
        why="The values that were stored are gone, or the new column is empty.",
        safe="compare the two first, or keep the old column under another name with `renamed_from`; then allow DS108",
        reference="https://www.postgresql.org/docs/current/ddl-generated-columns.html",
    ),
    check,
)
