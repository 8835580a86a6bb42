"""The longest write that waits while a large table changes: online against the plain statement, PostgreSQL.

`python -m tests.bench.bench_blocked_writes [ROWS] [--only TEXT]`. Four clients write to single rows all the time and one reads in short
transactions. The server's `fsync` is off, so that what is measured is the waiting for locks and not the disk.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.bench.writing import CLIENTS, Writes, writers
from tests.servers import postgresql
from tests.servers.database import ScratchDatabase
from tests.servers.running import server_run

ROWS = 2_000_000
PERSONS = 1000
LOCK_TIMEOUT_S = 1.0
SLACK_S = 0.1

_BEFORE: dict[str, Any] = {
    "schemac": 1,
    "tables": {
        "person": {"columns": {"id": {"type": "int", "primary_key": True}}},
        "item": {
            "columns": {
                "id": {"type": "int", "nullable": False, "unique": True},
                "number": {"type": "int", "nullable": False},
                "person": "int",
                "amount": "int",
                "touched": "int",
                "label": "text",
            },
            "indexes": {"item_label": {"columns": ["label"]}},
        },
    },
}
_FILL = """
    INSERT INTO person SELECT generate_series(1, {persons});
    INSERT INTO item SELECT i, i, i % {persons} + 1, i % 100, 0, 'label ' || i FROM generate_series(1, {rows}) i;
    VACUUM ANALYZE item
