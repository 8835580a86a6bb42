"""Triggers and virtual tables on SQLite."""

from __future__ import annotations

from pathlib import Path

from schemac.dialect import load
from schemac.source import load as load_definition
from schemac.source.write import write_definition
from tests.live.postgresql.moving import at, defined, move, moved_twice
from tests.scratch import ScratchFactory
from tests.servers.database import ScratchDatabase

PROGRAMS = """
CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, b INTEGER);
CREATE TABLE log (note TEXT);
CREATE VIEW v AS SELECT id, a FROM t;
CREATE TRIGGER plain DELETE ON t BEGIN INSERT INTO log VALUES ('gone; really'); END;
CREATE TRIGGER "odd one" AFTER UPDATE OF a, b ON t FOR EACH ROW WHEN new.a IS NOT old.a AND CASE WHEN new.b THEN 1 ELSE 0 END
BEGIN
  UPDATE t SET b = 1 WHERE id = new.id; -- and so on
  SELECT 1;
END;
CREATE TRIGGER on_view INSTEAD OF INSERT ON v BEGIN SELECT raise(ABORT, 'no'); END;
CREATE VIRTUAL TABLE docs USING fts5(a, content='t', content_rowid='id');
CREATE TRIGGER indexed AFTER INSERT ON t BEGIN INSERT INTO docs (rowid, a) VALUES (new.id, new.a); END;
"""
OWN = {"database": {"name": "test", "expressions": "sqlite"}}


def test_every_statement_comes_back_as_it_was(new_scratch: ScratchFactory, tmp_path: Path) -> None:
    """What is imported to a file and applied to an empty database is the same again, and nothing is left to do."""
    with new_scratch("sqlite") as old, new_scratch("sqlite") as new:
        old.execute(PROGRAMS)
        with at(old) as source, at(new) as target:
            found = source.inspect()
            path = tmp_path / "all.yaml"
            path.write_text(write_definition(found.schema, name="all", dialect=load("sqlite")), encoding="utf-8")
            moved_twice(target, load_definition(path))
            made = target.inspect()

    assert () == found.census
    assert dict(found.schema.objects) == dict(made.schema.objects)


def test_triggers_outlive_the_rebuild_of_their_table(sqlite_database: ScratchDatabase) -> None:
    """A change that makes a table anew keeps its triggers, changes the one that changes, and touches no row."""
    first = {
        "tables": {"t": {"columns": {"id": {"type": "integer", "primary_key": True}, "a": "text"}}},
        "triggers": {
            "t.kept": {"on": "insert", "body": "begin select 1; end"},
            "t.changed": {"after": "update", "body": "begin select 1; end"},
        },
    }
    second = {
        "tables": {"t": {"columns": {"id": {"type": "integer", "primary_key": True}, "a": {"type": "text", "nullable": False}}}},
        "triggers": {
            "t.kept": {"on": "insert", "body": "begin select 1; end"},
            "t.changed": {"after": "update", "body": "begin select 2; end"},
        },
    }
    with at(sqlite_database) as database:
        move(database, defined(**OWN | first))
        database.session.execute("INSERT INTO t VALUES (1, 'x')")
        made = moved_twice(database, defined(**OWN | second))
        rows = database.session.query("SELECT * FROM t")
        names = database.session.query("SELECT name FROM sqlite_schema WHERE type = 'trigger' ORDER BY name")

    assert [(1, "x")] == rows
    assert [("changed",), ("kept",)] == names
    assert not any(statement.startswith("DROP TRIGGER") for statement in made)


def test_a_full_text_table_keeps_its_rows(sqlite_database: ScratchDatabase) -> None:
    """A virtual table that gets a column keeps what was indexed."""
    first, second = (f"create virtual table docs using fts5({columns})" for columns in ("title", "title, body"))
    with at(sqlite_database) as database:
        move(database, defined(**OWN, virtual_tables={"docs": first}))
        database.session.execute("INSERT INTO docs (rowid, title) VALUES (7, 'hello world')")
        moved_twice(database, defined(**OWN, virtual_tables={"docs": second}))
        found = database.session.query("SELECT rowid, title, body FROM docs WHERE docs MATCH 'hello'")

    assert [(7, "hello world", None)] == found


def test_an_expression_in_an_index_keeps_its_parentheses(new_scratch: ScratchFactory, tmp_path: Path) -> None:
    """An index over an expression is made as it was written, with parentheses around the whole or without."""
    with new_scratch("sqlite") as old, new_scratch("sqlite") as new:
        old.execute("CREATE TABLE t (a TEXT, b INTEGER); CREATE INDEX i ON t (lower(a) COLLATE nocase, (b + 1) DESC)")
        with at(old) as source, at(new) as target:
            path = tmp_path / "all.yaml"
            path.write_text(write_definition(source.inspect().schema, name="all", dialect=load("sqlite")), encoding="utf-8")
            moved_twice(target, load_definition(path))
        found = new.query("SELECT sql FROM sqlite_schema WHERE name = 'i'")

    assert [("CREATE INDEX i ON t (lower(a) COLLATE nocase, (b + 1) DESC)",)] == found
