"""BC105: a rule that programs may rely on is gone."""

from __future__ import annotations

from collections.abc import Iterator

from schemac.dialect.rules import Deed, Explained, Found, Rule
from schemac.model.change import Verb
from schemac.model.plan import Severity
from schemac.model.tables import Check, Exclude, ForeignKey, PrimaryKey, Unique


def check(deed: Deed) -> Iterator[Found]:
    """Find a constraint that is dropped and does not come back under the same name."""
    part, table = deed.change.before, deed.change.table_after
    if deed.change.verb is not Verb.DROP or not isinstance(part, PrimaryKey | Unique | Check | ForeignKey | Exclude):
        return
    if table is not None and all(other.name != part.name for other in table.constraints):
        yield Found(f"{part.kind.replace('_', ' ')} {part.name} on {deed.where} is dropped: nothing checks it any more")


CONSTRAINT_DROPPED = Rule(
    Explained(
        code="BC105",
        name="constraint-dropped",
        severity=Severity.NOTE,
        summary="a constraint is dropped",
        why="Rows that break it can be stored from now on, and the constraint cannot come back before they are mended.",
        safe="make sure that no program relies on it; for a unique key, that no `ON CONFLICT` names it",
        reference="https://www.postgresql.org/docs/current/ddl-alter.html",
        silenced="a constraint of the same name takes its place, or the table goes too",
    ),
    check,
)
