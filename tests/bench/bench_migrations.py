"""A thousand small migrations run, and found to have run, against bare loops with the driver, in CPU time of one process."""

from __future__ import annotations

import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, closing
from pathlib import Path
from typing import Any

import psycopg

from schemac.api.migrating import Migrating, up
from schemac.api.migration_status import statuses
from schemac.api.planning import opened
from schemac.apply import Origin
from tests.servers import postgresql, sqlite
from tests.servers.database import ScratchDatabase
from tests.servers.running import server_run

FILES = 1000
RUN_GOAL, CHECK_GOAL = 1.5, 2.0
_TABLE = "CREATE TABLE version (version varchar(20) PRIMARY KEY, applied varchar(40))"


def written(folder: Path) -> None:
    """Write the migrations: a table, an index or a row each."""
    for number in range(1, FILES + 1):
        group = (number - 1) // 3
        kinds = (
            f"CREATE TABLE t{group} (id integer PRIMARY KEY, name varchar(40))",
            f"CREATE INDEX t{group}_name ON t{group} (name)",
            f"INSERT INTO t{group} VALUES (1, 'one')",
        )
        (folder / f"{number:04}_step.sql").write_text(f"-- step {number}\n{kinds[(number - 1) % 3]};\n", encoding="utf-8")


def bare(database: ScratchDatabase, folder: Path) -> None:
    """Run each file in a transaction of its own, and write its version beside."""
    with closing(database.connect()) as connection:
        connection.execute(_TABLE)
        for path in sorted(folder.glob("*.sql")):
            connection.execute("BEGIN")
            connection.execute(path.read_text(encoding="utf-8"))
            connection.execute(f"INSERT INTO version VALUES ('{path.name[:4]}', '2026-01-01')")
            connection.execute("COMMIT")


def bare_check(database: ScratchDatabase, folder: Path) -> None:
    """Look whether any file has not run."""
    with closing(database.connect()) as connection:
        known = {row[0] for row in connection.execute("SELECT version FROM version").fetchall()}
        if [path for path in sorted(folder.glob("*.sql")) if path.read_text(encoding="utf-8") and path.name[:4] not in known]:
            raise AssertionError


def ours(database: ScratchDatabase, folder: Path) -> None:
    """Run all of them."""
    with opened(database.url) as live:
        done = up(live, folder, Migrating(Origin("bench", "bench", "1", lambda: "2026-01-01T00:00:00+00:00")))
        if len(done.ran) != FILES:
            raise AssertionError(done)


def our_check(database: ScratchDatabase, folder: Path) -> None:
    """Look how all of them stand."""
    with opened(database.url) as live:
        if len(statuses(live, folder)) != FILES:
            raise AssertionError


def cpu(job: Callable[[ScratchDatabase, Path], Any], database: ScratchDatabase, folder: Path) -> float:
    """Return the CPU seconds that a job takes in this process."""
    start = time.process_time()
    job(database, folder)
    return time.process_time() - start


def lend(engine: str, folder: Path) -> AbstractContextManager[ScratchDatabase]:
    """Return an empty database of an engine."""
    return sqlite.lend(folder) if engine == "sqlite" else postgresql.lend()


def main() -> int:
    """Print the ratios on both engines, and return 1 where a goal is missed."""
    print(f"python {sys.version.split()[0]}, psycopg {psycopg.__version__}, sqlite {sqlite3.sqlite_version}, {FILES} files")
    missed = False
    with server_run(), tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "m"
        folder.mkdir()
        written(folder)
        with sqlite.lend(Path(name)) as one:  # what is imported only once is paid for here
            ours(one, folder)
        for title in ("sqlite", "postgresql"):
            with lend(title, Path(name)) as floor, lend(title, Path(name)) as ran:
                runs = cpu(bare, floor, folder), cpu(ours, ran, folder)
                checks = min(cpu(bare_check, floor, folder) for _ in range(3)), min(cpu(our_check, ran, folder) for _ in range(3))
            for what, (least, took), goal in (("run", runs, RUN_GOAL), ("nothing pending", checks, CHECK_GOAL)):
                missed |= took > goal * least
                print(f"{title:<11} {what:<16} bare {least:.3f} s, schemac {took:.3f} s, {took / least:.2f}x (goal {goal}x)")
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
