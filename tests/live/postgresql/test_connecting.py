"""Connections that fail, each in its own words and without the password."""

from __future__ import annotations

import pytest

from schemac.errors import DatabaseError
from schemac.session import parse_url
from schemac_dialects.postgresql.connect import connect
from tests.live.postgresql.moving import at
from tests.servers.database import ScratchDatabase


def refusal(url: str) -> str:
    """Return what connecting to a URL says."""
    with pytest.raises(DatabaseError) as caught:
        connect(parse_url(url))
    return str(caught.value)


def test_nobody_listens() -> None:
    """A port without a server is told apart, and the password is not in the text."""
    text = refusal("postgresql://ann:s3cret@127.0.0.1:1/shop")

    assert "SC401" in text
    assert "127.0.0.1:1" in text
    assert "s3cret" not in text


def test_no_such_database(postgresql_database: ScratchDatabase) -> None:
    """A database that is not there is named."""
    assert "SC403" in refusal(postgresql_database.url + "_none")


def test_no_such_user(postgresql_database: ScratchDatabase) -> None:
    """A user that the server does not let in is named."""
    text = refusal(postgresql_database.url.replace("postgres@", "nobody_here:pa55word@"))

    assert "SC402" in text
    assert "pa55word" not in text


def test_a_privilege_that_is_missing(postgresql_database: ScratchDatabase) -> None:
    """A statement that the user may not run says so."""
    with at(postgresql_database) as database, pytest.raises(DatabaseError, match="SC404"):
        database.session.execute("REVOKE CREATE ON SCHEMA public FROM public; SET ROLE pg_monitor; CREATE TABLE public.t (id int)")


def test_a_connection_that_is_ended(postgresql_database: ScratchDatabase) -> None:
    """A server that ends the connection in the middle is told apart from a refused statement."""
    with at(postgresql_database) as database:
        pid = database.session.query("SELECT pg_backend_pid()")[0][0]
        postgresql_database.execute(f"SELECT pg_terminate_backend({pid})")
        with pytest.raises(DatabaseError, match="SC405"):
            database.session.execute("SELECT 1")
