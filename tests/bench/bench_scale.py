"""How a plan on PostgreSQL grows from 1,000 to 5,000 tables, what a small change adds, and what Alembic's autogenerate takes.

Prints ratios of processes that ran side by side. Growth and change are judged by CPU time, which other work disturbs less.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
from math import log
from pathlib import Path

from tests.bench.fixture import changed, definition
from tests.bench.measure import PROGRAM, Run, applied, run
from tests.bench.models import models
from tests.servers import postgresql
from tests.servers.running import server_run

FEW, MANY = 1000, 5000
ROUNDS = 3
MOST_OF_FLOOR = 2.0
MOST_GROWTH = 1.1
MOST_OF_EMPTY = 1.15
LEAST_FASTER = 7.0
MOST_MEGABYTES = 300


def median(runs: list[Run]) -> float:
    """Return the middle CPU time."""
    return statistics.median(each.cpu_s for each in runs)


def ratio(ours: list[Run], theirs: list[Run]) -> float:
    """Return the middle ratio of the wall times of pairs."""
    return statistics.median(mine.wall_s / other.wall_s for mine, other in zip(ours, theirs, strict=True))


def main() -> int:
    """Print the figures beside their goals; return 1 if one is missed."""
    with tempfile.TemporaryDirectory() as name, server_run(), postgresql.lend() as small, postgresql.lend() as large:
        folder = Path(name)
        urls = {FEW: small.url, MANY: large.url}
        paths = {tables: folder / f"{tables}.yaml" for tables in urls}
        for tables, path in paths.items():
            path.write_text(definition(tables), encoding="utf-8")
        statements = {tables: applied(path, urls[tables]) for tables, path in paths.items()}
        other = folder / "changed.yaml"
        other.write_text(changed(definition(FEW)), encoding="utf-8")
        peer = folder / "peer.py"
        peer.write_text(models(MANY), encoding="utf-8")
        ours = {tables: [PROGRAM, "plan", str(path), "--url", urls[tables]] for tables, path in paths.items()}
        floor = [sys.executable, "-m", "tests.bench.floor_plan", str(paths[MANY]), urls[MANY]]
        run(ours[FEW]), run(ours[MANY]), run(floor)
        rounds = [
            (run(floor), run(ours[MANY]), run(ours[FEW]), run([PROGRAM, "plan", str(other), "--url", urls[FEW]], answers=(2,)))
            for _ in range(ROUNDS)
        ]
        alembic = run([sys.executable, "-m", "tests.bench.models", str(peer), urls[MANY]])
    floors, many, few, changes = (list(column) for column in zip(*rounds, strict=True))
    growth = log(median(many) / median(few)) / log(MANY / FEW)
    added = median(changes) / median(few)
    faster = alembic.wall_s / statistics.median(each.wall_s for each in many)
    peak = max(each.peak_mb for each in many)
    print(f"empty plan, {MANY} tables: {ratio(many, floors):.2f}x the floor (goal {MOST_OF_FLOOR}x), {peak:.0f} MB (goal {MOST_MEGABYTES})")
    print(f"growth from {FEW} to {MANY} tables: n^{growth:.2f} (goal {MOST_GROWTH}), statements {statements[FEW]} and {statements[MANY]}")
    print(f"2 % changed: {added:.2f}x the empty plan (goal {MOST_OF_EMPTY}x)")
    print(f"Alembic's autogenerate: {alembic.wall_s:.1f} s and {alembic.peak_mb:.0f} MB, {faster:.1f}x ours (goal {LEAST_FASTER}x)")
    missed = growth > MOST_GROWTH or added > MOST_OF_EMPTY or faster < LEAST_FASTER or peak > MOST_MEGABYTES
    return int(missed or ratio(many, floors) > MOST_OF_FLOOR or statements[FEW] != statements[MANY])


if __name__ == "__main__":
    sys.exit(main())
