"""A plan with nothing to change on SQLite and on MariaDB, 1,000 tables, as whole processes against the least that it can cost."""

from __future__ import annotations

import statistics
import sys
import tempfile
from pathlib import Path

from tests.bench.fixture import definition
from tests.bench.measure import PROGRAM, applied, run
from tests.servers import mariadb
from tests.servers.running import server_run

TABLES = 1000
ROUNDS = 5
GOAL = 2.0


def measured(engine: str, folder: Path, url: str, other: str) -> bool:
    """Print an engine's figures and return whether they hold.

    other: a database for a tenth of the tables, which has to take as many statements.
    """
    paths = {tables: folder / f"{engine}_{tables}.yaml" for tables in (TABLES // 10, TABLES)}
    for tables, path in paths.items():
        path.write_text(definition(tables, engine), encoding="utf-8")
    few, many = applied(paths[TABLES // 10], other), applied(paths[TABLES], url)
    ours = [PROGRAM, "plan", str(paths[TABLES]), "--url", url]
    floor = [sys.executable, "-m", "tests.bench.floor_engines", str(paths[TABLES]), url]
    run(ours), run(floor)
    pairs = [(run(floor), run(ours)) for _ in range(ROUNDS)]
    wall = statistics.median(mine.wall_s / base.wall_s for base, mine in pairs)
    seconds = statistics.median(mine.wall_s for _, mine in pairs)
    print(
        f"{engine}: {seconds:.2f} s, {wall:.2f}x the floor (goal {GOAL}x); statements {few} for {TABLES // 10} tables, {many} for {TABLES}"
    )
    return wall <= GOAL and few == many


def main() -> int:
    """Return 1 if a goal is missed."""
    with tempfile.TemporaryDirectory() as name, server_run(), mariadb.lend() as small, mariadb.lend() as large:
        folder = Path(name)
        held = [
            measured("sqlite", folder, f"sqlite:///{folder}/large.db", f"sqlite:///{folder}/small.db"),
            measured("mariadb", folder, large.url, small.url),
        ]
    return int(not all(held))


if __name__ == "__main__":
    sys.exit(main())
