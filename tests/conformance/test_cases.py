"""Every live engine, every case of golden/plan: there, back, and nothing lost on the way."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TypeVar

import pytest

from schemac.api.planning import Database, opened, plan
from schemac.cli.show.problems import render
from schemac.cli.show.script import script
from schemac.errors import Problem, SchemaError
from tests.conformance.cases import (
    FOLDER,
    NAMES,
    Case,
    agreed,
    apply_all,
    assert_nothing_left,
    insert,
    read,
    read_case,
    surviving,
    values,
    with_renames_undone,
)
from tests.golden import Golden
from tests.servers.database import ScratchDatabase

T = TypeVar("T")

NOTHING = "-- the engine keeps nothing of this: nothing to do\n"


@pytest.mark.parametrize("name", NAMES)
def test_a_change_goes_there_and_back(name: str, scratch: ScratchDatabase, golden: Golden) -> None:
    """The plan is the one that was agreed, with its hazards; it leads to the definition, keeps the rows, and the way back does too.

    An engine that lacks something says so, in the agreed words, and the database is left untouched.
    """
    case = read_case(name, golden)
    with opened(scratch.url) as database:
        current = case.before
        try:
            apply_all(database, case.before)
            insert(database, case.rows)
            current = case.after
            planned = untouching(scratch, lambda: plan(database, case.after))
        except SchemaError as error:
            assert_not_agreed(name, f"{scratch.engine_name}.sql", "\n".join(map(told, error.problems)))
            golden(f"plan/{name}/{scratch.engine_name}.txt", "".join(f"{told(problem)}\n" for problem in error.problems))
            refused = partial(apply_all, database, current)
            untouching(scratch, lambda: pytest.raises(SchemaError, refused))  # noqa: RUF061 - one expression, called between two dumps
            return
        assert_not_agreed(name, f"{scratch.engine_name}.txt", "it is planned")
        file = agreed(name, scratch.engine_name, database.can.version, golden)
        golden(file, script(step.statement.sql for step in planned.plan.steps) or NOTHING)
        assert bool(planned.plan.steps) == bool(planned.plan.differences)
        if planned.plan.steps:
            assert case.expected_hazards(scratch.engine_name) == sorted(hazard.code for hazard in planned.plan.hazards)
        _there_and_back(database, case)


def assert_not_agreed(name: str, file: str, instead: str) -> None:
    """Fail where the other outcome was agreed, so that rewriting goldens never turns a plan into a refusal unseen."""
    assert not (FOLDER / name / file).exists(), f"golden/plan/{name}/{file} says otherwise; delete it if this is right: {instead}"


def untouching(scratch: ScratchDatabase, act: Callable[[], T]) -> T:
    """Return what something gives that must not change the database."""
    before = scratch.dump()
    given = act()
    assert before == scratch.dump()
    return given


def told(problem: Problem) -> str:
    """Return a problem as it is told, without the place, which the case's file has."""
    return render(problem._replace(position=None))


def _there_and_back(database: Database, case: Case) -> None:
    """Apply the definition after and the definition before, and look for every row that neither plan says it drops."""
    there = plan(database, case.after)
    back = with_renames_undone(case.before, there)
    before, after = surviving(case.rows, there)
    held = read(database, before)
    apply_all(database, case.after)
    assert_nothing_left(database, case.after)
    assert values(held) == values(read(database, after))
    left, right = surviving(after, plan(database, back))
    held = read(database, left)
    apply_all(database, back)
    assert_nothing_left(database, back)
    assert_nothing_left(database, case.before)
    assert values(held) == values(read(database, right))
