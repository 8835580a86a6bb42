"""Changes of tables that others read and write meanwhile: what runs, what an interruption leaves, and who waits."""

from __future__ import annotations

import threading
import time
from contextlib import closing, suppress
from itertools import count
from typing import Any

import psycopg
import pytest

from schemac.api.applying import Applied, Applying, apply_definition
from schemac.api.planning import Database, plan
from schemac.apply import Patience
from schemac.errors import DatabaseError
from schemac.model.definition import Definition
from schemac.model.online import ONLINE_FROM, Online
from schemac.model.plan import LOOK_S, Statement
from tests.live.postgresql.moving import at, defined, move, moved_twice
from tests.servers.database import ScratchDatabase

TARGET = {"columns": {"id": {"type": "int", "primary_key": True}}}
BEFORE = defined(
    tables={
        "o": TARGET,
        "t": {
            "columns": {"id": {"type": "int", "nullable": False}, "a": "int", "b": "text", "c": "int"},
            "indexes": {"t_b": {"columns": ["b"], "comment": "old"}, "t_gone": {"columns": ["c"]}},
        },
    },
    views={"v": {"sql": "select id, a from t"}},
)
AFTER = defined(
    tables={
        "o": TARGET,
        "t": {
            "columns": {
                "id": {"type": "int", "nullable": False},
                "a": {"type": "int", "nullable": False},
                "b": "text",
                "c": {"type": "int", "nullable": False},
                "d": "int",
            },
            "constraints": {
                "t_key": {"primary_key": ["c"]},
                "t_id": {"unique": ["id"], "comment": "told"},
                "t_positive": {"check": "a > 0"},
                "t_o": {"foreign_key": ["a"], "references": {"table": "o", "columns": ["id"]}},
            },
            "indexes": {"t_b": {"columns": ["b", "a"], "comment": "new"}},
        },
        "new": {
            "columns": {"t": "int"},
            "constraints": {"new_t": {"foreign_key": ["t"], "references": {"table": "t", "columns": ["id"]}}},
        },
    },
    views={"v": {"sql": "select id, a, b from t"}},
)
ROWS = "INSERT INTO o SELECT generate_series(1, 9); INSERT INTO t SELECT i, i % 9 + 1, 'x', i FROM generate_series(1, 99) i"
ASIDE = (
    "SELECT relname::text FROM pg_class WHERE relname LIKE 'schemac_aside%' "
    "UNION ALL SELECT conname FROM pg_constraint WHERE conname LIKE 'schemac_aside%'"
)


def filled(database: Database) -> None:
    """Make the state before, with rows."""
    move(database, BEFORE)
    database.session.execute(ROWS)


def applied(database: Database, definition: Definition, *, look: float = LOOK_S, **words: Any) -> Applied:
    """Apply a definition as a command would that allows everything, all tables online."""
    return apply_definition(database, definition, prune=True, online=Online.ALWAYS, look=look, how=Applying(allow=["all"], **words))


def test_nothing_is_read_or_built_under_a_lock_that_others_mind(postgresql_database: ScratchDatabase) -> None:
    """No statement that reads every row of what stands holds up writers, and the result is the definition."""
    with at(postgresql_database) as database:
        filled(database)
        steps = applied(database, AFTER).planned.plan.steps
        costs = {step.statement.sql: step.statement.cost for step in steps}
        assert [] == [sql for sql, cost in costs.items() if (cost.scan or cost.rewrite) and cost.blocks and " new " not in sql]
        assert sum("VALIDATE" in sql for sql in costs) == 4
        assert [] == move(database, AFTER)
        assert [] == database.session.query(ASIDE)


def test_an_index_is_there_while_its_successor_is_built(postgresql_database: ScratchDatabase) -> None:
    """The old index goes only when the new one has its name, and the comment goes along."""
    with at(postgresql_database) as database:
        filled(database)
        made = [step.statement.sql for step in applied(database, AFTER).planned.plan.steps]
        comment = database.session.query("SELECT obj_description('t_b'::regclass)")
    built = next(at for at, sql in enumerate(made) if sql.endswith("ON t (b, a)"))
    dropped = [at for at, sql in enumerate(made) if sql.startswith("DROP INDEX") and "t_gone" not in sql]
    assert "CONCURRENTLY" in made[built]
    assert [at for at in dropped if at < built] == []
    assert comment == [("new",)]


def test_small_tables_change_in_one_transaction_and_large_ones_online(postgresql_database: ScratchDatabase) -> None:
    """Left to itself, a plan is online for the tables that are large, by the bytes they have."""
    with at(postgresql_database) as database:
        filled(database)
        small = plan(database, AFTER).plan
        database.session.execute(
            f"INSERT INTO t SELECT i, 1, repeat('x', 1000), i FROM generate_series(100, {100 + ONLINE_FROM // 1000}) i"
        )
        large = plan(database, AFTER).plan
    assert [] == [size.table for size in small.sizes if size.online]
    assert [("t", True)] == [(size.table, (size.bytes or 0) > ONLINE_FROM) for size in large.sizes if size.online]


