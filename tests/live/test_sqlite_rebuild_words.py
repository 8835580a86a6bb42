"""What a table that SQLite makes anew is written with."""

from __future__ import annotations

from typing import Any

from schemac.api.applying import Applying, apply_definition
from schemac.api.planning import opened, plan
from schemac.source import from_dict
from tests.servers.database import ScratchDatabase

LIVE = "CREATE TABLE t (id integer NOT NULL, a text, CONSTRAINT t_pk PRIMARY KEY (id), CONSTRAINT positive CHECK (a<>''))"
UNNAMED = {"primary_key": None, "unique": None, "foreign_key": None, "check": None}


def brought_to(scratch: ScratchDatabase, **columns: Any) -> tuple[list[str], str]:
    """Make the table have these columns, and constraints that nobody named; return the statements and the table's text."""
    tables = {"t": {"columns": {"id": "integer", **columns}, "primary_key": ["id"]}}
    wanted = from_dict({"schemac": 1, "database": {"name": "d", "expressions": "sqlite"}, "naming": UNNAMED, "tables": tables})
    with opened(scratch.url) as database:
        made = apply_definition(database, wanted, how=Applying(allow=["all"]))
        assert [] == list(plan(database, wanted).differences.changes)
    return [step.statement.sql for step in made.planned.plan.steps], scratch.query("SELECT sql FROM sqlite_schema WHERE name = 't'")[0][0]


def test_names_of_the_database_do_not_make_a_table_anew(sqlite_database: ScratchDatabase) -> None:
    """A constraint that nobody named is the live one of whatever name, and a column is added in place."""
    sqlite_database.execute(LIVE)
    statements, _ = brought_to(sqlite_database, a={"type": "text", "check": "a <> ''"}, b="text")

    assert ["ALTER TABLE t ADD COLUMN b TEXT"] == statements


def test_a_table_made_anew_has_the_words_of_its_definition(sqlite_database: ScratchDatabase) -> None:
    """Where a table is made anew for another reason, its constraints are spelled as the definition says, nameless if it names none."""
    sqlite_database.execute(LIVE)
    sqlite_database.execute("INSERT INTO t VALUES (1, 'x')")
    _, made = brought_to(sqlite_database, a={"type": "varchar(9)", "check": "a <> ''"})

    assert [(1, "x")] == sqlite_database.query("SELECT id, a FROM t")
    assert [True, True, False] == ["PRIMARY KEY (id)" in made, "CHECK (a <> '')" in made, "CONSTRAINT" in made]
