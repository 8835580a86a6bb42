"""What a test is lent: one empty database."""

from __future__ import annotations

import os
import uuid
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class ScratchDatabase:
    """An empty database of one engine. Every call opens a connection of its own, so nothing is left open between calls.

    engine_name: `sqlite`, `postgresql`, `mariadb` or `mysql`. url: what a user would write.
    connect: a new connection of the driver that commits by itself. run: runs statements on it and returns the rows of the last one.
    dump: everything in the database, schema and rows, as text that is the same when nothing has changed.
    """

    engine_name: str
    url: str
    connect: Callable[[], Any]
    run: Callable[[Any, str], list[tuple[Any, ...]]]
    dump: Callable[[], str]

    def execute(self, sql: str) -> None:
        """Run one statement, or several separated by semicolons."""
        self.query(sql)

    def query(self, sql: str) -> list[tuple[Any, ...]]:
        """Return the rows of a query; of the last one where there are several."""
        with closing(self.connect()) as connection:
            return self.run(connection, sql)


def scratch_name() -> str:
    """Return a database name that no other test uses."""
    return f"scratch_{os.getpid()}_{uuid.uuid4().hex[:12]}"
