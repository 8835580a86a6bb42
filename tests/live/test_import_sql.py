"""A definition imported from files of SQL says what running them makes."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from schemac.api.importing import Target, import_scripts
from schemac.api.planning import opened, plan
from schemac.api.reading_sql import Script, scratch_url, scripts_of
from schemac.errors import SchemaError, UsageError
from schemac.session import parse_url
from schemac.source import load
from tests.scratch import ScratchFactory
from tests.servers import postgresql
from tests.servers.database import ScratchDatabase

SCHEMA = """\
CREATE TABLE customer (id integer NOT NULL PRIMARY KEY, email varchar(100) NOT NULL UNIQUE, note varchar(50) DEFAULT 'a;b');
CREATE TABLE visit (id integer NOT NULL PRIMARY KEY, customer_id integer NOT NULL REFERENCES customer (id), day date);
CREATE INDEX visit_day_idx ON visit (day);
CREATE VIEW recent AS SELECT id, day FROM visit WHERE day > '2020-01-01';
INSERT INTO customer VALUES (1, 'a@b.c', 'x');
"""
ROUTINES = {
    "postgresql": (
        "CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.note := 'x;y'; RETURN NEW; END $$;"
        "CREATE TRIGGER touched BEFORE UPDATE ON customer FOR EACH ROW EXECUTE FUNCTION touch();"
        "CREATE FUNCTION one() RETURNS integer BEGIN ATOMIC SELECT 1; END;"
    ),
    "mariadb": "CREATE TRIGGER touched BEFORE UPDATE ON customer FOR EACH ROW SET NEW.note = 'x'",
    "sqlite": "CREATE TRIGGER touched AFTER UPDATE ON customer BEGIN SELECT 1; SELECT 2; END;",
}


@pytest.fixture(params=ROUTINES)  # MySQL proper brings no dump tool along where the tests find it
def full(request: pytest.FixtureRequest, new_scratch: ScratchFactory) -> Iterator[ScratchDatabase]:
    """A database with tables, a view, rows and a trigger."""
    with new_scratch(request.param) as scratch:
        for statement in filter(str.strip, SCHEMA.replace("'a;b'", "'ab'").split(";")):
            scratch.execute(statement)
        scratch.execute(ROUTINES[scratch.engine_name])
        yield scratch


def dumps(database: ScratchDatabase) -> Iterator[str]:
    """Give what the engine's own tools write of a database, in the ways in which people call them."""
    url = urlsplit(database.url)
    ways: tuple[tuple[str, ...], ...]
    match database.engine_name:
        case "postgresql":
            tool = str(postgresql.binaries() / "pg_dump")
            yield from (
                _output(tool, *options, "--dbname", database.url) for options in ((), ("--schema-only", "--create"), ("--inserts",))
            )
        case "sqlite":
            yield from (_output("sqlite3", url.path[1:], command) for command in (".schema", ".dump"))
        case _:
            ways = (("--routines", "--events"), ("--databases",))
            tool = shutil.which("mysqldump") or "mariadb-dump"
            server = ("--no-defaults", f"--host={url.hostname}", f"--port={url.port}", f"--user={url.username}")
            yield from (_output(tool, *server, *options, url.path[1:]) for options in ways)


def _output(*command: str) -> str:
    return subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=True).stdout


def test_a_dump_plans_to_nothing_where_it_was_made(full: ScratchDatabase, tmp_path: Path) -> None:
    """pg_dump, mysqldump and the sqlite3 shell: the definition of what they write is that of the database, and no database is left."""
    before = _databases(full)

    for number, text in enumerate(dumps(full)):
        target = Target(tmp_path / f"{number}.yaml")
        imported = import_scripts([Script("dump.sql", text)], parse_url(full.url), target, name="dump")
        imported.write()
        with opened(full.url) as database:
            assert () == plan(database, load(target.main), prune=True).plan.steps
        assert "rows" in str(imported.notes) or "INSERT" not in text

    assert before == _databases(full)


def _databases(database: ScratchDatabase) -> list[tuple[str, ...]]:
    own = f"schemac%{os.getpid()}%"  # other tests borrow databases of the same server at the same time
    query = {"postgresql": f"SELECT datname FROM pg_database WHERE datname LIKE '{own}'", "mariadb": f"SHOW DATABASES LIKE '{own}'"}
    return database.query(query[database.engine_name]) if database.engine_name in query else []


def test_a_refused_statement_is_shown_at_its_place(scratch: ScratchDatabase, tmp_path: Path) -> None:
    """What the server does not take is an error at its line, and nothing is left of the scratch database."""
    path = tmp_path / "bad.sql"
    path.write_text("CREATE TABLE t (a integer);\n\n-- the next one is wrong\n  CREATE INDEX i ON t (nothing_of_that_name);\n")
    before = _databases(scratch)

    with pytest.raises(SchemaError) as caught:
        import_scripts(scripts_of([path]), parse_url(scratch.url), name="bad")

    problem = caught.value.problems[0]
    assert "SC036" == problem.code
    assert f"{path}:4:3" == str(problem.position)
    assert "CREATE INDEX i ON t" in problem.message
    assert before == _databases(scratch)


def test_what_reaches_beyond_is_not_run(scratch: ScratchDatabase) -> None:
    """A statement about the server or another database is refused at its place before the server sees it."""
    sql = {"postgresql": "CREATE ROLE somebody_new;", "sqlite": "ATTACH 'x.db' AS x;"}.get(scratch.engine_name, "CREATE USER somebody_new;")

    with pytest.raises(SchemaError) as caught:
        import_scripts([Script("a.sql", f"SELECT 1;\n{sql}\n")], parse_url(scratch.url), name="a")

    assert ["SC037"] == [problem.code for problem in caught.value.problems]
    assert "a.sql:2:1" == str(caught.value.problems[0].position)


def test_the_database_of_the_url_is_not_touched(scratch: ScratchDatabase) -> None:
    """The scratch database is one of its own, whatever the URL names."""
    before = scratch.dump()

    import_scripts([Script("a.sql", "CREATE TABLE only_there (a integer);")], parse_url(scratch.url), name="a")

    assert before == scratch.dump()


def test_an_engine_must_be_named() -> None:
    """Nothing is guessed, and nothing is read halfway: without a server only SQLite's SQL can be read."""
    with pytest.raises(UsageError) as nothing:
        scratch_url(None, None)
    with pytest.raises(UsageError) as no_server:
        scratch_url("postgresql", None)

    assert "SC035" in str(nothing.value)
    assert "--scratch postgresql://" in str(no_server.value)
    assert "sqlite" == scratch_url("sqlite3", None).scheme
