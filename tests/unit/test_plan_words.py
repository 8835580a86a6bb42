"""Native words that change are told one by one."""

from __future__ import annotations

from schemac.dialect import load
from schemac.model.change import Change, Verb
from schemac.model.definition import Definition
from schemac.model.tables import Column, Table
from schemac.plan import describe


def test_each_native_word_that_differs_is_told_by_its_path() -> None:
    """A nested word that stays is not told, one that comes or goes is told against none."""
    columns = (Column(name="id", type="integer"),)
    before = Table(name="t", columns=columns, options={"with": {"fillfactor": 90, "toast_tuple_target": 256}, "tablespace": "fast"})
    after = Table(name="t", columns=columns, options={"with": {"fillfactor": 80, "toast_tuple_target": 256}, "unlogged": True})

    told = describe(Change(Verb.ALTER, before, after, aspects=("options",)), Definition(), load("postgresql"))

    assert (
        ("options tablespace", "fast", "none"),
        ("options unlogged", "none", "yes"),
        ("options with fillfactor", "90", "80"),
    ) == told.details
