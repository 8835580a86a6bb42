"""Indexes and keys of partitioned tables made while others read and write the parts."""

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
from schemac.model.definition import Definition
from schemac.model.online import Online
from schemac.model.plan import Statement
from tests.live.postgresql.moving import at, defined, move
from tests.live.postgresql.test_online_columns import LEFT
from tests.servers.database import ScratchDatabase

COLUMNS = {"k": {"type": "int", "nullable": False}, "m": {"type": "int", "nullable": False}, "b": "text"}


def _part(of: str, values: str, **more: Any) -> dict[str, Any]:
    return {"partition_of": {"table": of, "values": values}, **more}


def _defined(**whole: Any) -> Definition:
    """Return a definition of a table with two parts, of which one has parts too."""
    return defined(
        tables={
            "t": {"columns": COLUMNS, "partition_by": "range (k)", **whole},
            "t1": _part("t", "from (0) to (100)"),
            "t2": _part("t", "from (100) to (1000000000)", partition_by="list (m)"),
            "t2a": _part("t2", "in (0, 1)"),
            "t2b": {"partition_of": {"table": "t2"}},
        }
    )


BEFORE = _defined()
AFTER = _defined(
    constraints={"t_key": {"primary_key": ["k", "m"]}, "t_u": {"unique": ["m", "k"], "comment": "told"}},
    indexes={"t_b": {"columns": ["b"], "comment": "all"}, "t_low": {"columns": [{"sql": "lower(b)"}], "where": "m > 0"}},
)
ROWS = "INSERT INTO t SELECT i, i % 3, 'x' FROM generate_series(0, 299) i"
INVALID = "SELECT indexrelid::regclass::text FROM pg_index WHERE NOT indisvalid"


def filled(database: Database) -> None:
    """Make the state before, with rows."""
    move(database, BEFORE)
    database.session.execute(ROWS)


def applied(database: Database, definition: Definition, **words: Any) -> Applied:
    """Apply a definition as a command would that allows everything, all tables online."""
    return apply_definition(database, definition, prune=True, online=Online.ALWAYS, how=Applying(allow=["all"], **words))


def test_indexes_are_built_on_each_part_and_are_called_as_the_server_would(postgresql_database: ScratchDatabase) -> None:
    """Nothing is built while writers wait, and what is there at the end is what one statement would have made."""
    with at(postgresql_database) as database:
        filled(database)
        costs = {step.statement.sql: step.statement.cost for step in applied(database, AFTER).planned.plan.steps}
        assert [] == [sql for sql, cost in costs.items() if cost.scan and cost.blocks]
        assert 12 == sum("CONCURRENTLY" in sql for sql in costs)
        assert [] == move(database, AFTER)
        assert [] == database.session.query(f"{LEFT} UNION ALL {INVALID}")
        online = sorted(postgresql_database.dump().splitlines())
        move(database, BEFORE)
        move(database, AFTER, Online.NEVER)
        assert sorted(postgresql_database.dump().splitlines()) == online


class _KilledError(Exception):
    """Ends an apply in the middle."""


def test_an_apply_that_ends_in_the_middle_is_finished_by_the_next_or_taken_back(postgresql_database: ScratchDatabase) -> None:
    """Wherever it is interrupted, the next apply reaches either definition, no index is built twice and none is left over."""

    def ends(number: int) -> Any:
        def progress(place: int, _: int, statement: Statement) -> None:
            if place == number:
                raise _KilledError(statement.sql)

        return progress

    with at(postgresql_database) as database:
        filled(database)
        steps = [step.statement.sql for step in plan(database, AFTER, prune=True, online=Online.ALWAYS).plan.steps]
        for number in range(1, len(steps) + 1):
            for goal in (BEFORE, AFTER):
                with suppress(_KilledError):
                    applied(database, AFTER, progress=ends(number))
                again = applied(database, goal).planned.plan.steps
                assert [] == move(database, goal)
                assert [] == database.session.query(f"{LEFT} UNION ALL {INVALID}")
            assert _builds(steps) - _builds(steps[: number - 1]) == _builds([step.statement.sql for step in again])
            applied(database, BEFORE)
        assert [(300,)] == database.session.query("SELECT count(*) FROM t")


