"""One writer at a time: a named lock of the server, held by the session."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager

from schemac.errors import BusyError, DatabaseError, Problem
from schemac.session import Session
from schemac_dialects.mysql.quoting import literal

_LIMIT = 64


@contextmanager
def lock(session: Session) -> Iterator[None]:
    """Hold the database's lock for whoever changes it.

    Raises BusyError (SC406) naming the connection that holds it.
    """
    name = lock_name(str(session.query("SELECT DATABASE()")[0][0]))
    if session.query(f"SELECT GET_LOCK({name}, 0)")[0][0] != 1:
        holder = session.query(f"SELECT IS_USED_LOCK({name})")[0][0]
        by = f" (connection {holder})" if holder is not None else ""
        hint = "wait for it, or look at it with SHOW PROCESSLIST"
        raise BusyError(Problem("SC406", f"another schemac is changing this database{by}", hint=hint))
    try:
        yield
    finally:
        _release(session, name)


def lock_name(database: str) -> str:
    """Return the lock's name as a literal, within the server's limit on such names."""
    name = f"schemac.{database}"
    return literal(name if len(name) <= _LIMIT else f"schemac.{hashlib.sha256(database.encode()).hexdigest()[:40]}")


def _release(session: Session, name: str) -> None:
    """Give the lock back; a connection that is gone has already lost it."""
    try:
        session.query(f"SELECT RELEASE_LOCK({name})")
    except DatabaseError:
        session.close()
