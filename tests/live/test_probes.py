"""Rows that stand in the way of a change are counted and shown before anything is done, on every engine."""

from __future__ import annotations

from typing import Any

import pytest

from schemac.api.applying import Applying, apply_definition
from schemac.api.planning import opened, plan
from schemac.errors import HazardError
from schemac.model.definition import Definition
from schemac.model.plan import Hazard, Severity
from schemac.source import from_dict
from tests.servers.database import ScratchDatabase

TABLES: dict[str, Any] = {
    "o": {"columns": {"id": {"type": "int", "primary_key": True}}},
    "t": {"columns": {"id": {"type": "int", "primary_key": True}, "a": "int", "b": "int"}},
}
ROWS = "INSERT INTO t (id, a, b) VALUES (1, 1, 5), (2, 1, NULL), (3, NULL, 7), (4, NULL, -1), (5, NULL, 8), (6, NULL, 9)"


def defined(**words: Any) -> Definition:
    """Return the definition with other words for table `t`."""
    return from_dict({"schemac": 1, "database": {"name": "test"}, "tables": {**TABLES, "t": {**TABLES["t"], **words}}})


def columns(**words: Any) -> Definition:
    """Return the definition with other columns."""
    return defined(columns={**TABLES["t"]["columns"], **words})


CHANGES: dict[str, tuple[Definition, str, int, tuple[str, ...]]] = {
    "not null": (columns(a={"type": "int", "nullable": False}), "MF104", 4, ("3", "4", "5")),
    "a column that must have a value": (columns(c={"type": "int", "nullable": False}), "MF103", 6, ()),
    "unique": (defined(constraints={"u": {"unique": ["a"]}}), "MF101", 1, ("1",)),
    "a unique index": (defined(indexes={"u": {"columns": ["a"], "unique": True}}), "MF101", 1, ("1",)),
    "a check": (defined(constraints={"c": {"check": "b > 0"}}), "MF105", 1, ("4",)),
    "a foreign key": (
        defined(constraints={"f": {"foreign_key": ["b"], "references": {"table": "o", "columns": ["id"]}}}),
        "MF105",
        5,
        ("1", "3", "4"),
    ),
}


def hazards(database: ScratchDatabase, definition: Definition, code: str) -> list[Hazard]:
    """Return the hazards of one code that a plan has."""
    with opened(database.url) as there:
        return [hazard for hazard in plan(there, definition).plan.hazards if hazard.code == code]


def applied(database: ScratchDatabase, definition: Definition) -> None:
    """Apply a definition as a command would that allows everything."""
    with opened(database.url) as there:
        apply_definition(there, definition, how=Applying(allow=["all"]))


@pytest.mark.parametrize("name", CHANGES)
def test_rows_in_the_way_are_counted_and_shown(name: str, scratch: ScratchDatabase) -> None:
    """The plan says how many there are and which; apply refuses with the same words and changes nothing."""
    definition, code, count, sample = CHANGES[name]
    applied(scratch, defined())
    scratch.execute(ROWS)
    before = scratch.dump()

    (found,) = hazards(scratch, definition, code)
    with pytest.raises(HazardError, match="SC426"):
        applied(scratch, definition)

    assert (count, sample, Severity.DANGER) == (found.rows, found.sample, found.severity)
    assert before == scratch.dump()


@pytest.mark.parametrize("name", CHANGES)
def test_without_rows_in_the_way_there_is_nothing_to_allow(name: str, scratch: ScratchDatabase) -> None:
    """A change that no row stands against is told as a note, and done."""
    definition, code, _, _ = CHANGES[name]
    applied(scratch, defined())

    (found,) = hazards(scratch, definition, code)
    with opened(scratch.url) as there:
        apply_definition(there, definition, how=Applying(allow=()))

    assert (0, Severity.NOTE) == (found.rows, found.severity)


def test_what_the_plan_itself_fills_is_not_judged(scratch: ScratchDatabase) -> None:
    """A check of a column that the plan adds says nothing of the rows that are there."""
    words = {"columns": {**TABLES["t"]["columns"], "c": {"type": "int", "default": 1}}, "constraints": {"c_positive": {"check": "c > 0"}}}
    applied(scratch, defined())
    scratch.execute(ROWS)

    (found,) = hazards(scratch, defined(**words), "MF105")
    applied(scratch, defined(**words))

    assert found.rows is None


def test_looking_ends_in_time(postgresql_database: ScratchDatabase) -> None:
    """A look that takes longer than it may tells nothing, and the plan is made all the same."""
    applied(postgresql_database, defined())
    postgresql_database.execute("INSERT INTO t SELECT i, i, i FROM generate_series(1, 300000) i")
    with opened(postgresql_database.url) as there:
        planned = plan(there, CHANGES["a check"][0], look=0.001)

    (found,) = [hazard for hazard in planned.plan.hazards if hazard.code == "MF105"]
    assert found.rows is None