def _builds(statements: list[str]) -> int:
    return sum("INDEX CONCURRENTLY" in sql and sql.startswith("CREATE") for sql in statements)


def test_no_writer_waits_long(postgresql_database: ScratchDatabase) -> None:
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
                    connection.execute("INSERT INTO t VALUES (%s, %s, 'y')", ((client + 1) * 1_000_000 + number, number % 5))
                except psycopg.Error as error:
                    failed.append(error)
                waits.append(time.monotonic() - start)

    with at(postgresql_database) as database:
        filled(database)
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
        assert [(300 + len(waits),)] == database.session.query("SELECT count(*) FROM t")
        assert [] == move(database, AFTER)


BOUNDS = [
    ({"partition_by": "range (k)"}, "from (100) to (200)"),
    ({"partition_by": "range (k)"}, "from (minvalue) to (maxvalue)"),
    ({"partition_by": "list (k)"}, "in (100, 101)"),
]


@pytest.mark.parametrize(("whole", "values"), BOUNDS, ids=[values for _, values in BOUNDS])
def test_a_table_becomes_a_partition_without_being_read_under_a_lock(whole: Any, values: str, postgresql_database: ScratchDatabase) -> None:
    """A check that says the same as the bounds is validated first; the server believes it, and it goes."""
    apart = defined(tables={"t": {"columns": COLUMNS, **whole}, "p": {"columns": COLUMNS}})
    within = defined(tables={"t": {"columns": COLUMNS, **whole}, "p": _part("t", values)})
    with at(postgresql_database) as database:
        move(database, apart)
        database.session.execute("INSERT INTO p VALUES (100, 1, 'x'); SET client_min_messages = debug1")
        told: list[str] = []
        database.session.connection.add_notice_handler(lambda notice: told.append(notice.message_primary))  # type: ignore[attr-defined]
        hazards = applied(database, within).planned.plan.hazards
        assert [] == [hazard.code for hazard in hazards if hazard.code == "PG310"]
        assert 'partition constraint for table "p" is implied by existing constraints' in told
        assert [] == move(database, within)
        assert [] == database.session.query(LEFT)


def _parts(*, second: str, **more: Any) -> Definition:
    """Return a definition of a table with a part, and a second one that is a part of it, by itself or gone."""
    body = {"": {}, "apart": {"u1": {"columns": COLUMNS}}, "part": {"u1": _part("u", "from (100) to (200)")}}[second]
    whole = {"columns": COLUMNS, "partition_by": "range (k)", **more}
    return defined(tables={"u": whole, "u0": _part("u", "from (0) to (100)"), **body})


WHOLE, APART, GONE = (_parts(second=word) for word in ("part", "apart", ""))
TWO_ROWS = "INSERT INTO u VALUES (1, 1), (101, 1)"


@pytest.mark.parametrize("goal", [APART, GONE], ids=["apart", "gone"])
def test_a_partition_leaves_beside_readers_and_an_interruption_is_finished(goal: Definition, postgresql_database: ScratchDatabase) -> None:
    """The whole is never locked for all, nothing is left on the part, and wherever it stops the next apply goes on, or back."""
    with at(postgresql_database) as database:
        move(database, WHOLE)
        database.session.execute(TWO_ROWS)
        statements = [step.statement for step in plan(database, goal, prune=True, online=Online.ALWAYS).plan.steps]
        assert 1 == sum(each.sql == "ALTER TABLE u DETACH PARTITION u1 CONCURRENTLY" for each in statements)
        for number in range(1, len(statements) + 1):
            for end in (goal, WHOLE):
                with suppress(_KilledError):
                    applied(database, goal, progress=_ends(number))
                applied(database, end)
                assert [] == move(database, end)
                assert [] == database.session.query(LEFT)
                assert [] == database.session.query(
                    "SELECT conname FROM pg_constraint WHERE conrelid = to_regclass('u1') AND contype = 'c'"
                )
                applied(database, WHOLE)
        rows = 2 if goal is APART else 1
        assert [(rows,)] == database.session.query("SELECT count(*) FROM u")


