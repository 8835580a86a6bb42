"""What online plans take over from what stands, and what they say of what goes."""

from __future__ import annotations

from typing import Any

import pytest

from schemac.api.planning import Database, plan
from schemac.model.definition import Definition
from schemac.model.online import Online
from schemac.model.plan import Plan, Severity
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


def test_an_index_on_a_column_that_gets_another_type_is_not_taken(postgresql_database: ScratchDatabase) -> None:
    """The key is built on the column as it becomes, and the old index goes."""
    before = _table(indexes=UNIQUE)
    after = defined(tables={"t": {"columns": {**COLUMNS, "a": {"type": "bigint", "nullable": False}}, "primary_key": ["a"]}})
    with at(postgresql_database) as database:
        _filled(database, before)
        assert [] == [step.statement.sql for step in _online(database, after).steps if step.statement.cost.rewrite]
        move(database, after, Online.ALWAYS)
        assert [] == move(database, after)
        assert [(100,)] == database.session.query("SELECT count(*) FROM t")


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


def _notes(database: Database, definition: Definition) -> list[str]:
    """Return the codes of what a plan says that is neither a danger nor a warning."""
    return [hazard.code for hazard in _online(database, definition).hazards if hazard.severity is Severity.NOTE]


def test_an_index_that_goes_is_told_once_and_not_where_a_key_serves(postgresql_database: ScratchDatabase) -> None:
    """Dropped or replaced, a plan says that queries may become slow; a key on the same columns is as good."""
    with at(postgresql_database) as database:
        _filled(database, _table(indexes={"t_a": {"columns": ["a"]}}))
        assert ["BC113"] == _notes(database, _table())
        assert ["BC113"] == _notes(database, _table(indexes={"t_a": {"columns": ["a", "b"]}}))
        assert "BC113" not in _notes(database, _table(constraints={"t_u": {"unique": ["a"]}}))


def test_a_column_that_counts_no_longer_is_told(postgresql_database: ScratchDatabase) -> None:
    """A serial column that becomes plain loses its count; one that becomes an identity goes on counting."""
    plain, serial, identity = {"type": "int", "nullable": False}, "serial", {"type": "int", "identity": "always"}
    with at(postgresql_database) as database:
        move(database, defined(tables={"t": {"columns": {"a": serial}}}))
        assert "BC114" in _notes(database, defined(tables={"t": {"columns": {"a": plain}}}))
        assert "BC114" not in _notes(database, defined(tables={"t": {"columns": {"a": identity}}}))


def test_rights_to_a_new_table_are_no_news(postgresql_database: ScratchDatabase) -> None:
    """A grant on a table that the same plan makes takes nothing from anybody; one on a table that stands is told."""
    grants = [{"to": "public", "on": ["t"], "privileges": ["select"]}]
    after = defined(tables={"t": {"columns": COLUMNS}}, grants=grants)
    with at(postgresql_database) as database:
        assert [] == _notes(database, after)
        move(database, _table())
        assert ["BC108"] == _notes(database, after)


def test_a_sequence_of_no_column_may_be_used_by_what_nobody_knows(postgresql_database: ScratchDatabase) -> None:
    """That it is dropped is a danger, and that functions may count by it is told besides."""
    with at(postgresql_database) as database:
        move(database, defined(sequences={"s": {}}))
        assert ["PG320"] == _notes(database, defined())


def test_an_index_of_a_table_that_is_made_anew_holds_up_nobody(postgresql_database: ScratchDatabase) -> None:
    """Where a table's rows go because it is divided otherwise, that is told, and nothing of its parts."""
    parts = {"constraints": {"t_u": {"unique": ["a", "b"]}}, "indexes": {"t_b": {"columns": ["b"]}}}
    with at(postgresql_database) as database:
        _filled(database, _table(**parts))
        planned = plan(database, _table(**parts, partition_by="range (a)"), prune=True, online=Online.NEVER).plan
        assert {"DS102"} == {hazard.code for hazard in planned.hazards}
