"""SQLite needs no server: a scratch database is a file."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from tests.servers.database import ScratchDatabase, scratch_name


@contextmanager
def lend(folder: Path) -> Iterator[ScratchDatabase]:
    """Lend an empty database file in that folder."""
    path = folder / f"{scratch_name()}.db"
    path.touch()

    def connect() -> sqlite3.Connection:
        return sqlite3.connect(path, isolation_level=None)

    def dump() -> str:
        with closing(connect()) as connection:
            return "\n".join(_everything(connection))

    try:
        yield ScratchDatabase("sqlite", f"sqlite:///{path}", connect, _run, dump)
    finally:
        for leftover in folder.glob(f"{path.name}*"):
            leftover.unlink()


def _everything(connection: sqlite3.Connection) -> Iterator[str]:
    """Go through all objects and rows; the module's own iterdump fails on odd names."""
    objects = connection.execute("SELECT type, name, sql FROM sqlite_master ORDER BY type, name").fetchall()
    for kind, name, sql in objects:
        yield f"{kind} {name}: {sql}"
        if kind == "table":
            quoted = name.replace('"', '""')
            yield from sorted(map(repr, connection.execute(f'SELECT * FROM "{quoted}"')))


def _run(connection: sqlite3.Connection, sql: str) -> list[tuple[Any, ...]]:
    rows: list[tuple[Any, ...]] = []
    statement = ""
    for piece in sql.split(";"):
        statement += piece + ";"
        if sqlite3.complete_statement(statement) and statement.strip(" \n\t;"):
            rows = connection.execute(statement).fetchall()
            statement = ""
    if statement.strip(" \n\t;"):
        rows = connection.execute(statement).fetchall()
    return rows
