"""An empty database for a while, on a server."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

from schemac.session import DatabaseURL, Session


def scratch_database(
    connect: Callable[[DatabaseURL], Session], create: str, drop: str
) -> Callable[[DatabaseURL], AbstractContextManager[DatabaseURL]]:
    """Return what lends the URL of an empty database on the server that a URL names, and drops it at the end; it raises DatabaseError.

    create, drop: the statements, with `{name}` in place of the database's name.
    """

    @contextmanager
    def scratch(url: DatabaseURL) -> Iterator[DatabaseURL]:
        name = f"schemac_scratch_{os.getpid()}_{secrets.token_hex(4)}"
        _run(connect, url, create.format(name=name))
        try:
            yield url._replace(database=name)
        finally:
            _run(connect, url, drop.format(name=name))

    return scratch


def _run(connect: Callable[[DatabaseURL], Session], url: DatabaseURL, sql: str) -> None:
    session = connect(url)
    try:
        session.execute(sql)
    finally:
        session.close()
