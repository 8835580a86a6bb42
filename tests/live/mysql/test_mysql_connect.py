"""Connections that fail say why, with a code and without the password; the dialect that counts is the server's."""

from __future__ import annotations

import subprocess
import sys

import pytest

from schemac.api.planning import opened
from schemac.dialect import load, load_engine
from schemac.errors import DatabaseError, UsageError
from schemac.session import parse_url
from tests.live.mysql.servers import ENGINES
from tests.servers.database import ScratchDatabase
from tests.servers.running import free_port

pytestmark = pytest.mark.parametrize("scratch", ENGINES, indirect=True)


@pytest.mark.parametrize("scheme", ["mysql", "mariadb"])
def test_the_server_tells_the_dialect(scratch: ScratchDatabase, scheme: str) -> None:
    """A mysql:// URL may lead to MariaDB and the reverse."""
    url = scratch.url.replace(scratch.engine_name, scheme, 1)

    with opened(url) as database:
        assert scratch.engine_name == database.dialect.name


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda url, _: url._replace(port=free_port()), "SC401"),
        (lambda url, _: url._replace(username="nobody_here", password="s3cret"), "SC402"),
        (lambda url, _: url._replace(database="no_such_database"), "SC403"),
        (lambda url, socket: url._replace(options=(("unix_socket", socket),)), "SC401"),
    ],
    ids=["no server", "wrong user", "no database", "no socket"],
)
def test_a_refused_connection_says_why(scratch: ScratchDatabase, change, code: str) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001 - parametrised
    """Each way to fail has its own code, and no message holds the password."""
    url = change(parse_url(scratch.url), "/nowhere/s.sock")

    with pytest.raises(DatabaseError) as caught:
        load_engine(load("mysql")).connect(url)

    assert [code] == [problem.code for problem in caught.value.problems]
    assert "s3cret" not in str(caught.value)


def test_a_url_without_a_database_is_told_to_name_one(scratch: ScratchDatabase) -> None:
    """Nothing is read of a server as a whole."""
    with pytest.raises(DatabaseError) as caught, opened(scratch.url.rpartition("/")[0] + "/"):
        pass

    assert ["SC403"] == [problem.code for problem in caught.value.problems]


def test_an_unknown_option_of_the_url_is_named(scratch: ScratchDatabase) -> None:
    """A typing mistake in the URL's query is not passed over."""
    with pytest.raises(UsageError, match="unix_sokket"), opened(scratch.url + "?unix_sokket=/x"):
        pass


def test_a_connection_that_is_cut_says_so(scratch: ScratchDatabase) -> None:
    """A statement on a connection that the server has killed fails as a lost connection."""
    with opened(scratch.url) as database:
        number = database.session.query("SELECT CONNECTION_ID()")[0][0]
        scratch.execute(f"KILL {number}")
        with pytest.raises(DatabaseError) as caught:
            database.session.query("SELECT 1")

    assert ["SC405"] == [problem.code for problem in caught.value.problems]


def test_a_missing_privilege_says_so(scratch: ScratchDatabase) -> None:
    """A user who may read but not create is refused with a code of its own."""
    user = f"reader_{scratch.url.rpartition('_')[2]}"
    name = scratch.url.rpartition("/")[2]
    scratch.execute(f"CREATE USER {user}@'127.0.0.1' IDENTIFIED BY 'pw'; GRANT SELECT ON {name}.* TO {user}@'127.0.0.1'")
    try:
        with opened(scratch.url.replace("root@", f"{user}:pw@")) as database, pytest.raises(DatabaseError) as caught:
            database.session.execute("CREATE TABLE t (id int)")
    finally:
        scratch.execute(f"DROP USER {user}@'127.0.0.1'")

    assert ["SC404"] == [problem.code for problem in caught.value.problems]


def test_one_writer_at_a_time(scratch: ScratchDatabase) -> None:
    """Who comes second is refused and told whose connection is first; once that is gone, the lock is free."""
    with opened(scratch.url) as one, opened(scratch.url) as other:
        number = one.session.query("SELECT CONNECTION_ID()")[0][0]
        with one.engine.lock(one.session), pytest.raises(DatabaseError, match=f"connection {number}"), other.engine.lock(other.session):
            pass
        with other.engine.lock(other.session):
            pass


def test_the_offline_half_needs_no_driver(scratch: ScratchDatabase) -> None:
    """Loading the dialect imports neither the driver nor sqlglot."""
    code = (
        "import sys; from schemac.dialect import load; load(sys.argv[1]);"
        "print([name for name in ('pymysql', 'sqlglot') if name in sys.modules])"
    )
    made = subprocess.run([sys.executable, "-c", code, scratch.engine_name], capture_output=True, text=True, check=True)

    assert "[]" == made.stdout.strip()
