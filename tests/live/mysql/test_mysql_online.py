"""Large tables of MariaDB and MySQL that others read and write while they change: who waits, and for how long."""

from __future__ import annotations

import threading
import time
from contextlib import closing
from itertools import count
from typing import Any

import pymysql
import pytest

from schemac.api.applying import Applied, Applying, apply_definition
from schemac.api.planning import opened, plan
from schemac.apply import Patience
from schemac.errors import DatabaseError
from schemac.model.online import ONLINE_FROM, Online
from tests.live.mysql.servers import ENGINES, definition_of, shown
from tests.servers.database import ScratchDatabase

pytestmark = pytest.mark.parametrize("scratch", ENGINES, indirect=True)

KEY = {"type": "int", "primary_key": True}
BEFORE: dict[str, Any] = {
    "tables": {"t": {"columns": {"id": KEY, "a": "int", "b": "varchar(200)", "gone": "int"}, "indexes": {"ib": {"columns": ["b"]}}}}
}
AFTER: dict[str, Any] = {
    "tables": {
        "t": {
            "comment": "told",
            "columns": {
                "id": KEY,
                "a": {"type": "int", "nullable": False, "default": 7},
                "b": "varchar(200)",
                "c": "int",
                "v": {"type": "int", "generated": {"sql": "a + 1", "stored": False}},
            },
            "constraints": {"ua": {"unique": ["id", "a"]}},
            "indexes": {"ib": {"columns": ["b", "a"]}, "iv": {"columns": ["v"]}},
        }
    }
}


def apply(database: ScratchDatabase, data: dict[str, Any], patience: Patience | None = None) -> Applied:
    """Apply a definition, every table online."""
    how = Applying(allow=("all",), patience=patience or Patience())
    with opened(database.url) as live:
        return apply_definition(live, definition_of(database, data), prune=True, online=Online.ALWAYS, how=how)


def filled(database: ScratchDatabase, rows: int) -> None:
    """Make the table before the change, with so many rows."""
    apply(database, BEFORE)
    values = ", ".join(f"({number}, {number}, REPEAT('x', 100))" for number in range(rows))
    database.execute(f"INSERT INTO t (id, a, b) VALUES {values}")


def test_the_large_tables_are_those_that_are_changed_online(scratch: ScratchDatabase) -> None:
    """Left to itself a plan asserts nothing on a small table, and does on one that has grown."""
    filled(scratch, 10)

    def asserted() -> list[bool]:
        with opened(scratch.url) as live:
            steps = plan(live, definition_of(scratch, AFTER), prune=True).plan.steps
        return ["ALGORITHM=" in step.statement.sql for step in steps]

    small = asserted()
    scratch.execute(
        "ALTER TABLE t MODIFY gone text; INSERT INTO t (id, a) SELECT 1000 + x.id * 100 + y.id * 10 + z.id, 1 FROM t x, t y, t z"
    )
    scratch.execute(f"UPDATE t SET gone = REPEAT('x', {ONLINE_FROM // 700}); ANALYZE TABLE t")

    assert {False} == set(small)
    assert True in asserted()


def test_who_holds_a_table_is_waited_for_and_then_named(scratch: ScratchDatabase) -> None:
    """A long reader makes apply try again and then say so with nothing changed; once it is gone the same apply works."""
    told: list[int] = []
    patience = Patience(lock=1.0, tries=2, pause=0.01, told=lambda tried, *_: told.append(tried))
    filled(scratch, 10)
    before = shown(scratch)
    with closing(scratch.connect()) as reader, closing(reader.cursor()) as cursor:
        cursor.execute("START TRANSACTION")
        cursor.execute("SELECT count(*) FROM t")

        with pytest.raises(DatabaseError, match=r"(?s)SC425.*2 tries.*nothing has been changed"):
            apply(scratch, AFTER, patience)
        assert before == shown(scratch)
        assert [1] == told
        cursor.execute("COMMIT")

    apply(scratch, AFTER, patience)


def test_no_writer_fails_or_waits_long_and_no_row_is_lost(scratch: ScratchDatabase) -> None:
    """Clients that write all the while fail at nothing and wait for no statement longer than the lock timeout and a little more."""
    waits: list[float] = []
    failed: list[Exception] = []
    over = threading.Event()

    def write(client: int) -> None:
        with closing(scratch.connect()) as connection, closing(connection.cursor()) as cursor:
            for number in count():
                if over.is_set():
                    return
                start = time.monotonic()
                try:
                    cursor.execute("INSERT INTO t (id, a, b) VALUES (%s, 1, 'y')", (1_000_000 * (client + 1) + number,))
                except pymysql.Error as error:
                    failed.append(error)
                waits.append(time.monotonic() - start)

    filled(scratch, 20_000)
    writers = [threading.Thread(target=write, args=(client,)) for client in range(4)]
    for writer in writers:
        writer.start()
    try:
        steps = apply(scratch, AFTER, Patience(lock=1.0)).planned.plan.steps
    finally:
        over.set()
        for writer in writers:
            writer.join()

    assert [] == [step.statement.sql for step in steps if step.statement.cost.blocks]
    assert len(steps) >= 4
    assert [] == failed
    assert max(waits) < 1.0 + 1.0  # the second is this machine's: it runs the server, the writers and other tests
    assert [(20_000 + len(waits),)] == list(scratch.query("SELECT count(*) FROM t"))


def test_a_column_whose_default_is_another_for_each_row_is_refused_by_name(scratch: ScratchDatabase) -> None:
    """MySQL's binary log takes no such column on a table that stands, and the refusal says what to do; MariaDB takes it."""
    columns = {"id": KEY}
    wider = {"tables": {"t": {"columns": {**columns, "u": {"type": "char(36)", "default": {"sql": "uuid()"}}}}}}
    apply(scratch, {"tables": {"t": {"columns": columns}}})

    if scratch.engine_name == "mysql":
        with pytest.raises(DatabaseError, match=r"(?s)SC421.*nothing has been changed.*SC441.*add the column without its default"):
            apply(scratch, wider)
        apply(scratch, {"tables": {"t": {"columns": {**columns, "u": "char(36)"}}}})
    apply(scratch, wider)
