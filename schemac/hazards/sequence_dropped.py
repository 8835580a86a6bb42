"""DS104: a sequence is dropped, and with it how far it has counted."""

from __future__ import annotations

from collections.abc import Iterator

from schemac.dialect.rules import Deed, Explained, Found, Rule
from schemac.model.change import Verb
from schemac.model.objects import Sequence
from schemac.model.plan import Severity


def check(deed: Deed) -> Iterator[Found]:
    """Find a sequence that is dropped; one that goes with its column is no news."""
    before = deed.change.before
    if deed.change.verb is Verb.DROP and isinstance(before, Sequence) and before.owned_by is None:
        yield Found(f"sequence {before.full_name} and its count are dropped")


SEQUENCE_DROPPED = Rule(
    Explained(
        code="DS104",
        name="sequence-dropped",
        severity=Severity.DANGER,
        summary="a sequence is dropped, and with it how far it has counted",
        why="Made anew it counts from the beginning, and gives numbers that were given before.",
        safe="note its last value, then allow DS104",
        reference="https://www.postgresql.org/docs/current/sql-dropsequence.html",
        silenced="the sequence belongs to a column that goes too",
    ),
    check,
)