"""


@dataclass(frozen=True, slots=True)
class Case:
    """One change of the table: what it puts into the definition, by path, the plain statement, and what takes it back."""

    name: str
    change: dict[str, Any]
    plain: str
    back: str


_LABELLED = "CREATE INDEX item_label ON item (label)"
CASES = (
    Case(
        "new index", {"indexes.item_amount": {"columns": ["amount"]}}, "CREATE INDEX item_amount ON item (amount)", "DROP INDEX item_amount"
    ),
    Case(
        "index replaced",
        {"indexes.item_label": {"columns": ["label", "amount"]}},
        "BEGIN; DROP INDEX item_label; CREATE INDEX item_label ON item (label, amount); COMMIT",
        f"DROP INDEX item_label; {_LABELLED}",
    ),
    Case("index dropped", {"indexes": {}}, "DROP INDEX item_label", _LABELLED),
    Case(
        "unique constraint",
        {"constraints": {"item_number_key": {"unique": ["number"]}}},
        "ALTER TABLE item ADD CONSTRAINT item_number_key UNIQUE (number)",
        "ALTER TABLE item DROP CONSTRAINT item_number_key",
    ),
    Case(
        "primary key",
        {"constraints": {"item_pkey": {"primary_key": ["number"]}}},
        "ALTER TABLE item ADD CONSTRAINT item_pkey PRIMARY KEY (number)",
        "ALTER TABLE item DROP CONSTRAINT item_pkey",
    ),
    Case(
        "check",
        {"constraints": {"item_amount_check": {"check": "amount >= 0"}}},
        "ALTER TABLE item ADD CONSTRAINT item_amount_check CHECK (amount >= 0)",
        "ALTER TABLE item DROP CONSTRAINT item_amount_check",
    ),
    Case(
        "foreign key",
        {"constraints": {"item_person": {"foreign_key": ["person"], "references": {"table": "person", "columns": ["id"]}}}},
        "ALTER TABLE item ADD CONSTRAINT item_person FOREIGN KEY (person) REFERENCES person (id)",
        "ALTER TABLE item DROP CONSTRAINT item_person",
    ),
    Case(
        "not null",
        {"columns.amount": {"type": "int", "nullable": False}},
        "ALTER TABLE item ALTER COLUMN amount SET NOT NULL",
        "ALTER TABLE item ALTER COLUMN amount DROP NOT NULL",
    ),
    Case(
        "column type",
        {"columns.amount": "bigint"},
        "ALTER TABLE item ALTER COLUMN amount TYPE bigint",
        "ALTER TABLE item ALTER COLUMN amount TYPE integer",
    ),
    Case(
        "column with a volatile default",
        {"columns.token": {"type": "uuid", "nullable": False, "default": {"sql": "gen_random_uuid()"}}},
        "ALTER TABLE item ADD COLUMN token uuid NOT NULL DEFAULT gen_random_uuid()",
        "ALTER TABLE item DROP COLUMN token",
    ),
)


def changed(change: dict[str, Any]) -> dict[str, Any]:
    """Return the definition with a change of the large table, by paths with dots."""
    definition = deepcopy(_BEFORE)
    for path, value in change.items():
        place = definition["tables"]["item"]
        *above, last = path.split(".")
        for word in above:
            place = place[word]
        place[last] = value
    return definition


def plainly(database: ScratchDatabase, case: Case, rows: int) -> Writes:
    """Return the writes beside the plain statement, which is taken back."""
    with writers(database.url, rows) as found:
        time.sleep(0.5)
        database.execute(case.plain)
    database.execute(case.back)
    return found


def online(database: ScratchDatabase, case: Case, rows: int, folder: Path) -> tuple[Writes, float]:
    """Return the writes beside an apply, which is taken back, and the seconds that it took. Raises RuntimeError where it fails."""
    file = folder / "item.json"
    file.write_text(json.dumps(changed(case.change)), encoding="utf-8")
    options = ["--yes", "--prune", "--allow", "all", "--online", "always", "--lock-timeout", str(LOCK_TIMEOUT_S), "--quiet"]
    command = [sys.executable, "-m", "schemac", "apply", str(file), "--url", database.url, *options]
    with writers(database.url, rows) as found:
        time.sleep(0.5)
        start = time.monotonic()
        done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
        took = time.monotonic() - start
    if done.returncode:
        raise RuntimeError(done.stderr)
    database.execute(case.back)
    return found, took


def main() -> int:
    """Print the longest writes beside the bound; return 1 where one is over it, or a write failed."""
    parser = argparse.ArgumentParser()
    parser.add_argument("rows", type=int, nargs="?", default=ROWS)
    parser.add_argument("--only", default="", help="part of a change's name")
    given = parser.parse_args()
    bound, held = (LOCK_TIMEOUT_S + SLACK_S) * 1000, True
    print(f"{given.rows:,} rows, {CLIENTS} writers and a reader, lock timeout {LOCK_TIMEOUT_S:.0f} s: no write may take {bound:,.0f} ms")
    print(f"{'change':<32}{'plain':>12}{'online':>12}{'usual write':>14}{'writes':>9}{'apply':>9}")
    with tempfile.TemporaryDirectory() as name, server_run(), postgresql.lend() as database:
        folder = Path(name)
        prepared(database, folder, given.rows)
        for case in CASES:
            if given.only in case.name:
                plain = plainly(database, case, given.rows)
                ours, took = online(database, case, given.rows, folder)
                held = held and ours.longest_ms < bound and not ours.failed
                wide = f"{case.name:<32}{plain.longest_ms:>9,.0f} ms{ours.longest_ms:>9,.0f} ms{ours.usual_ms:>11.1f} ms"
                print(f"{wide}{len(ours.took):>9,}{took:>7.1f} s", *ours.failed[:3], sep="\n  " if ours.failed else "", flush=True)
    return int(not held)


def prepared(database: ScratchDatabase, folder: Path, rows: int) -> None:
    """Make the tables and fill them."""
    file = folder / "before.json"
    file.write_text(json.dumps(_BEFORE), encoding="utf-8")
    command = [sys.executable, "-m", "schemac", "apply", str(file), "--url", database.url, "--yes", "--quiet"]
    subprocess.run(command, stdin=subprocess.DEVNULL, check=True)
    for statement in _FILL.format(persons=PERSONS, rows=rows).split(";"):
        database.execute(statement)


if __name__ == "__main__":
    sys.exit(main())
