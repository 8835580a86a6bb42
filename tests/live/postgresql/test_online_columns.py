"""Columns whose rows must all be written while others read and write them: what runs, what an interruption leaves, and who waits."""

from __future__ import annotations

import random
import subprocess
import threading
import time
from contextlib import closing, suppress
from itertools import count
from typing import Any

import psycopg
import pytest

from schemac.api.applying import Applied, Applying, apply_definition
from schemac.api.planning import Database, plan
from schemac.apply import Pace, Patience, Share
from schemac.errors import DatabaseError
from schemac.model.definition import Definition
from schemac.model.online import Online
from schemac.model.plan import Statement
from tests.live.postgresql.moving import at, defined, move
from tests.servers.database import ScratchDatabase

TARGET = {"columns": {"id": {"type": "int", "primary_key": True}}}


def _defined(kind: str, counted: str, **more: Any) -> Definition:
    """Return a definition whose table has much on columns of a type; `counted` is the type of its primary key, `more` are more columns."""
    columns = {
        "id": {"type": counted, "nullable": False, "default": "nextval('t_id_seq'::regclass)"},
        "a": {"type": kind, "nullable": False, "default": "7", "comment": "told"},
        "b": "text",
        **more,
    }
    return defined(
        sequences={"t_id_seq": {"owned_by": "t.id"}},
        tables={
            "o": TARGET,
            "t": {
                "columns": columns,
                "constraints": {
                    "t_key": {"primary_key": ["id"]},
                    "t_ab": {"unique": ["id", "a"], "comment": "both"},
                    "t_positive": {"check": "a > 0"},
                    "t_o": {"foreign_key": ["a"], "references": {"table": "o", "columns": ["id"]}},
                },
                "indexes": {"t_a": {"columns": ["a"], "where": "a > 3", "comment": "some"}, "t_b": {"columns": ["b"]}},
                "dialects": {"postgresql": {"replica_identity": "t_key"}},
            },
        },
        views={"v": {"sql": "select id, a from t"}},
        grants=[{"to": "public", "on": ["t"], "privileges": ["select"], "columns": ["a"]}],
    )


BEFORE = _defined("int", "int")
AFTER = _defined("bigint", "bigint", u={"type": "uuid", "nullable": False, "default": "gen_random_uuid()"})
ROWS = "INSERT INTO o SELECT generate_series(1, 9); INSERT INTO t (a, b) SELECT i % 9 + 1, 'x' FROM generate_series(1, {}) i"
LEFT = " UNION ALL ".join(
    f"SELECT {name}::text FROM {catalogue} WHERE {name} ~ 'schemac_aside'"
    for catalogue, name in {
        "pg_class": "relname",
        "pg_constraint": "conname",
        "(SELECT * FROM pg_attribute WHERE NOT attisdropped) a": "attname",
        "pg_trigger": "tgname",
        "pg_proc": "proname",
    }.items()
)
QUICK = Pace(rest=0)


def filled(database: Database, definition: Definition = BEFORE, rows: int = 99) -> None:
    """Make the state before, with rows."""
    move(database, definition)
    database.session.execute(ROWS.format(rows))


def applied(database: Database, definition: Definition, **words: Any) -> Applied:
    """Apply a definition as a command would that allows everything, all tables online."""
    how = Applying(**{"allow": ["all"], "pace": QUICK, **words})
    return apply_definition(database, definition, prune=True, online=Online.ALWAYS, how=how)


def _planned(database: Database, definition: Definition) -> list[Statement]:
    return [step.statement for step in plan(database, definition, prune=True, online=Online.ALWAYS).plan.steps]


@pytest.mark.parametrize("definitions", [(BEFORE, AFTER), (AFTER, BEFORE)], ids=["forward", "back"])
def test_no_statement_holds_others_up_and_all_that_stands_on_the_columns_is_there_at_the_end(
    definitions: tuple[Definition, ...], postgresql_database: ScratchDatabase
) -> None:
    """Nothing is read or written under a lock that others mind; keys, checks, comments, rights and the replica identity are as wanted."""
    before, after = definitions
    with at(postgresql_database) as database:
        filled(database, before)
        costs = {step.statement.sql: step.statement.cost for step in applied(database, after).planned.plan.steps}
        assert [] == [sql for sql, cost in costs.items() if (cost.scan or cost.rewrite) and cost.blocks]
        assert [] == move(database, after)
        assert [] == database.session.query(LEFT)
        assert [(99, 99)] == database.session.query("SELECT count(*), count(DISTINCT id) FROM t")
        assert [] == database.session.query("SELECT * FROM t WHERE a <> id % 9 + 1")


class _KilledError(Exception):
    """Ends an apply in the middle."""


