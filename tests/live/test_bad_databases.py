"""What the command says when a database refuses, vanishes, forbids or is none: one clear error, and nothing changed."""

from __future__ import annotations

import threading
import time
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import pytest

from tests.command import Result, schemac
from tests.servers.database import ScratchDatabase

SECRET = "s3cr3t-of-nobody"
DEFINITION = """\
schemac: 1
tables:
  customer:
    columns:
      id: {type: int, primary_key: true}
      name: varchar(40)
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a definition of one table."""
    (tmp_path / "a.yaml").write_text(DEFINITION, encoding="utf-8")
    return tmp_path


def assert_refused(result: Result, code: int = 1) -> None:
    """Fail unless a command ended as a refusal ends: its exit code, an error, no traceback, no secret."""
    assert code == result.code, result.said
    assert "error[" in result.said
    assert "Traceback" not in result.said
    assert SECRET not in result.said


def elsewhere(scratch: ScratchDatabase, netloc: str) -> str:
    """Return the scratch database's URL with another user, password, host and port."""
    return urlunsplit(urlsplit(scratch.url)._replace(netloc=netloc))


SERVERS = pytest.mark.parametrize("scratch", ["postgresql", "mariadb"], indirect=True)


@pytest.mark.parametrize("debug", [(), ("--debug",)])
@SERVERS
def test_a_port_where_nobody_listens(scratch: ScratchDatabase, folder: Path, debug: tuple[str, ...]) -> None:
    """A server that is not there is told without its password."""
    url = elsewhere(scratch, f"someone:{SECRET}@127.0.0.1:1")
    assert_refused(schemac(folder, *debug, "apply", "a.yaml", "--url", url, "--yes"))


@pytest.mark.parametrize("debug", [(), ("--debug",)])
@SERVERS
def test_a_user_whom_the_server_refuses(scratch: ScratchDatabase, folder: Path, debug: tuple[str, ...]) -> None:
    """A login that fails is told without its password, and nothing is changed."""
    before = scratch.dump()
    url = elsewhere(scratch, f"nobody_at_all:{SECRET}@127.0.0.1:{urlsplit(scratch.url).port}")
    assert_refused(schemac(folder, *debug, "apply", "a.yaml", "--url", url, "--yes"))
    assert before == scratch.dump()


@SERVERS
def test_a_database_that_does_not_exist(scratch: ScratchDatabase, folder: Path) -> None:
    """A database of no such name is an error, and is not made."""
    url = urlunsplit(urlsplit(scratch.url)._replace(path="/no_such_database"))
    result = schemac(folder, "apply", "a.yaml", "--url", url, "--yes")
    assert_refused(result)
    assert "no_such_database" in result.said


def test_a_role_that_may_not_create(postgresql_database: ScratchDatabase, folder: Path) -> None:
    """A role without the privilege is told what the server says, may still plan, and changes nothing."""
    role = f"reader_{urlsplit(postgresql_database.url).path[-8:]}"
    postgresql_database.execute(f"CREATE ROLE {role} LOGIN; REVOKE CREATE ON SCHEMA public FROM PUBLIC")
    try:
        before = postgresql_database.dump()
        url = elsewhere(postgresql_database, f"{role}@127.0.0.1:{urlsplit(postgresql_database.url).port}")
        assert 2 == schemac(folder, "plan", "a.yaml", "--url", url).code
        result = schemac(folder, "apply", "a.yaml", "--url", url, "--yes")
        assert_refused(result)
        assert "permission denied" in result.said
        assert before == postgresql_database.dump()
    finally:
        postgresql_database.execute(f"DROP ROLE {role}")


def test_a_user_who_may_not_create(mariadb_database: ScratchDatabase, folder: Path) -> None:
    """The same on MariaDB."""
    name = urlsplit(mariadb_database.url).path[1:]
    user = f"reader_{name[-8:]}"
    mariadb_database.execute(f"CREATE USER '{user}'@'%'; GRANT SELECT ON {name}.* TO '{user}'@'%'")
    try:
        before = mariadb_database.dump()
        url = elsewhere(mariadb_database, f"{user}@127.0.0.1:{urlsplit(mariadb_database.url).port}")
        assert 2 == schemac(folder, "plan", "a.yaml", "--url", url).code
        result = schemac(folder, "apply", "a.yaml", "--url", url, "--yes")
        assert_refused(result)
        assert "denied" in result.said
        assert before == mariadb_database.dump()
    finally:
        mariadb_database.execute(f"DROP USER '{user}'@'%'")


def test_a_server_that_vanishes_in_the_middle(postgresql_database: ScratchDatabase, folder: Path) -> None:
    """When the backend dies while a statement waits, the command says so and the transaction is undone."""
    postgresql_database.execute("CREATE TABLE customer (id integer PRIMARY KEY); INSERT INTO customer VALUES (1)")
    before = postgresql_database.dump()
    said: list[Result] = []

    def apply() -> None:
        said.append(schemac(folder, "apply", "a.yaml", "--url", postgresql_database.url, "--yes", "--allow", "all"))

    with closing(postgresql_database.connect()) as blocker:
        blocker.execute("BEGIN")
        blocker.execute("LOCK TABLE customer IN ACCESS SHARE MODE")
        command = threading.Thread(target=apply)
        command.start()
        waiting = "FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
        deadline = time.monotonic() + 30
        killed = 0
        while not killed and time.monotonic() < deadline:
            killed = len(postgresql_database.query(f"SELECT pg_terminate_backend(pid) {waiting}"))
            time.sleep(0.02)
        command.join(60)
    assert 1 <= killed
    assert_refused(said[0])
    assert before == postgresql_database.dump()


def test_a_sqlite_file_that_another_program_writes(sqlite_database: ScratchDatabase, folder: Path) -> None:
    """A locked file is told as that, after a short wait, and is left alone."""
    before = sqlite_database.dump()
    with closing(sqlite_database.connect()) as other:
        other.execute("BEGIN EXCLUSIVE")
        result = schemac(folder, "apply", "a.yaml", "--url", f"{sqlite_database.url}", "--yes")
    assert_refused(result)
    assert "lock" in result.said
    assert before == sqlite_database.dump()


def test_a_file_that_is_no_database(folder: Path) -> None:
    """A text is not taken for a database and not written over."""
    path = folder / "notes.txt"
    path.write_text("not a database at all, but quite long enough to have a header of its own\n" * 20, encoding="utf-8")
    before = path.read_bytes()
    for command in (("plan", "a.yaml"), ("apply", "a.yaml", "--yes"), ("inspect",), ("drift", "a.yaml")):
        assert_refused(schemac(folder, *command, "--url", f"sqlite:///{path}"))
    assert before == path.read_bytes()


def test_a_folder_is_no_database(folder: Path) -> None:
    """A folder in a file's place is an error."""
    assert_refused(schemac(folder, "plan", "a.yaml", "--url", f"sqlite:///{folder}"))


def test_a_folder_that_does_not_exist(folder: Path) -> None:
    """A file in a folder that is not there is an error, and no folder is made."""
    assert_refused(schemac(folder, "apply", "a.yaml", "--url", f"sqlite:///{folder}/no/such/app.db", "--yes"))
    assert not (folder / "no").exists()
