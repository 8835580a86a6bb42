"""BC106: a column whose values clients read in another type."""

from __future__ import annotations

from collections.abc import Iterator

from schemac.dialect.rules import Deed, Explained, Found, Rule
from schemac.hazards.lossy_type import keeps_every_value
from schemac.model.plan import Severity
from schemac.model.tables import Column
from schemac.model.types import TEXTS, parse_type


def check(deed: Deed) -> Iterator[Found]:
    """Find a column that clients read in another type from now on; more room in the same type is no news to them."""
    altered = deed.altered(Column)
    if altered is None:
        return
    before, after = altered
    if "type" in deed.change.aspects and not (deed.known and _alike(before.type, after.type)):
        was = f" from {before.type}" if deed.known else ""
        yield Found(f"column {deed.change.ref.path} goes{was} to {after.type}: programs read and write another type")


def _alike(old: str, new: str) -> bool:
    """Tell whether clients see one type as the other."""
    if not keeps_every_value(old, new):
        return False
    try:
        one, other = parse_type(old).name, parse_type(new).name
    except ValueError:
        return False
    return one == other or {one, other} <= TEXTS


TYPE_CHANGED = Rule(
    Explained(
        code="BC106",
        name="column-type-changed",
        severity=Severity.NOTE,
        summary="a column gets a type that clients read otherwise",
        why="Drivers and programs that bind or read the old type fail, or round; prepared statements fail once.",
        safe="add a column of the new type, write both, fill it, read the new one, then drop the old",
        reference="https://www.postgresql.org/docs/current/sql-altertable.html",
        silenced="the type stays the same and only gets more room",
    ),
    check,
)
