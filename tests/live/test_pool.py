"""Pools of sessions on real servers."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable

import psycopg
import pymysql
import pytest

from schemac.errors import DatabaseError, Problem, UsageError
from schemac.pool import SessionPool
from schemac.session import Session, parse_url
from tests.servers.database import ScratchDatabase

DRIVER_ERRORS = (psycopg.Error, pymysql.Error, sqlite3.Error)
SERVERS = pytest.mark.parametrize("scratch", ["postgresql", "mariadb"], indirect=True)
KILL = {
    "postgresql": "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()",
    "mariadb": "SELECT concat('KILL ', id) FROM information_schema.processlist WHERE db = database() AND id <> connection_id()",
}


@pytest.fixture
def open_session(scratch: ScratchDatabase) -> Callable[[], Session]:
    """Return what opens a session on the driver itself."""

    def opened() -> Session:
        try:
            connection = scratch.connect()
        except DRIVER_ERRORS as error:
            raise DatabaseError(explain(error)) from error
        return Session(connection, parse_url(scratch.url), DRIVER_ERRORS, explain)

    return opened


def explain(error: Exception) -> Problem:
    """Return the driver's own words."""
    return Problem("SC900", str(error))


def fail_in_the_middle(pool: SessionPool) -> None:
    """Leave a transaction open and raise."""
    with pool.session() as session:
        session.execute("BEGIN")
        session.execute("INSERT INTO item VALUES (1)")
        raise ZeroDivisionError


def noting(open_session: Callable[[], Session], opened: list[Session]) -> Callable[[], Session]:
    """Return the same function, with every session it opens noted."""

    def noted() -> Session:
        opened.append(open_session())
        return opened[-1]

    return noted


def end_connections(database: ScratchDatabase) -> None:
    """Make the server close every connection to a database but the one that asks."""
    for row in database.query(KILL[database.engine_name]):
        if isinstance(row[0], str):
            database.execute(row[0])


def test_a_session_is_lent_again(open_session: Callable[[], Session]) -> None:
    """Two borrowers, one after the other, get the same connection."""
    with SessionPool(open_session, 1, 2, 1, 60) as pool:
        with pool.session() as first:
            rows = first.query("SELECT 1")
        with pool.session() as second:
            assert first is second

    assert [(1,)] == rows


def test_the_minimum_is_opened_at_once(open_session: Callable[[], Session]) -> None:
    """A pool opens its first sessions when it is made, and no more."""
    opened: list[Session] = []

    with SessionPool(noting(open_session, opened), 3, 5, 1, 60):
        assert 3 == len(opened)


def test_an_exhausted_pool_says_so(open_session: Callable[[], Session]) -> None:
    """When all sessions are lent, the next borrower is told what to do after the timeout, and is served once one comes back."""
    with SessionPool(open_session, 0, 1, 0.1, 60) as pool:
        with pool.session(), pytest.raises(DatabaseError) as refusal, pool.session():
            pytest.fail("a second session was lent")
        with pool.session() as session:
            assert [(1,)] == session.query("SELECT 1")

    problem = refusal.value.problems[0]
    assert ("SC011", "all 1 connections of the pool were in use for 0.1 s") == (problem.code, problem.message)
    assert "max_connections" in problem.hint


def test_a_session_whose_borrower_failed_is_not_lent_again(open_session: Callable[[], Session], scratch: ScratchDatabase) -> None:
    """An open transaction of a borrower that failed is undone with its connection."""
    scratch.execute("CREATE TABLE item (id integer)")
    with SessionPool(open_session, 1, 1, 1, 60) as pool:
        with pytest.raises(ZeroDivisionError):
            fail_in_the_middle(pool)
        with pool.session() as other:
            assert [(0,)] == other.query("SELECT count(*) FROM item")


def test_an_idle_session_is_replaced(open_session: Callable[[], Session]) -> None:
    """What has been idle for longer than the timeout is closed and opened anew."""
    with SessionPool(open_session, 1, 1, 1, 0) as pool:
        with pool.session() as first:
            pass
        with pool.session() as second:
            assert first is not second
            assert [(1,)] == second.query("SELECT 1")


@SERVERS
def test_a_broken_connection_goes_unnoticed(open_session: Callable[[], Session], scratch: ScratchDatabase) -> None:
    """After the server has closed all connections, the next borrower gets one that works."""
    with SessionPool(open_session, 2, 2, 1, 60) as pool:
        end_connections(scratch)
        with pool.session() as one, pool.session() as other:
            assert [(1,)] == one.query("SELECT 1")
            assert [(1,)] == other.query("SELECT 1")


@SERVERS
def test_a_refused_connection_shows_when_the_pool_is_made(open_session: Callable[[], Session], scratch: ScratchDatabase) -> None:
    """A pool that cannot open its minimum raises what opening a session raises."""
    drop = {"postgresql": "DROP DATABASE {} WITH (FORCE)", "mariadb": "DROP DATABASE {}"}[scratch.engine_name]
    name = parse_url(scratch.url).database
    if scratch.engine_name == "postgresql":
        with psycopg.connect(scratch.url.replace(name, "postgres"), autocommit=True) as server:
            server.execute(drop.format(name).encode())
        server.close()
    else:
        scratch.execute(drop.format(name))

    with pytest.raises(DatabaseError, match="SC900"):
        SessionPool(open_session, 1, 1, 1, 60)


@SERVERS
def test_threads_share_a_pool(open_session: Callable[[], Session], scratch: ScratchDatabase) -> None:
    """Eight threads on three sessions all get through, and never more than three connections are open."""
    scratch.execute("CREATE TABLE item (id integer)")
    opened: list[Session] = []

    def work(pool: SessionPool) -> None:
        for number in range(5):
            with pool.session() as session:
                session.execute(f"INSERT INTO item VALUES ({number})")

    with SessionPool(noting(open_session, opened), 0, 3, 30, 60) as pool:
        threads = [threading.Thread(target=work, args=(pool,)) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    assert [(40,)] == scratch.query("SELECT count(*) FROM item")
    assert len(opened) <= 3


def test_a_closed_pool_lends_nothing(open_session: Callable[[], Session]) -> None:
    """After its block, a pool refuses instead of opening connections that nobody will close."""
    with SessionPool(open_session) as pool:
        pass

    with pytest.raises(DatabaseError, match="SC012"), pool.session():
        pytest.fail("a closed pool has lent a session")


def test_a_session_lent_when_the_pool_closes_is_closed_on_return(open_session: Callable[[], Session]) -> None:
    """Closing leaves a borrower its session, and closes the session when it comes back."""
    pool = SessionPool(open_session)
    with pool.session() as session:
        pool.close()
        assert [(1,)] == session.query("SELECT 1")

    with pytest.raises(DatabaseError):
        session.query("SELECT 1")


@pytest.mark.parametrize(("minimum", "maximum", "timeout"), [(-1, 1, 1), (2, 1, 1), (0, 0, 1), (1, 1, -1)])
def test_numbers_without_sense_are_refused(minimum: int, maximum: int, timeout: float) -> None:
    """A pool says what its numbers must be."""
    with pytest.raises(UsageError, match="SC010"):
        SessionPool(lambda: pytest.fail("nothing is opened"), minimum, maximum, timeout, 60)
