"""SQLite, live: a table of contents, and the two ways of holding the database."""

from __future__ import annotations

import sqlite3
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Any

from schemac.dialect import Capabilities, Engine, LiveTrash, Question
from schemac.dialect.own_tables import own_tables
from schemac.errors import DatabaseError, Problem
from schemac.model.names import Ref
from schemac.model.schema import Schema
from schemac.session import Session
from schemac_dialects.sqlite.capabilities import capabilities
from schemac_dialects.sqlite.connect import connect
from schemac_dialects.sqlite.in_trash import emptying, in_trash
from schemac_dialects.sqlite.inspect import inspect
from schemac_dialects.sqlite.scratch import scratch
from schemac_dialects.sqlite.sizes import sizes
from schemac_dialects.sqlite.values import ROWS


def of_server(session: Session) -> Capabilities:
    """Return what the library behind a session can do."""
    version = str(session.query("SELECT sqlite_version()")[0][0])
    return capabilities(tuple(int(part) for part in version.split(".")))


def ask(session: Session, questions: Sequence[Question], schema: Schema) -> Mapping[tuple[Ref, str], str]:  # noqa: ARG001 - see Engine
    """Return no answers: SQLite keeps expressions as they were written, so the text says it all."""
    return {}


def lock(session: Session) -> AbstractContextManager[None]:  # noqa: ARG001 - see Engine
    """Hold nothing: the write lock that `atomic` takes at once is SQLite's own one writer at a time, and `stamp` tells what came before."""
    return nullcontext()


def stamp(session: Session) -> str:
    """Return the number that SQLite raises with every change of the schema."""
    return str(session.query("PRAGMA schema_version")[0][0])


@contextmanager
def atomic(session: Session) -> Iterator[None]:
    """Run what is inside in one exclusive transaction with foreign keys unenforced, and refuse to commit new dangling references.

    Raises DatabaseError (SC420) naming the tables whose rows refer to nothing; the transaction is rolled back.
    """
    session.execute("PRAGMA foreign_keys = OFF")
    try:
        with session.transaction():
            before = _dangling(session)
            yield
            new = _dangling(session) - before
            if new:
                pairs = ", ".join(f"{table} refers to nothing in {parent} ({count} rows)" for (table, parent), count in sorted(new.items()))
                raise DatabaseError(Problem("SC420", f"foreign keys would not hold: {pairs}", hint="mend or delete those rows first"))
    finally:
        session.execute("PRAGMA foreign_keys = ON")


def _dangling(session: Session) -> Counter[tuple[str, str]]:
    """Return how many rows of which table refer to nothing in which other."""
    return Counter((str(row[0]), str(row[2])) for row in session.query("PRAGMA foreign_key_check"))


_TYPES = {"key": "TEXT", "word": "TEXT", "text": "TEXT", "number": "INTEGER", "count": "INTEGER"}
OWN = own_tables("_schemac_{}", "SELECT 1 FROM sqlite_schema WHERE name = '_schemac_{}'", _TYPES)

_HOUR_S = 3600
_EVERY = 10_000
"""How many of the library's steps lie between two looks at the clock: a few thousandths of a second."""


def lock_wait(session: Session, seconds: float | None) -> None:
    """Set for how long statements wait for the database's one write lock; without end means an hour here."""
    session.execute(f"PRAGMA busy_timeout = {int((_HOUR_S if seconds is None else seconds) * 1000)}")


def read_for(session: Session, sql: str, seconds: float) -> list[tuple[Any, ...]]:
    """Return the rows of a query that may read for so many seconds."""
    connection, deadline = session.connection, time.monotonic() + seconds
    if not isinstance(connection, sqlite3.Connection):
        raise TypeError(connection)
    connection.set_progress_handler(lambda: time.monotonic() > deadline, _EVERY)
    try:
        return session.query(sql)
    finally:
        connection.set_progress_handler(None, 0)


def outside(error: DatabaseError) -> bool:
    """Tell whether an error says that a statement cannot run inside a transaction, as VACUUM cannot."""
    return "within a transaction" in error.problems[-1].message


ENGINE = Engine(
    connect=connect,
    capabilities=of_server,
    inspect=inspect,
    ask=ask,
    lock=lock,
    atomic=atomic,
    own=OWN,
    rows=ROWS,
    lock_wait=lock_wait,
    read_for=read_for,
    sizes=sizes,
    driver="pysqlite",
    trash=LiveTrash(in_trash, emptying),
    scratch=scratch,
    stamp=stamp,
    outside=outside,
)