def _ends(number: int) -> Any:
    def progress(place: int, _: int, statement: Statement) -> None:
        if place == number:
            raise _KilledError(statement.sql)

    return progress


@pytest.mark.parametrize("goal", [APART, GONE, WHOLE], ids=["apart", "gone", "back"])
def test_what_an_interrupted_detaching_leaves_is_finished(goal: Definition, postgresql_database: ScratchDatabase) -> None:
    """A detaching that the server has begun and not ended is ended by the next plan, whatever that wants."""
    with at(postgresql_database) as database, closing(psycopg.connect(postgresql_database.url)) as reader:
        move(database, WHOLE)
        database.session.execute(TWO_ROWS)
        reader.execute("SELECT * FROM u")
        with closing(psycopg.connect(postgresql_database.url, autocommit=True)) as other, suppress(psycopg.Error):
            other.execute("SET statement_timeout = '300ms'")
            other.execute("ALTER TABLE u DETACH PARTITION u1 CONCURRENTLY")
        assert [("u1",)] == database.session.query("SELECT inhrelid::regclass::text FROM pg_inherits WHERE inhdetachpending")
        reader.rollback()
        applied(database, goal)
        assert [] == move(database, goal)
        assert [] == database.session.query("SELECT inhrelid FROM pg_inherits WHERE inhdetachpending")


def test_with_a_default_partition_it_leaves_as_ever(postgresql_database: ScratchDatabase) -> None:
    """The server refuses to detach concurrently beside a default partition, so it is not asked to."""
    rest = {"rest": {"partition_of": {"table": "u"}}}
    before, after = (
        defined(tables={"u": {"columns": COLUMNS, "partition_by": "range (k)"}, **rest, "u1": part})
        for part in (_part("u", "from (100) to (200)"), {"columns": COLUMNS})
    )
    with at(postgresql_database) as database:
        move(database, before)
        assert [] == [sql for sql in (step.statement.sql for step in applied(database, after).planned.plan.steps) if "CONCURRENTLY" in sql]
        assert [] == move(database, after)


def test_a_partition_that_leaves_waits_for_readers_however_long_and_holds_up_nobody(postgresql_database: ScratchDatabase) -> None:
    """Readers and writers of the whole go on while it waits for an older transaction, which takes longer than the lock timeout."""
    with at(postgresql_database) as database, closing(psycopg.connect(postgresql_database.url)) as reader:
        move(database, WHOLE)
        database.session.execute(TWO_ROWS)
        reader.execute("SELECT * FROM u")
        ending = threading.Timer(1.5, reader.rollback)
        waits: list[float] = []
        over = threading.Event()

        def write() -> None:
            with closing(psycopg.connect(postgresql_database.url, autocommit=True)) as connection:
                while not over.is_set():
                    start = time.monotonic()
                    connection.execute("INSERT INTO u VALUES (2, 2)")
                    connection.execute("SELECT * FROM u")
                    waits.append(time.monotonic() - start)

        writer = threading.Thread(target=write)
        writer.start()
        ending.start()
        start = time.monotonic()
        applied(database, GONE, patience=Patience(lock=0.2, tries=1))
        took = time.monotonic() - start
        over.set()
        writer.join()
        assert took > 1.0
        assert max(waits) < 0.2 + 0.5  # the half second is this machine's
        assert [] == move(database, GONE)
