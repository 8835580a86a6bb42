"""The trash of SQLite: every sort of table moves there, and comes back with what hangs on it."""

from __future__ import annotations

from collections.abc import Iterator

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
from tests.servers.database import ScratchDatabase

ORIGIN = Origin("ann@desk", "apply", "1.0", lambda: "2026-03-01T12:00:00+00:00")


@pytest.fixture
def database(sqlite_database: ScratchDatabase) -> Iterator[Database]:
    """Lend an open database."""
    with opened(sqlite_database.url) as live:
        yield live


def becoming(database: Database, schema: Schema) -> list[str]:
    """Make a database what a schema says, with a history and a trash, and return the statements."""
    definition = Definition(schema=schema, expressions="sqlite")
    done = apply_definition(database, definition, prune=True, trash=TrashRule(), how=Applying(allow=["all"], origin=ORIGIN))
    return [step.statement.sql for step in done.planned.plan.steps]


def returned(database: Database, schema: Schema) -> None:
    """Undo the last change, and find a database as it was."""
    undo(database, how=Applying(allow=["all"], origin=ORIGIN))
    changes = diff(database.inspect().schema, Definition(schema=schema, prune=True)).changes
    assert [] == [f"{each.verb} {each.ref}" for each in changes]
    assert [] == trash(database, "")


TABLES = (
    "CREATE TABLE plain (a, b TEXT DEFAULT 'x', c AS (a || b), d AS (b || 'd') STORED, UNIQUE (a))",
    "CREATE INDEX plain_b ON plain (b) WHERE a > 0",
    "CREATE TABLE keyed (k TEXT PRIMARY KEY, v ANY) STRICT, WITHOUT ROWID",
    "CREATE TABLE counted (id INTEGER PRIMARY KEY AUTOINCREMENT, v)",
    "CREATE TABLE child (id INTEGER PRIMARY KEY AUTOINCREMENT, p INT REFERENCES counted (id), c INT REFERENCES child (id))",
    "CREATE TRIGGER plain_in AFTER INSERT ON plain BEGIN INSERT INTO counted (v) VALUES (NEW.a); END",
    "CREATE TRIGGER keyed_up BEFORE UPDATE ON keyed BEGIN SELECT raise(ABORT, 'no'); END",
    "CREATE VIEW seen AS SELECT p.a, k.v FROM plain p JOIN keyed k ON k.k = p.b",
    "INSERT INTO plain (a, b) VALUES (1, 'x'), (x'00ff', NULL), ('1', '2')",
    "INSERT INTO keyed VALUES ('x', 1), ('y', 'one'), ('z', x'01')",
    "DELETE FROM counted WHERE id = 3",
    "INSERT INTO child (p, c) VALUES (1, 2), (2, NULL)",
    "DELETE FROM child WHERE id = 3",
)
ROWS = (
    "SELECT quote(a), quote(b), quote(c), quote(d) FROM plain ORDER BY rowid",
    "SELECT k, quote(v), typeof(v) FROM keyed ORDER BY k",
    "SELECT id, quote(v) FROM counted ORDER BY id",
    "SELECT id, p, c FROM child ORDER BY id",
    "SELECT * FROM seen ORDER BY 1",
)


def test_every_sort_of_table_comes_back(database: Database) -> None:
    """Values keep their storage classes, counters go on, and no trigger sees the rows come back."""
    for statement in TABLES:
        database.session.execute(statement)
    was, rows = database.inspect().schema, [database.session.query(sql) for sql in ROWS]
    statements = becoming(database, Schema.of(()))
    assert 1 == sum(sql.startswith("INSERT") and "sqlite_sequence" not in sql for sql in statements)
    assert [] == list(database.inspect().schema)
    returned(database, was)
    assert rows == [database.session.query(sql) for sql in ROWS]
    database.session.execute("INSERT INTO counted (v) VALUES ('new')")
    assert [(4,)] == database.session.query("SELECT id FROM counted WHERE v = 'new'")
    assert [] == database.session.query("SELECT name FROM sqlite_sequence WHERE name LIKE '\\_schemac%' ESCAPE '\\'")


def test_a_trigger_does_not_see_values_come_back(database: Database) -> None:
    """A table whose trigger refuses every update gets its column back, values of every storage class among them."""
    for statement in TABLES:
        database.session.execute(statement)
    was, rows = database.inspect().schema, database.session.query(ROWS[1])
    found = {table.name: table for table in was.tables}
    kept = tuple(column for column in found["keyed"].columns if column.name == "k")
    seen = [item.ref for item in was if item.name == "seen"]
    becoming(database, was.having([replace(found["keyed"], columns=kept)], without=seen))
    returned(database, was)
    assert rows == database.session.query(ROWS[1])
