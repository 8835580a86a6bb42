"""One writer at a time: an advisory lock of the session."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress

from schemac.errors import BusyError, DatabaseError, Problem
from schemac.session import Session

_CLASS, _KEY = 0x5C11E, 0xAC
_HOLDER = f"""
SELECT s.pid, s.usename::text, s.application_name, s.client_addr::text, s.backend_start::text
FROM pg_catalog.pg_locks l JOIN pg_catalog.pg_stat_activity s ON s.pid = l.pid
WHERE l.locktype = 'advisory' AND l.granted AND l.classid = {_CLASS} AND l.objid = {_KEY} AND l.objsubid = 2
  AND l.database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database())
"""

_LOOK_FOR_US = (
    "SELECT set_config('client_connection_check_interval', '1s', false) "
    "WHERE current_setting('client_connection_check_interval', true) IS NOT NULL"
)
"""Lets the server end a long statement, and free the lock, soon after the process that sent it is gone; from PostgreSQL 14 on."""


@contextmanager
def lock(session: Session) -> Iterator[None]:
    """Hold the writer's lock of this database. Raises BusyError (SC406) naming who else holds it."""
    if not session.query(f"SELECT pg_try_advisory_lock({_CLASS}, {_KEY})")[0][0]:
        raise BusyError(_taken(session))
    with suppress(DatabaseError):  # servers on systems that cannot tell refuse it, and work on for whoever is gone
        session.execute(_LOOK_FOR_US)
    try:
        yield
    finally:
        _release(session)


def _release(session: Session) -> None:
    """Give the lock back; a connection that is gone has given it back already."""
    try:
        session.execute(f"SELECT pg_advisory_unlock({_CLASS}, {_KEY})")
    except DatabaseError:
        session.close()


def _taken(session: Session) -> Problem:
    """Return the problem that names the holder as far as the server tells."""
    found = session.query(_HOLDER)
    hint = "wait until it is done, or end it if it is stuck"
    if not found:
        return Problem("SC406", "another schemac was changing this database a moment ago", hint="try again")
    pid, user, application, address, since = found[0]
    place = f" from {address}" if address else ""
    called = f" ({application})" if application else ""
    message = f"another schemac is changing this database: process {pid}{called}, user {user}{place}, connected since {since}"
    return Problem("SC406", message, hint=hint)
