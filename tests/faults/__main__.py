"""All faults at length, and the page that tells what came of them: `python -m tests.faults [--only NAME] [--tries N] [--write FILE]`."""

from __future__ import annotations

import argparse
import platform
import sys
import tempfile
from contextlib import AbstractContextManager
from pathlib import Path

from tests.faults.runs import RUNS, Outcome
from tests.servers import mariadb, postgresql, sqlite
from tests.servers.database import ScratchDatabase
from tests.servers.running import server_run

_SEED = 20_261


def main() -> int:
    """Try every fault on every engine it is tried on, and return 1 where anything was wrong."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--only", default="", help="part of a fault's name")
    parser.add_argument("--engine", default="", help="one engine")
    parser.add_argument("--tries", type=int, default=0, help="how often each is tried; as many times as the page says otherwise")
    parser.add_argument("--seed", type=int, default=_SEED)
    parser.add_argument("--write", type=Path, help="the page whose table is written anew")
    given = parser.parse_args()
    outcomes: list[Outcome] = []
    with server_run(), tempfile.TemporaryDirectory() as folder:
        for name, (run, engines, tries) in RUNS.items():
            for engine in sorted(engines):
                if given.only not in name or (given.engine and engine != given.engine):
                    continue
                place = Path(folder) / name / engine
                place.mkdir(parents=True)
                with _lend(engine, place) as database:
                    outcome = run(database, place, given.tries or tries, given.seed)
                outcomes.append(outcome)
                print(_row(outcome), flush=True)
                for wrong in outcome.wrong[:5]:
                    print(f"    {wrong}", flush=True)
    if given.write:
        _write(given.write, outcomes)
    return 1 if any(outcome.wrong for outcome in outcomes) else 0


def _lend(engine: str, folder: Path) -> AbstractContextManager[ScratchDatabase]:
    """Return an empty database of an engine."""
    match engine:
        case "sqlite":
            return sqlite.lend(folder)
        case "postgresql":
            return postgresql.lend()
        case _:
            return mariadb.lend()


def _row(outcome: Outcome) -> str:
    hit = ", ".join(f"{what} {count}" if not what.startswith("ms ") else what[3:] for what, count in sorted(outcome.hit.items()))
    return f"| {outcome.fault} | {outcome.engine} | {outcome.tries} | {hit} | {len(outcome.wrong)} |"


def _write(page: Path, outcomes: list[Outcome]) -> None:
    """Put the table between its marks in the page."""
    begin, end = "<!-- table -->", "<!-- /table -->"
    before, _, rest = page.read_text(encoding="utf-8").partition(begin)
    table = ["| fault | engine | tries | what was hit | wrong afterwards |", "|---|---|---:|---|---:|", *map(_row, outcomes)]
    where = f"Measured with Python {platform.python_version()} by `make reliability`, seed {_SEED}."
    page.write_text("\n".join((f"{before}{begin}", where, "", *table, end)) + rest.partition(end)[2], encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
