"""A plan that is killed between two statements, which MariaDB and MySQL cannot undo: the next apply goes on from there."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import replace
from itertools import count
from typing import Any

import pytest

from schemac.api.applying import Applying, apply_definition
from schemac.api.planning import opened, plan
from schemac.model.online import Online
from schemac.model.plan import Statement
from schemac.session import Session
from tests.live.mysql.servers import ENGINES, definition_of
from tests.scratch import ScratchFactory
from tests.servers.database import ScratchDatabase

KEY = {"type": "int", "primary_key": True}
Data = Mapping[str, Any]


def refers(table: str, **words: str) -> dict[str, Any]:
    """Return a column that refers to a table."""
    return {"type": "int", "references": f"{table}.id", **words}


def parts(*years: int) -> dict[str, Any]:
    """Return a table that is divided by years."""
    words = {"partition_by": "range (d)", "partitions": [f"p{year} values less than ({year})" for year in years]}
    columns = {"id": {"type": "int", "nullable": False}, "d": {"type": "int", "nullable": False}}
    return {"columns": columns, "constraints": {"pp": {"primary_key": ["id", "d"]}}, "dialects": {"mariadb": words, "mysql": words}}


REBUILT: tuple[Data, Data] = (
    {
        "tables": {
            "o": {"columns": {"id": KEY}},
            "t": {
                "columns": {"id": KEY, "a": "int", "b": {"type": "varchar(20)"}, "c": "int", "u": refers("o")},
                "constraints": {"ck": {"check": "c > 0"}, "uq": {"unique": ["b"]}},
                "indexes": {"ia": {"columns": ["a"]}},
            },
            "p": parts(2020, 2030),
        },
        "views": {"v": {"sql": "select id, a, c from t"}, "w": {"sql": "select v.id from v"}},
        "triggers": {"t.g": {"before": ["insert"], "body": "SET NEW.a = 1"}},
    },
    {
        "tables": {
            "o": {"columns": {"id": {"type": "bigint", "primary_key": True}}},
            "t": {
                "columns": {
                    "new": "int",
                    "id": KEY,
                    "b": {"type": "varchar(30)", "nullable": False},
                    "a": "bigint",
                    "u": {"type": "bigint"},
                    "s": {"type": "int", "generated": {"sql": "id + 1", "stored": True}},
                },
                "constraints": {
                    "ck": {"check": "a > 0"},
                    "uq": {"unique": ["b", "a"]},
                    "tu": {"foreign_key": ["u"], "references": {"table": "o", "columns": ["id"], "on_delete": "cascade"}},
                },
                "indexes": {"ia": {"columns": ["a", "b"]}, "is_": {"columns": ["s"]}},
            },
            "p": parts(2010, 2020, 2040),
            "n": {"columns": {"id": KEY, "t": refers("t")}},
        },
        "views": {"v": {"sql": "select id, a, s from t"}, "w": {"sql": "select v.s from v"}},
        "triggers": {"t.g": {"before": ["insert"], "body": "SET NEW.a = 2"}},
    },
)
RENAMED: tuple[Data, Data] = (
    {
        "tables": {
            "o": {"columns": {"id": KEY, "k": "int"}},
            "t": {"columns": {"id": KEY, "x": "int", "y": "int", "u": refers("o")}, "indexes": {"i": {"columns": ["x"]}}},
        },
        "views": {"v": {"sql": "select id, x, y from t"}},
    },
    {
        "tables": {
            "owner": {"renamed_from": "o", "columns": {"id": KEY, "kind": {"type": "int", "renamed_from": "k"}}},
            "item": {
                "renamed_from": "t",
                "columns": {
                    "id": KEY,
                    "left_x": {"type": "bigint", "renamed_from": "x"},
                    "y2": {"type": "int", "renamed_from": "y"},
                    "u": refers("owner"),
                },
                "indexes": {"j": {"columns": ["left_x"], "renamed_from": "i"}},
            },
        },
        "views": {"v": {"sql": "select id, left_x as x, y2 as y from item"}},
    },
)
PLAIN = {"id": KEY, "x": "int", "y": "int"}
SWAPPED: tuple[Data, Data] = (
    {"tables": {"o": {"columns": PLAIN}, "t": {"columns": PLAIN}, "c": {"columns": PLAIN}}},
    {
        "tables": {
            "t": {"renamed_from": "o", "columns": PLAIN},
            "o": {"renamed_from": "t", "columns": PLAIN},
            "c": {"columns": {"id": KEY, "y": {"type": "int", "renamed_from": "x"}, "x": {"type": "int", "renamed_from": "y"}}},
        }
    },
)
ROWS: dict[str, tuple[str, dict[str, list[tuple[int, ...]]]]] = {
    "swapped": (
        "INSERT INTO o VALUES (1, 10, 20); INSERT INTO t VALUES (2, 30, 40); INSERT INTO c VALUES (3, 50, 60)",
        {"id, x, y FROM t": [(1, 10, 20)], "id, x, y FROM o": [(2, 30, 40)], "id, y, x FROM c": [(3, 50, 60)]},
    ),
    "rebuilt": (
        (
            "INSERT INTO o VALUES (1), (2); INSERT INTO t (id, a, b, c, u) VALUES (1, 1, 'x', 1, 1), (2, 2, 'y', 2, 2);"
            "INSERT INTO p VALUES (1, 2005), (2, 2015), (3, 2025)"
        ),
        {"id FROM o": [(1,), (2,)], "id FROM t": [(1,), (2,)], "id FROM p": [(1,), (2,), (3,)]},
    ),
    "taken back": (
        (
            "INSERT INTO o VALUES (1), (2); INSERT INTO t (id, a, b, u) VALUES (1, 1, 'x', 1), (2, 2, 'y', 2);"
            "INSERT INTO p VALUES (1, 2005), (2, 2015), (3, 2025); INSERT INTO n VALUES (1, 1)"
        ),
        {"id FROM o": [(1,), (2,)], "id, u FROM t": [(1, 1), (2, 2)], "id FROM p": [(1,), (2,), (3,)]},
    ),
    "renamed": (
        "INSERT INTO o VALUES (1, 5); INSERT INTO t VALUES (1, 10, 20, 1), (2, 30, 40, 1)",
        {"id, kind FROM owner": [(1, 5)], "id, left_x, y2 FROM item": [(1, 10, 20), (2, 30, 40)]},
    ),
}
CASES = {"rebuilt": REBUILT, "taken back": REBUILT[::-1], "renamed": RENAMED, "swapped": SWAPPED}


def apply(database: ScratchDatabase, data: Data, online: Online, killed_at: int = 0) -> None:
    """Apply a definition; where asked, end this process as a kill would.

    That is before the statement of that number, or, for the number behind the last, once all have run and nothing is settled.
    """
    ran: list[bool] = []

    def progress(number: int, total: int, statement: Statement) -> None:
        if number == killed_at:
            os.kill(os.getpid(), signal.SIGKILL)
        if number == total == killed_at - 1:
            ran.append(True)

    with opened(database.url) as live:
        atomic = live.engine.atomic

        def settling(session: Session) -> AbstractContextManager[None]:
            if ran:
                os.kill(os.getpid(), signal.SIGKILL)
            return atomic(session)

        watched = replace(live, engine=replace(live.engine, atomic=settling))
        how = Applying(allow=("all",), progress=progress)
        apply_definition(watched, definition_of(database, data), prune=True, online=online, how=how)


def killed(database: ScratchDatabase, data: Data, online: Online, number: int) -> bool:
    """Apply a definition in a process of its own that is killed at a statement; tell whether it came so far."""
    child = multiprocessing.get_context("fork").Process(target=apply, args=(database, data, online, number))
    child.start()
    child.join()
    assert child.exitcode in {0, -signal.SIGKILL}
    return child.exitcode != 0


def left(database: ScratchDatabase, data: Data, online: Online) -> tuple[str, ...]:
    """Return the statements that a definition would still take."""
    with opened(database.url) as live:
        made = plan(live, definition_of(database, data), prune=True, online=online)
        return tuple(step.statement.sql for step in made.plan.steps)


@pytest.mark.parametrize("online", [Online.NEVER, Online.ALWAYS])
@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("engine_name", ENGINES)
def test_an_apply_that_is_killed_is_finished_by_the_next(new_scratch: ScratchFactory, engine_name: str, name: str, online: Online) -> None:
    """Wherever it is killed, the lock is gone with it, the next apply reaches the definition, and every row is there."""
    before, after = CASES[name]
    filled, rows = ROWS[name]
    for number in count(1):
        with new_scratch(engine_name) as database:
            apply(database, before, online)
            database.execute(filled)
            came_so_far = killed(database, after, online, number)
            apply(database, after, online)
            assert () == left(database, after, online)
            assert rows == {what: list(database.query(f"SELECT {what} ORDER BY 1")) for what in rows}
        if not came_so_far:
            break
    assert number > 4
