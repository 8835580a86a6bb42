"""A plan with nothing to change on PostgreSQL, 1,000 tables, as whole processes against the least that it can cost.

Prints the ratio of wall times, the peak memory, and the number of SQL statements for 100 and for 1,000 tables.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from schemac.api.applying import apply_definition
from schemac.api.planning import opened, plan
from schemac.source import load
from tests.bench.fixture import definition
from tests.servers import postgresql
from tests.servers.running import server_run

TABLES = 1000
ROUNDS = 7
GOAL = 2.5
MOST_STATEMENTS = 30
MOST_MEGABYTES = 150


class Run(NamedTuple):
    """What one process took."""

    wall_s: float
    cpu_s: float
    peak_mb: float


def run(command: list[str]) -> Run:
    """Run a command to its end; byte code may be written, as on a user's machine."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    start = time.monotonic()
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, env=environment)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        message = f"{command[0]} ended with {process.returncode}"
        raise RuntimeError(message)
    return Run(time.monotonic() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def prepared(folder: Path, url: str, tables: int) -> tuple[Path, int]:
    """Apply the definition of so many tables and return its file and how many statements a plan then takes."""
    path = folder / f"bench_{tables}.yaml"
    path.write_text(definition(tables), encoding="utf-8")
    found = load(path)
    with opened(url) as database:
        apply_definition(database, found, allow=(), decide=lambda _: True, progress=lambda *_: None)
    with opened(url) as database:
        planned = plan(database, found)
        if planned.differences.changes:
            message = f"the plan is not empty: {planned.plan.differences[:3]}"
            raise RuntimeError(message)
        return path, database.session.statements


def main() -> int:
    """Print the figures beside their goals; return 1 if one is missed."""
    program = str(Path(sys.executable).with_name("schemac"))
    with tempfile.TemporaryDirectory() as name, server_run(), postgresql.lend() as small, postgresql.lend() as large:
        folder = Path(name)
        _, few = prepared(folder, small.url, TABLES // 10)
        path, many = prepared(folder, large.url, TABLES)
        ours = [program, "plan", str(path), "--url", large.url]
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
