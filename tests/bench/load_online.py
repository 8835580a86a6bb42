"""How long writers wait while a large table changes online: `python -m tests.bench.load_online [--rows N] [--lock-timeout S]`.

Four processes update rows at random, two in each transaction, and insert new ones, while each change is applied by the real command; for
each, the longest write is printed beside the statement that ran then. Returns 1 where one waited longer than the lock timeout and 100 ms.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from itertools import count
from multiprocessing import Queue, get_context
from multiprocessing.synchronize import Event as EventType
from pathlib import Path
from typing import Any, NamedTuple

import psycopg
import yaml

from tests.faults.killing import start
from tests.servers import postgresql
from tests.servers.running import server_run

CLIENTS = 4
GRACE_S = 0.1
_COLUMNS: dict[str, Any] = {"id": {"type": "int", "primary_key": True}, "a": {"type": "int", "nullable": False}, "b": "text", "c": "int"}


class Write(NamedTuple):
    """A write that a client made: when it began, and how long it took."""

    at: float
    took: float


def states() -> Iterator[tuple[str, dict[str, Any]]]:
    """Go through the states of the table, each with what changes on the way to it; the first is where it begins."""
    columns = dict(_COLUMNS)
    body: dict[str, Any] = {"columns": columns, "indexes": {"t_a": {"columns": ["a"]}}, "constraints": {}}
    yield "", body
    body["constraints"] = {"t_c": {"check": "c >= 0"}}
    yield "check", body
    body["constraints"]["t_o"] = {"foreign_key": ["c"], "references": {"table": "o", "columns": ["id"]}}
    yield "foreign key", body
    body["constraints"]["t_ab"] = {"unique": ["id", "a"]}
    yield "unique constraint", body
    columns["c"] = {"type": "int", "nullable": False}
    yield "not null", body
    body["indexes"] = {"t_a": {"columns": ["a", "c"]}}
    yield "index replaced", body
    columns["a"] = {"type": "bigint", "nullable": False}
    yield "type", body
    columns["id"] = {"type": "bigint", "primary_key": True}
    yield "type of the primary key", body
    columns["u"] = {"type": "uuid", "nullable": False, "default": "gen_random_uuid()"}
    yield "computed default", body


def main() -> int:
    """Print for each change how long it took, how many writes there were, and the longest of them; return 1 if one is over the bound."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--lock-timeout", type=float, default=0.5)
    parser.add_argument("--only", default="", help="part of a change's name")
    parser.add_argument("--url", default="", help="a database that is empty; one is made otherwise")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name, server_run(), postgresql.lend() as lent:
        url = given.url or lent.url
        place = Path(name) / "schema.yaml"
        longest = 0.0
        for what, body in states():
            tables = {"o": {"columns": {"id": {"type": "int", "primary_key": True}}}, "t": body}
            place.write_text(yaml.safe_dump({"schemac": 1, "tables": tables}, sort_keys=False), encoding="utf-8")
            if what and given.only in what:
                longest = max(longest, _measured(what, place, url, given.lock_timeout))
                continue
            _quiet(place, url)
            if not what:
                _fill(url, given.rows)
    bound = given.lock_timeout + GRACE_S
    print(f"longest write: {longest * 1000:.0f} ms (goal: below {bound * 1000:.0f} ms)")
    return int(longest >= bound)


def _quiet(place: Path, url: str) -> None:
    ended = start(["apply", str(place), "--url", url, "--yes", "--online", "never"]).end()
    if ended.code:
        raise RuntimeError(ended.said)


def _fill(url: str, rows: int) -> None:
    with closing(psycopg.connect(url, autocommit=True)) as connection:
        connection.execute("INSERT INTO o SELECT generate_series(0, 99)")
        text = "'a text of some length, as rows have them'"
        connection.execute(f"INSERT INTO t SELECT i, i % 1000, {text}, i % 100 FROM generate_series(1, {int(rows)}) i")
        connection.execute("VACUUM ANALYZE t")


def _measured(what: str, place: Path, url: str, lock: float) -> float:
    """Apply a definition while clients write; print what came of it and return the longest write."""
    made = get_context("fork")
    over, told = made.Event(), made.Queue()
    clients = [made.Process(target=_write, args=(url, client, over, told)) for client in range(CLIENTS)]
    for client in clients:
        client.start()
    time.sleep(2)
    began = time.monotonic()
    said = _statements(["apply", str(place), "--url", url, "--yes", "--online", "always", "--lock-timeout", str(lock), "--allow", "all"])
    took = time.monotonic() - began
    time.sleep(0.5)
    over.set()
    writes = [Write(*write) for _ in clients for write in told.get()]
    for client in clients:
        client.join()
    worst = sorted(writes, key=lambda write: -write.took)[:3]
    print(f"{what}: {took:.0f} s, {len(writes)} writes, longest {worst[0].took * 1000:.0f} ms", flush=True)
    for write in worst:
        ran = [line for at, line in said if write.at - 0.2 <= at <= write.at + write.took]
        before = [line for at, line in said if at < write.at - 0.2][-1:]
        print(f"    {write.took * 1000:.0f} ms at {write.at - began:.1f} s, while {' | '.join((before + ran)[-3:])}")
    return worst[0].took


def _statements(arguments: list[str]) -> list[tuple[float, str]]:
    """Run the command to its end and return each line that it says, with the time."""
    command = start(arguments)
    said: list[tuple[float, str]] = []
    while part := os.read(command.output, 65536):
        said += [(time.monotonic(), line.strip()) for line in part.decode(errors="replace").splitlines() if line.strip()]
    ended = command.end()
    if ended.code:
        raise RuntimeError("\n".join(line for _, line in said[-20:]))
    return [(at, line[:110]) for at, line in said if re.match(r"\d+/\d+|.*%|.*try", line)]


def _write(url: str, client: int, over: EventType, told: Queue[list[tuple[float, float]]]) -> None:
    """Write until it is over, then tell how long each write took."""
    dice = random.Random(client)
    writes: list[tuple[float, float]] = []
    with closing(psycopg.connect(url, autocommit=True)) as connection:
        ((rows, top),) = connection.execute("SELECT count(*), max(id) FROM t").fetchall()
        first = top + 1 + client * 10_000_000
        for number in count():
            if over.is_set():
                break
            begun = time.monotonic()
            if number % 3:
                keys = sorted(dice.sample(range(1, rows), 2))  # in this order, so that writers never wait for each other in a circle
                with connection.transaction():
                    for key in keys:
                        connection.execute("UPDATE t SET a = %s, c = %s WHERE id = %s", (dice.randrange(1000), dice.randrange(100), key))
            else:
                connection.execute("INSERT INTO t (id, a, b, c) VALUES (%s, %s, 'new', 1)", (first + number, dice.randrange(1000)))
            writes.append((begun, time.monotonic() - begun))
            time.sleep(0.002)
    told.put(writes)


if __name__ == "__main__":
    sys.exit(main())
