"""What is known of undoing a change before anything is run."""

from __future__ import annotations

import pytest

from schemac.model.change import Change, Verb
from schemac.model.objects import Enum, Object
from schemac.model.proof import Reversal
from schemac.model.raw import RawStatement
from schemac.model.tables import Column, Index, IndexKey, Part, Table
from schemac.prove import labels

TABLE = Table(name="t")
DROPPED: tuple[tuple[Object | Part, Reversal], ...] = (
    (Table(name="t"), Reversal.LOSSY),
    (Column(name="c", type="text"), Reversal.LOSSY),
    (Column(name="c", type="text", nullable=False), Reversal.IRREVERSIBLE),
    (Column(name="c", type="text", nullable=False, default="'a'"), Reversal.LOSSY),
    (Index(name="i", keys=(IndexKey(column="c"),)), Reversal.LOSSLESS),
    (RawStatement(name="s", create=("a",), drop=()), Reversal.LOSSLESS),
)
TYPES = (
    ("varchar(20)", "varchar(30)", Reversal.LOSSLESS),
    ("varchar(30)", "varchar(20)", Reversal.LOSSY),
    ("integer", "bigint", Reversal.LOSSLESS),
    ("timestamp", "date", Reversal.LOSSY),
)


def held(part: Object | Part) -> Table | None:
    """Return the table of a part; None for a whole object."""
    return TABLE if isinstance(part, Part) else None


@pytest.mark.parametrize(("subject", "expected"), DROPPED)
def test_a_drop_loses_what_rows_held(subject: Object | Part, expected: Reversal) -> None:
    """What can be written again from the model comes back; values do not, and cannot where some must be there."""
    (outcome,) = labels([Change(Verb.DROP, subject, None, held(subject), held(subject))])

    assert expected == outcome.undo
    assert (expected is Reversal.LOSSLESS) == (not outcome.why)


@pytest.mark.parametrize(("before", "after", "expected"), TYPES)
def test_a_type_loses_what_the_new_one_does_not_hold(before: str, after: str, expected: Reversal) -> None:
    """A wider type loses nothing, any other may."""
    one, other = Column(name="c", type=before), Column(name="c", type=after)

    (outcome,) = labels([Change(Verb.ALTER, one, other, TABLE, TABLE, ("type",))])

    assert expected == outcome.undo


def test_a_label_that_goes_is_lost() -> None:
    """Rows that held a label which left an enum cannot tell so any more."""
    before, after = Enum(name="e", values=("a", "b")), Enum(name="e", values=("a",))

    assert ["which rows held b is lost", ""] == [
        outcome.why for outcome in labels([Change(Verb.ALTER, before, after), Change(Verb.ALTER, after, before)])
    ]


def test_statements_without_a_way_back_are_irreversible() -> None:
    """What a definition makes by statements comes back only as it says itself."""
    added = [Change(Verb.ADD, None, RawStatement(name="s", create=("a",), drop=drop)) for drop in ((), ("b",))]

    assert [Reversal.IRREVERSIBLE, Reversal.LOSSLESS] == [outcome.undo for outcome in labels(added)]
