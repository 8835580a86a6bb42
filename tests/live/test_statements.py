"""Statements that a definition gives as they are: run once, run anew when their text changes, taken back when they go."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from schemac.api.applying import Applying, apply_definition
from schemac.api.importing import Target, import_database
from schemac.api.planning import opened, plan
from schemac.errors import DatabaseError, SchemaError
from schemac.source import load
from schemac.source.loading import from_dict
from tests.servers.database import ScratchDatabase

TABLE = {"columns": {"id": {"type": "int", "primary_key": True}, "note": "varchar(40)"}}
FILL: dict[str, Any] = {
    "create": ["INSERT INTO log VALUES (1, 'a;b')", "INSERT INTO log VALUES (2, 'c');"],
    "drop": "DELETE FROM log WHERE id < 3",
    "depends_on": ["log"],
}


def definition(engine: str, statements: dict[str, Any], table: str = "log") -> dict[str, Any]:
    """Return a definition of one table and some statements in an engine's own SQL."""
    return {"database": {"targets": [engine], "expressions": engine}, "tables": {table: TABLE}, "statements": statements}


def applied(database: ScratchDatabase, given: dict[str, Any]) -> list[str]:
    """Apply a definition, dropping included; return what was run, and see that a second plan has nothing to do."""
    with opened(database.url) as live:
        done = apply_definition(live, from_dict(given), prune=True, how=Applying(allow=["all"]))
        assert () == plan(live, from_dict(given), prune=True).plan.steps
    return [step.statement.sql for step in done.planned.plan.steps]


def rows(database: ScratchDatabase) -> list[tuple[Any, ...]]:
    """Return what the statements have written."""
    return [tuple(row) for row in database.query("SELECT id, note FROM log ORDER BY id")]


def test_a_statement_is_run_once_and_taken_back(scratch: ScratchDatabase) -> None:
    """It runs behind what it depends on and never again; with another text the old one is taken back first; gone, it is taken back."""
    engine = scratch.engine_name

    first = applied(scratch, definition(engine, {"fill": FILL}))
    there = rows(scratch)
    changed = applied(scratch, definition(engine, {"fill": {**FILL, "create": "INSERT INTO log VALUES (1, 'z')"}}))
    then = rows(scratch)
    gone = applied(scratch, definition(engine, {}))

    assert ["INSERT INTO log VALUES (1, 'a;b')", "INSERT INTO log VALUES (2, 'c')"] == first[-2:]
    assert [(1, "a;b"), (2, "c")] == there
    assert ["DELETE FROM log WHERE id < 3", "INSERT INTO log VALUES (1, 'z')"] == changed
    assert [(1, "z")] == then
    assert ["DELETE FROM log WHERE id < 3"] == gone
    assert [] == rows(scratch)


def test_it_is_taken_back_before_what_it_depends_on_goes(scratch: ScratchDatabase) -> None:
    """With its table it leaves in the right order."""
    engine = scratch.engine_name
    applied(scratch, definition(engine, {"fill": FILL}))

    statements = applied(scratch, definition(engine, {}, table="other"))

    drop = next(at for at, sql in enumerate(statements) if "DROP TABLE" in sql)
    assert statements.index("DELETE FROM log WHERE id < 3") < drop


def test_it_comes_back_by_import(scratch: ScratchDatabase, tmp_path: Path) -> None:
    """A definition imported from the database has the statements that were run there."""
    applied(scratch, definition(scratch.engine_name, {"fill": FILL}))
    target = Target(tmp_path / "a.yaml")

    import_database(scratch.url, target).write()

    assert "INSERT INTO log VALUES (1, 'a;b')" in target.main.read_text()
    with opened(scratch.url) as database:
        assert () == plan(database, load(target.main), prune=True).plan.steps


def test_a_statement_that_fails_is_not_remembered(scratch: ScratchDatabase) -> None:
    """What was refused is tried again, not taken for done."""
    wrong = definition(scratch.engine_name, {"w": {"create": "INSERT INTO nothing_of_that_name VALUES (1)", "drop": "SELECT 1"}})
    right = definition(scratch.engine_name, {"w": {"create": "INSERT INTO log VALUES (7, 'ok')", "drop": "SELECT 1"}})

    with pytest.raises(DatabaseError):
        applied(scratch, wrong)
    applied(scratch, right)

    assert [(7, "ok")] == rows(scratch)


def test_another_engines_sql_is_refused(sqlite_database: ScratchDatabase) -> None:
    """Statements are taken to the letter, so on another engine they are given for it, or left out."""
    statement = {"create": "CREATE TEXT SEARCH CONFIGURATION x (COPY = simple)", "drop": "DROP TEXT SEARCH CONFIGURATION x"}
    skipped = definition("postgresql", {"search": {**statement, "dialects": {"sqlite": {"skip": True}}}})
    native = {"sqlite": {"create": "INSERT INTO log VALUES (1, 'n')", "drop": "DELETE FROM log"}}

    with opened(sqlite_database.url) as database, pytest.raises(SchemaError) as caught:
        plan(database, from_dict(definition("postgresql", {"search": statement})))
    applied(sqlite_database, skipped)
    applied(sqlite_database, definition("postgresql", {"search": {**statement, "dialects": native}}))

    assert "its statements are PostgreSQL's" in str(caught.value)
    assert [(1, "n")] == rows(sqlite_database)


def test_what_it_depends_on_must_be_there() -> None:
    """A name that nobody defines is an error with a proposal."""
    with pytest.raises(SchemaError) as caught:
        from_dict(definition("sqlite", {"fill": {**FILL, "depends_on": ["lg"]}}))

    assert "lg does not exist" in str(caught.value)
    assert "did you mean log?" in str(caught.value)
