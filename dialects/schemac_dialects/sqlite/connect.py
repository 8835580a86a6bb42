"""Opening a SQLite file, and its errors in this project's words."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from urllib.parse import quote

from schemac.errors import DatabaseError, Problem, UsageError
from schemac.session import DatabaseURL, Session

BUSY_TIMEOUT_S = 5.0
MODES = ("ro", "rw", "rwc")


def connect(url: DatabaseURL) -> Session:
    """Return a session on the file that the URL names (`sqlite:///relative.db`, `sqlite:////absolute.db`, `sqlite://` for memory).

    The URL's query may hold `mode`: `ro` to read only, `rw` to write to a file that is there, `rwc` to make one that is not (as is usual).
    Raises DatabaseError (SC401) where the file cannot be opened, (SC403) where its folder does not exist, UsageError (SC001) for an
    unknown option.
    """
    path, mode = url.database, _mode(url)
    if path and not Path(path).absolute().parent.is_dir():
        raise DatabaseError(Problem("SC403", f"there is no folder {Path(path).parent} for the database {path}", hint="make it first"))
    try:
        name = f"file:{quote(path)}?mode={mode}" if path else ":memory:"
        connection = sqlite3.connect(name, uri=bool(path), timeout=BUSY_TIMEOUT_S, isolation_level=None, check_same_thread=False)
    except sqlite3.Error as error:
        raise DatabaseError(explain(error)) from error
    session = Session(connection, url, (sqlite3.Error,), explain, begin_sql="BEGIN IMMEDIATE")
    session.execute("PRAGMA foreign_keys = ON")
    return session


def _mode(url: DatabaseURL) -> str:
    """Return how the file is opened. Raises UsageError (SC001)."""
    mode = "rwc"
    for word, value in url.options:
        if word != "mode" or value not in MODES:
            hint = "mode=ro, mode=rw and mode=rwc are known"
            raise UsageError(Problem("SC001", f"the database URL has an unknown option {word}={value}", hint=hint))
        mode = value
    return mode


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
