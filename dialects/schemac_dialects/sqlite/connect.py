"""Opening a SQLite file, and its errors in this project's words."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from schemac.errors import DatabaseError, Problem
from schemac.session import DatabaseURL, Session

BUSY_TIMEOUT_S = 5.0


def connect(url: DatabaseURL) -> Session:
    """Return a session on the file that the URL names (`sqlite:///relative.db`, `sqlite:////absolute.db`, `sqlite://` for memory).

    Raises DatabaseError (SC401) where the file cannot be opened, (SC403) where its folder does not exist.
    """
    path = url.database
    if path and not Path(path).absolute().parent.is_dir():
        raise DatabaseError(Problem("SC403", f"there is no folder {Path(path).parent} for the database {path}", hint="make it first"))
    try:
        connection = sqlite3.connect(path or ":memory:", timeout=BUSY_TIMEOUT_S, isolation_level=None, check_same_thread=False)
    except sqlite3.Error as error:
        raise DatabaseError(explain(error)) from error
    session = Session(connection, url, (sqlite3.Error,), explain, begin_sql="BEGIN IMMEDIATE")
    session.execute("PRAGMA foreign_keys = ON")
    return session


def explain(error: Exception) -> Problem:
    """Return what a driver's error means."""
    text = str(error)
    if "locked" in text or "busy" in text:
        return Problem("SC406", f"the database is locked by another connection: {text}", hint="let it finish, then try again")
    if "unable to open" in text:
        return Problem("SC401", f"the database file cannot be opened: {text}", hint="check the path and its permissions")
    if "not a database" in text or "malformed" in text:
        return Problem("SC407", f"the file is no SQLite database: {text}", hint="check the path")
    if "readonly" in text:
        return Problem("SC404", f"the database is read-only: {text}", hint="check the permissions of the file and its folder")
    if "full" in text:
        return Problem("SC408", f"the disk is full: {text}", hint="free some space; nothing has been changed")
    return Problem("SC409", text)