@pytest.mark.parametrize("definitions", [(BEFORE, AFTER), (AFTER, BEFORE)], ids=["forward", "back"])
def test_an_apply_that_ends_in_the_middle_is_finished_by_the_next_or_taken_back(
    definitions: tuple[Definition, ...], postgresql_database: ScratchDatabase
) -> None:
    """Wherever it is interrupted, the next apply reaches the definition, or the one before, nothing is left aside and no row is lost."""
    before, after = definitions

    def ends(number: int) -> Any:
        def progress(place: int, _: int, statement: Statement) -> None:
            if place == number:
                raise _KilledError(statement.sql)

        return progress

    with at(postgresql_database) as database:
        filled(database, before)
        steps = len(_planned(database, after))
        for number in range(1, steps + 1):
            for goal in (before, after):
                with suppress(_KilledError):
                    applied(database, after, progress=ends(number))
                applied(database, goal)
                assert [] == move(database, goal)
                assert [] == database.session.query(LEFT)
                assert [(99, 0)] == database.session.query("SELECT count(*), count(*) FILTER (WHERE a <> id % 9 + 1) FROM t")
            applied(database, before)
    assert steps > 30


def test_what_has_been_filled_is_gone_on_from(postgresql_database: ScratchDatabase) -> None:
    """An apply that ends between two batches is gone on from: the column and its trigger stay, and no row is written twice."""
    shares: list[Share] = []

    def ends(_: Statement, share: Share) -> None:
        raise _KilledError(share)

    with at(postgresql_database) as database:
        filled(database, rows=40_000)
        with pytest.raises(_KilledError):
            applied(database, AFTER, pace=Pace(told=ends))
        left = database.session.query(LEFT)
        part = database.session.query(f"SELECT count({_aside(database)}) FROM t")[0][0]
        statements = [statement.sql for statement in _planned(database, AFTER)]
        assert [] == [sql for sql in statements if "ADD COLUMN" in sql or "CREATE TRIGGER" in sql]
        assert 3 == len([name for (name,) in left if not name.startswith("~")])
        applied(database, AFTER, pace=Pace(rest=0, told=lambda _, share: shares.append(share)))
        assert 0 < part < 40_000
        assert 40_000 - part == max(share.rows for share in shares)
        assert [] == move(database, AFTER)


def test_a_plan_that_stopped_between_column_and_trigger_gets_its_trigger(postgresql_database: ScratchDatabase) -> None:
    """Whoever runs a plan by hand may stop anywhere: what keeps a column right is made sure of before a row is filled."""
    with at(postgresql_database) as database:
        filled(database)
        for statement in _planned(database, AFTER):
            if statement.sql.startswith("CREATE TRIGGER"):
                break
            database.session.execute(statement.sql)

        def write(_: int, __: int, statement: Statement) -> None:
            if statement.phase.value == "validate":
                with closing(psycopg.connect(postgresql_database.url, autocommit=True)) as other:
                    other.execute("INSERT INTO t (id, a) VALUES (1000, 2) ON CONFLICT (id) DO UPDATE SET a = t.a % 9 + 1")

        applied(database, AFTER, progress=write)
        assert [] == move(database, AFTER)
        assert [(100, 0)] == database.session.query("SELECT count(*), count(*) FILTER (WHERE a IS NULL OR u IS NULL) FROM t")


def test_what_was_begun_for_another_type_is_taken_away(postgresql_database: ScratchDatabase) -> None:
    """A column aside that nobody wants any more goes, with its trigger, by the next plan, online or not, without a danger to allow."""
    with at(postgresql_database) as database:
        filled(database)
        for online in Online:
            with pytest.raises(_KilledError):
                applied(database, AFTER, progress=_before_contract)
            planned = plan(database, BEFORE, prune=False, online=online)
            assert [] == [hazard for hazard in planned.plan.hazards if hazard.severity.value == "danger"]
            move(database, BEFORE, online)
            assert [] == database.session.query(LEFT)


def _before_contract(_: int, __: int, statement: Statement) -> None:
    if statement.phase.value == "contract":
        raise _KilledError(statement.sql)


def test_a_table_that_goes_leaves_nothing_of_what_was_begun(postgresql_database: ScratchDatabase) -> None:
    """With the table go its columns aside, and the functions of their triggers."""
    with at(postgresql_database) as database:
        filled(database)
        with pytest.raises(_KilledError):
            applied(database, AFTER, progress=_before_contract)
        move(database, defined(tables={"o": TARGET}))
        assert [] == database.session.query(LEFT)


def test_rows_that_somebody_holds_are_asked_for_again_and_then_named(postgresql_database: ScratchDatabase) -> None:
    """A batch waits for no row: those that are held are written later, and if they stay held apply says so and can be run again."""
    patience = Patience(lock=0.2, tries=3, pause=0.01)
    with at(postgresql_database) as database:
        filled(database)
        with closing(psycopg.connect(postgresql_database.url)) as other:
            held = threading.Event()

            def hold(_: int, __: int, statement: Statement) -> None:
                if statement.batches is not None and not held.is_set():
                    held.set()
                    other.execute("SELECT FROM t WHERE id = 5 FOR UPDATE")

            with pytest.raises(DatabaseError, match=r"(?s)SC421.*SC430.: rows that somebody else holds.*3 tries"):
                applied(database, AFTER, progress=hold, patience=patience)
            assert [(98,)] == database.session.query(f"SELECT count({_aside(database)}) FROM t")
        applied(database, AFTER)
        assert [] == move(database, AFTER)


