"""What online plans take over from what stands, and what they say of what goes."""

from __future__ import annotations

from typing import Any

import pytest

from schemac.api.planning import Database, plan
from schemac.model.definition import Definition
from schemac.model.online import Online
from schemac.model.plan import Plan
from tests.live.postgresql.moving import at, defined, move
from tests.servers.database import ScratchDatabase

COLUMNS = {"a": "int", "b": "int"}
UNIQUE = {"t_a": {"columns": ["a"], "unique": True}}
CHECKED = {"set": {"check": "a IS NOT NULL"}}


def _table(**parts: Any) -> Definition:
    return defined(tables={"t": {"columns": COLUMNS, **parts}})


def _online(database: Database, definition: Definition) -> Plan:
    return plan(database, definition, prune=True, online=Online.ALWAYS).plan


def _filled(database: Database, before: Definition) -> None:
    move(database, before)
    database.session.execute("INSERT INTO t SELECT i, i FROM generate_series(1, 100) i")


def _same_as_plain(scratch: ScratchDatabase, before: Definition, after: Definition) -> None:
    """Check that what an online plan leaves is what a plain one leaves, and that nothing is left to do."""
    with at(scratch) as database:
        move(database, after, Online.ALWAYS)
        assert [] == move(database, after)
        found = sorted(scratch.dump().splitlines())
        move(database, before)
        move(database, after, Online.NEVER)
        assert sorted(scratch.dump().splitlines()) == found


@pytest.mark.parametrize("key", [{"t_a": {"unique": ["a"]}}, {"other": {"unique": ["a"]}}, {"t_pk": {"primary_key": ["a"]}}])
def test_a_unique_index_that_would_go_becomes_the_index_of_a_key(postgresql_database: ScratchDatabase, key: dict[str, Any]) -> None:
    """No index is built where one stands that is just like it, whatever the key is called."""
    before, after = _table(indexes=UNIQUE), _table(constraints=key)
    with at(postgresql_database) as database:
        _filled(database, before)
        steps = _online(database, after).steps
        assert [] == [step.statement.sql for step in steps if "CREATE" in step.statement.sql or "DROP INDEX" in step.statement.sql]
        assert [] == [hazard for step in steps for hazard in step.hazards if hazard.code == "BC113"]
    _same_as_plain(postgresql_database, before, after)


@pytest.mark.parametrize(
    "index",
    [
        {"columns": ["a"]},
        {"columns": ["a"], "unique": True, "where": "a > 0"},
        {"columns": [{"column": "a", "order": "desc"}], "unique": True},
        {"columns": ["a"], "unique": True, "include": ["b"]},
        {"columns": ["b"], "unique": True},
    ],
)
def test_an_index_that_is_not_just_like_the_keys_is_not_taken(postgresql_database: ScratchDatabase, index: dict[str, Any]) -> None:
    """The key gets an index of its own, and the other goes."""
    before, after = _table(indexes={"t_a": index}), _table(constraints={"t_u": {"unique": ["a"]}})
    with at(postgresql_database) as database:
        _filled(database, before)
        assert any("CREATE UNIQUE INDEX CONCURRENTLY" in step.statement.sql for step in _online(database, after).steps)
    _same_as_plain(postgresql_database, before, after)


def test_a_valid_check_that_stays_spares_the_reading(postgresql_database: ScratchDatabase) -> None:
    """SET NOT NULL is one statement that reads nothing, and its plan warns of nothing."""
    after = defined(tables={"t": {"columns": {**COLUMNS, "a": {"type": "int", "nullable": False}}, "constraints": CHECKED}})
    with at(postgresql_database) as database:
        _filled(database, _table(constraints=CHECKED))
        (step,) = _online(database, after).steps
        assert not step.statement.cost.scan
        assert "PG303" not in {hazard.code for hazard in step.hazards}


def test_a_check_that_goes_proves_nothing(postgresql_database: ScratchDatabase) -> None:
    """Where the check is dropped by the same plan, another one is validated first, so that no row is read under the strongest lock."""
    before = _table(constraints=CHECKED)
    after = defined(tables={"t": {"columns": {**COLUMNS, "a": {"type": "int", "nullable": False}}}})
    with at(postgresql_database) as database:
        _filled(database, before)
        costs = [step.statement.cost for step in _online(database, after).steps]
        assert [] == [cost for cost in costs if cost.scan and cost.blocks]
    _same_as_plain(postgresql_database, before, after)


def test_the_primary_key_of_a_partitioned_table_may_be_on_columns_that_become_not_null(postgresql_database: ScratchDatabase) -> None:
    """They are proved not null before the key is put together, and no index is built while others wait."""
    parts = {"t1": {"partition_of": {"table": "t", "values": "from (0) to (1000)"}}}
    whole = {"columns": COLUMNS, "partition_by": "range (a)"}
    before = defined(tables={"t": whole, **parts})
    after = defined(tables={"t": {**whole, "constraints": {"t_key": {"primary_key": ["a", "b"]}}}, **parts})
    with at(postgresql_database) as database:
        _filled(database, before)
        costs = [step.statement.cost for step in _online(database, after).steps]
        assert [] == [cost for cost in costs if cost.scan and cost.blocks]
        for definition in (after, before, after):
            move(database, definition, Online.ALWAYS)
            assert [] == move(database, definition)


def test_indexes_of_materialized_views_are_made_beside_their_readers(postgresql_database: ScratchDatabase) -> None:
    """They come, change and go concurrently; where the view is made anew its indexes are too."""
    one, two = {"v_a": {"columns": ["a"]}}, {"v_a": {"columns": ["b"]}, "v_b": {"columns": ["a", "b"]}}

    def viewed(sql: str, indexes: dict[str, Any]) -> Definition:
        tables = {"t": {"columns": COLUMNS}}
        return defined(tables=tables, materialized_views={"v": {"sql": sql, "indexes": indexes}})

    same, other = "select a, b from t", "select b, a from t where a > 1"
    with at(postgresql_database) as database:
        _filled(database, viewed(same, one))
        assert [] == [each for each in _online(database, viewed(same, two)).steps if each.statement.cost.blocks]
        for definition in (viewed(same, two), viewed(same, {}), viewed(same, one), viewed(other, two), viewed(same, one)):
            move(database, definition, Online.ALWAYS)
            assert [] == move(database, definition)
