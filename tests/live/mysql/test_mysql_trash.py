"""The trash of MariaDB and MySQL: tables move by name with all that they have, values come back past triggers and time stamps."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from schemac.api.applying import Applying, apply_definition
from schemac.api.planning import Database, opened
from schemac.api.trash import trash
from schemac.api.undoing import undo
from schemac.apply import Origin
from schemac.diff import diff
from schemac.model.definition import Definition
from schemac.model.schema import Schema
from schemac.model.trash import TrashRule
from tests.live.mysql.servers import ENGINES
from tests.scratch import ScratchFactory

ORIGIN = Origin("ann@desk", "apply", "1.0", lambda: "2026-03-01T12:00:00+00:00")


@pytest.fixture(params=ENGINES)
def database(request: pytest.FixtureRequest, new_scratch: ScratchFactory) -> Any:
    """Lend an open database of each server of this run."""
    with new_scratch(request.param) as lent, opened(lent.url) as live:
        yield live


def becoming(database: Database, schema: Schema) -> None:
    """Make a database what a schema says, with a history and a trash."""
    definition = Definition(schema=schema, expressions=database.dialect.name)
    apply_definition(database, definition, prune=True, trash=TrashRule(), how=Applying(allow=["all"], origin=ORIGIN))


def unlike(database: Database, schema: Schema) -> list[str]:
    """Return in what a database differs from a state that it had."""
    return [f"{each.verb} {each.ref}" for each in diff(database.inspect().schema, Definition(schema=schema, prune=True)).changes]


def back(database: Database) -> None:
    """Undo the last change."""
    undo(database, how=Applying(allow=["all"], origin=ORIGIN))


TABLES = (
    "CREATE TABLE seen (at int)",
    "CREATE TABLE boss (id int PRIMARY KEY)",
    (
        "CREATE TABLE t (id int AUTO_INCREMENT PRIMARY KEY, b int, n int NOT NULL, day date NOT NULL, u varchar(9) NOT NULL, "
        "at timestamp NOT NULL DEFAULT current_timestamp ON UPDATE current_timestamp, UNIQUE KEY t_u (u), KEY t_n (n), "
        "CONSTRAINT t_positive CHECK (n > 0), CONSTRAINT t_boss FOREIGN KEY (b) REFERENCES boss (id))"
    ),
    "CREATE TABLE child (t int, CONSTRAINT child_t FOREIGN KEY (t) REFERENCES t (id))",
    "INSERT INTO boss VALUES (1)",
    "INSERT INTO t VALUES (1, 1, 7, '2020-02-02', 'one', '2001-01-01 00:00:00'), (2, NULL, 8, '2020-02-03', 'two', '2002-02-02 00:00:00')",
    "INSERT INTO t (n, day, u) VALUES (9, '2020-02-04', 'three')",
    "DELETE FROM t WHERE u = 'three'",
    "INSERT INTO child VALUES (1), (NULL)",
    "CREATE TRIGGER t_seen AFTER UPDATE ON t FOR EACH ROW INSERT INTO seen VALUES (NEW.id)",
)
ROWS = "SELECT id, b, n, CAST(day AS char), u, CAST(at AS char) FROM t ORDER BY id"


def made(database: Database) -> Schema:
    """Make the tables with their rows and return the state of the database."""
    for statement in TABLES:
        database.session.execute(statement)
    return database.inspect().schema


def test_tables_with_all_that_they_have(database: Database) -> None:
    """Keys between tables, checks, triggers and the counter come back; the names are free meanwhile."""
    was = made(database)
    rows = database.session.query(ROWS)
    becoming(database, Schema.of(()))
    assert ["boss", "child", "seen", "t"] == sorted(each.thing.was for each in trash(database, ""))
    assert () == database.inspect().census
    becoming(database, was)
    back(database)
    back(database)
    assert [] == unlike(database, was)
    assert rows == database.session.query(ROWS)
    database.session.execute("INSERT INTO t (n, day, u) VALUES (9, '2020-02-04', 'three')")
    assert [(4,)] == [tuple(row) for row in database.session.query("SELECT id FROM t WHERE u = 'three'")]


def test_values_come_back_past_triggers_and_time_stamps(database: Database) -> None:
    """Dates and unique values that may not be null are as they were; no trigger has run, and no time of the last change is new."""
    was = made(database)
    rows = database.session.query(ROWS)
    table: Any = next(table for table in was.tables if table.name == "t")
    left = tuple(column for column in table.columns if column.name in {"id", "b", "at"})
    keys = tuple(part for part in table.constraints if part.kind in {"primary_key", "foreign_key"})
    indexes = tuple(index for index in table.indexes if index.keys[0].column == "b")
    becoming(database, was.having([replace(table, columns=left, constraints=keys, indexes=indexes)]))
    assert ["t.day", "t.n", "t.u"] == sorted(each.thing.was for each in trash(database, ""))
    back(database)
    assert [] == unlike(database, was)
    assert rows == database.session.query(ROWS)
    assert [] == database.session.query("SELECT * FROM seen")
    assert [] == trash(database, "")
