"""An empty database for a while."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager

from schemac.session import DatabaseURL, Session
from schemac_dialects.postgresql.connect import connect


@contextmanager
def scratch(url: DatabaseURL) -> Iterator[DatabaseURL]:
    """Lend the URL of an empty database on the server that a URL names; it is dropped at the end. Raises DatabaseError."""
    name = f"schemac_scratch_{os.getpid()}_{secrets.token_hex(4)}"
    _run(url, f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'")
    try:
        yield url._replace(database=name)
    finally:
        _run(url, f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def _run(url: DatabaseURL, sql: str) -> None:
    session: Session = connect(url)
    try:
        session.execute(sql)
    finally:
        session.close()