def _aside(database: Database) -> str:
    """Return the name of a column aside."""
    return str(
        database.session.query("SELECT attname::text FROM pg_attribute WHERE attname ~ '^schemac_aside' ORDER BY attnum LIMIT 1")[0][0]
    )


def test_a_plan_can_be_run_by_hand(postgresql_database: ScratchDatabase) -> None:
    """What a plan prints as SQL runs in psql as it stands, batches included, and reaches the definition."""
    with at(postgresql_database) as database:
        filled(database)
        text = ";\n".join(statement.sql for statement in _planned(database, AFTER)) + ";\n"
        done = subprocess.run(
            ["psql", "-XqAt", "-v", "ON_ERROR_STOP=1", postgresql_database.url],
            input=text,
            capture_output=True,
            text=True,
            check=False,
        )
        assert (0, "") == (done.returncode, done.stdout)
        assert [] == move(database, AFTER)


def _key(kind: str, **words: Any) -> dict[str, Any]:
    return {"id": {"type": kind, "primary_key": True, **words}}


COMPUTED = {"g": {"type": "int", "generated": "a + 1"}}
REFUSED = [
    (_key("int"), _key("bigint"), "the foreign key r_t of table r refers to it"),
    (_key("int", identity="always"), _key("bigint", identity="always"), "it counts by itself"),
    ({**_key("int"), "a": "int"}, {**_key("int"), "a": "int", **COMPUTED}, "it is computed from other columns"),
    (
        {**_key("int"), "a": "int", **COMPUTED},
        {**_key("int"), "a": "smallint", **COMPUTED},
        "column g is computed from it; it is computed from other columns",
    ),
]


@pytest.mark.parametrize(("before", "after", "reason"), REFUSED, ids=[reason for _, _, reason in REFUSED])
def test_what_has_no_other_way_says_why(before: Any, after: Any, reason: str, postgresql_database: ScratchDatabase) -> None:
    """A column that cannot be made ready aside changes as ever, and its hazard says why."""

    def tables(columns: Any) -> Definition:
        key = {"r_t": {"foreign_key": ["t"], "references": {"table": "t", "columns": ["id"]}}}
        return defined(tables={"t": {"columns": columns}, "r": {"columns": {"t": "int"}, "constraints": key}})

    with at(postgresql_database) as database:
        move(database, tables(before))
        hazards = plan(database, tables(after), online=Online.ALWAYS).plan.hazards
        told = [hazard.message.partition("no other way, because ")[2] for hazard in hazards if hazard.code in {"PG301", "PG302"}]
        assert reason == "; ".join(told)
        applied(database, tables(after))
        assert [] == move(database, tables(after))


def test_no_writer_waits_long_and_no_row_is_lost(postgresql_database: ScratchDatabase) -> None:
    """Clients that write all the while wait for no statement longer than the lock timeout and a little more, and none of them fails."""
    waits: list[float] = []
    failed: list[Exception] = []
    inserted: list[int] = []
    over = threading.Event()

    def write(client: int) -> None:
        dice = random.Random(client)
        with closing(psycopg.connect(postgresql_database.url, autocommit=True)) as connection:
            for number in count():
                if over.is_set():
                    return
                start = time.monotonic()
                try:
                    if number % 3:
                        keys = sorted(
                            dice.sample(range(1, 60_000), 2)
                        )  # in this order, so that writers never wait for each other in a circle
                        with connection.transaction():
                            for key in keys:
                                connection.execute("UPDATE t SET a = %s WHERE id = %s", (dice.randrange(1, 9), key))
                    else:
                        connection.execute("INSERT INTO t (a, b) VALUES (%s, 'y')", (dice.randrange(1, 9),))
                        inserted.append(number)
                except psycopg.Error as error:
                    failed.append(error)
                waits.append(time.monotonic() - start)

    with at(postgresql_database) as database:
        filled(database, rows=60_000)
        writers = [threading.Thread(target=write, args=(client,)) for client in range(4)]
        for writer in writers:
            writer.start()
        try:
            applied(database, AFTER, patience=Patience(lock=0.5), pace=Pace(batch=0.1))
        finally:
            over.set()
            for writer in writers:
                writer.join()
        assert [] == failed
        assert max(waits) < 0.5 + 1.0  # the second is this machine's: it runs the server, the writers and other tests
        assert [(60_000 + len(inserted),)] == database.session.query("SELECT count(*) FROM t WHERE u IS NOT NULL")
        assert [] == move(database, AFTER)
