"""DS105: labels leave an enum while rows may hold them."""

from __future__ import annotations

from collections.abc import Iterator

from schemac.dialect.rules import Deed, Explained, Found, Rule
from schemac.model.objects import Enum
from schemac.model.plan import Severity


def check(deed: Deed) -> Iterator[Found]:
    """Find an enum that loses labels."""
    altered = deed.altered(Enum)
    if altered is None:
        return
    before, after = altered
    gone = [label for label in before.values if label not in after.values]
    if gone:
        yield Found(f"enum {after.full_name} loses {', '.join(gone)}; rows that hold them make the change fail")


ENUM_LABEL_REMOVED = Rule(
    Explained(
        code="DS105",
        name="enum-label-removed",
        severity=Severity.DANGER,
        summary="an enum loses labels",
        why="Rows that hold them make the change fail, or lose their value.",
        safe="change those rows first, then allow DS105",
        reference="https://www.postgresql.org/docs/current/datatype-enum.html",
        data_dependent=True,
    ),
    check,
)
