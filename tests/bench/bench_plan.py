"""A plan with nothing to change on PostgreSQL, 1,000 tables, as whole processes against the least that it can cost.

Prints the ratio of wall times, the peak memory, and the number of SQL statements for 100 and for 1,000 tables.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
from pathlib import Path

from tests.bench.fixture import definition
from tests.bench.measure import PROGRAM, applied, run
from tests.servers import postgresql
from tests.servers.running import server_run

TABLES = 1000
ROUNDS = 7
GOAL = 2.5
MOST_STATEMENTS = 30
MOST_MEGABYTES = 150


def prepared(folder: Path, url: str, tables: int) -> tuple[Path, int]:
    """Apply the definition of so many tables and return its file and how many statements a plan then takes."""
    path = folder / f"bench_{tables}.yaml"
    path.write_text(definition(tables), encoding="utf-8")
    return path, applied(path, url)


def main() -> int:
    """Print the figures beside their goals; return 1 if one is missed."""
    with tempfile.TemporaryDirectory() as name, server_run(), postgresql.lend() as small, postgresql.lend() as large:
        folder = Path(name)
        _, few = prepared(folder, small.url, TABLES // 10)
        path, many = prepared(folder, large.url, TABLES)
        ours = [PROGRAM, "plan", str(path), "--url", large.url]
        floor = [sys.executable, "-m", "tests.bench.floor_plan", str(path), large.url]
        run(ours), run(floor)
        pairs = [(run(floor), run(ours)) for _ in range(ROUNDS)]
    wall = statistics.median(mine.wall_s / base.wall_s for base, mine in pairs)
    cpu = statistics.median(mine.cpu_s / base.cpu_s for base, mine in pairs)
    peak = max(mine.peak_mb for _, mine in pairs)
    seconds = statistics.median(mine.wall_s for _, mine in pairs)
    print(f"empty plan, {TABLES} tables: {seconds:.2f} s, {wall:.2f}x the floor in wall time (goal {GOAL}x), {cpu:.2f}x in CPU time")
    print(f"peak memory {peak:.0f} MB (goal {MOST_MEGABYTES}), statements {few} for {TABLES // 10} tables and {many} for {TABLES}")
    return int(wall > GOAL or peak > MOST_MEGABYTES or few != many or many > MOST_STATEMENTS)


if __name__ == "__main__":
    sys.exit(main())