class _KilledError(Exception):
    """Ends an apply in the middle."""


@pytest.mark.parametrize("definitions", [(BEFORE, AFTER), (AFTER, BEFORE)], ids=["forward", "back"])
def test_an_apply_that_ends_in_the_middle_is_finished_by_the_next(
    definitions: tuple[Definition, ...], postgresql_database: ScratchDatabase
) -> None:
    """Wherever it is interrupted, the next apply reaches the definition, drops what was left aside, and no row is lost."""
    before, after = definitions

    def ends(number: int) -> Any:
        def progress(place: int, _: int, statement: Statement) -> None:
            if place == number:
                raise _KilledError(statement.sql)

        return progress

    with at(postgresql_database) as database:
        filled(database)
        for number in count(1):
            applied(database, before)
            steps = len(plan(database, after, prune=True, online=Online.ALWAYS).plan.steps)
            with suppress(_KilledError):
                applied(database, after, progress=ends(number))
            applied(database, after)
            assert [] == move(database, after)
            assert [] == database.session.query(ASIDE)
            assert database.session.query("SELECT count(*) FROM t") == [(99,)]
            if number > steps:
                break
    assert number > 10


def test_an_index_whose_build_fails_is_told_and_taken_away_by_the_next_apply(postgresql_database: ScratchDatabase) -> None:
    """Values that repeat stop the build, and leave an index that no plan trips over."""
    unique = defined(tables={"t": {"columns": {"a": "int"}, "constraints": {"t_a": {"unique": ["a"]}}}})  # looked for, it would be refused
    plain = defined(tables={"t": {"columns": {"a": "int"}}})
    with at(postgresql_database) as database:
        moved_twice(database, plain)
        database.session.execute("INSERT INTO t VALUES (1), (1)")
        with pytest.raises(DatabaseError, match="SC421"):
            applied(database, unique, look=0)
        assert len(database.session.query(ASIDE)) == 1
        database.session.execute("DELETE FROM t WHERE ctid = (SELECT min(ctid) FROM t)")
        applied(database, unique)
        assert [] == move(database, unique)
        assert [] == database.session.query(ASIDE)


def test_who_holds_a_lock_is_waited_for_and_then_named(postgresql_database: ScratchDatabase) -> None:
    """A long reader makes apply try again, and in the end say so with nothing changed; when it is gone the same apply works."""
    told: list[int] = []
    patience = Patience(lock=0.1, tries=3, pause=0.01, told=lambda tried, *_: told.append(tried))
    wider = defined(tables={"o": TARGET, "t": {"columns": {"id": {"type": "int", "nullable": False}, "a": "bigint"}}})
    with at(postgresql_database) as database:
        filled(database)
        with closing(psycopg.connect(postgresql_database.url)) as reader:
            reader.execute("SELECT count(*) FROM t")
            dump = postgresql_database.dump()
            with pytest.raises(DatabaseError, match=r"(?s)SC425.*3 tries.*DROP INDEX t_b \(nothing has been changed\)"):
                applied(database, wider, patience=patience)
            assert dump == postgresql_database.dump()
            assert told == [1, 2]
        applied(database, wider, patience=patience)


def test_no_writer_waits_long_and_no_row_is_lost(postgresql_database: ScratchDatabase) -> None:
    """Clients that write all the while wait for no statement longer than the lock timeout and a little more, and none of them fails."""
    waits: list[float] = []
    failed: list[Exception] = []
    over = threading.Event()

    def write(client: int) -> None:
        with closing(psycopg.connect(postgresql_database.url, autocommit=True)) as connection:
            for number in count():
                if over.is_set():
                    return
                start = time.monotonic()
                try:
                    key = 1_000_000 * (client + 1) + number
                    connection.execute("INSERT INTO t (id, a, b, c) VALUES (%s, 1, 'y', %s)", (key, key))
                except psycopg.Error as error:
                    failed.append(error)
                waits.append(time.monotonic() - start)

    with at(postgresql_database) as database:
        filled(database)
        database.session.execute("INSERT INTO t SELECT i, 1, repeat('x', 100), i FROM generate_series(100, 50000) i")
        writers = [threading.Thread(target=write, args=(client,)) for client in range(4)]
        for writer in writers:
            writer.start()
        try:
            applied(database, AFTER, patience=Patience(lock=0.5))
        finally:
            over.set()
            for writer in writers:
                writer.join()
        assert [] == failed
        assert max(waits) < 0.5 + 1.0  # the second is this machine's: it runs the server, the writers and other tests
        assert database.session.query("SELECT count(*) FROM t") == [(99 + 49901 + len(waits),)]
        assert [] == move(database, AFTER)
