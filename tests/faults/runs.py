"""The faults, each tried on a real database: what is done to an apply, and what must be true afterwards."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

from tests.faults.journey import PERSONS, fill, noted, rows_of, written
from tests.faults.killing import Ended, killed, schemac, start
from tests.faults.restarting import database_on, own_server
from tests.servers.database import ScratchDatabase

_HANDS = ("--yes", "--prune", "--allow", "all", "--online", "always", "--look", "0")
_LATEST_S = 0.03
"""How long after the beginning of a statement an apply is killed at most: longer than most of them take."""


@dataclass(slots=True)
class Outcome:
    """What came of one kind of fault: how often it was tried, what it hit, and what was wrong afterwards."""

    fault: str
    engine: str
    tries: int = 0
    hit: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Scene:
    """A database in its first state, with rows, and the definitions of both states."""

    database: ScratchDatabase
    there: Path
    back: Path
    rows: list[tuple[Any, ...]]

    def arguments(self, definition: Path, *more: str) -> list[str]:
        """Return the call that applies a definition."""
        return ["apply", str(definition), "--url", self.database.url, *_HANDS, *more]

    def wrong(self, definition: Path, ended: Ended) -> list[str]:
        """Return what is not as it must be once an apply has come to its end."""
        found = [] if ended.code == 0 else [f"apply ended with {ended.code}: {ended.said[-400:]}"]
        plan = schemac("plan", str(definition), "--url", self.database.url, "--prune")
        found += [] if plan.code == 0 else [f"a plan is left: {plan.said[-400:]}"]
        now = rows_of(self.database)
        found += [] if now == self.rows else [f"rows were {self.rows} and are {now}"]
        column = "remark" if definition == self.there else "note"
        found += [] if noted(self.database, column) == PERSONS else ["notes are lost"]
        return found + [f"left behind: {name}" for name in left_behind(self.database)]


def scene(database: ScratchDatabase, folder: Path) -> Scene:
    """Return a database in its first state."""
    there, back = written(folder, database.engine_name)
    made = schemac("apply", str(back), "--url", database.url, *_HANDS)
    if made.code:
        raise AssertionError(made.said)
    fill(database)
    return Scene(database, there, back, rows_of(database))


def left_behind(database: ScratchDatabase) -> list[str]:
    """Return what schemac made for a while and what is still there, locks included."""
    match database.engine_name:
        case "postgresql":
            ours = "database = (SELECT oid FROM pg_database WHERE datname = current_database())"
            locks = f"SELECT 'lock of ' || pid FROM pg_locks WHERE locktype = 'advisory' AND granted AND {ours}"
            names = "SELECT relname FROM pg_class WHERE relname LIKE 'schemac\\_aside%'"
            rules = "SELECT conname FROM pg_constraint WHERE conname LIKE 'schemac\\_aside%'"
            columns = "SELECT attname FROM pg_attribute WHERE attname LIKE 'schemac\\_aside%' AND NOT attisdropped"
            keepers = "SELECT proname FROM pg_proc WHERE proname LIKE '~schemac\\_aside%'"
            queries = [locks, names, rules, columns, keepers]
        case "sqlite":
            queries = ["SELECT name FROM sqlite_schema WHERE name LIKE '\\_schemac\\_new%' ESCAPE '\\'"]
        case _:
            queries = ["SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE() AND table_name LIKE '%schemac%'"]
    return [str(row[0]) for query in queries for row in database.query(query)]


def kills(database: ScratchDatabase, folder: Path, tries: int, seed: int) -> Outcome:
    """Kill an apply at random instants, there and back; the next one must bring the database where it was to go."""
    at, chance = scene(database, folder), Random(seed)
    outcome = Outcome("apply killed (kill -9)", database.engine_name)
    steps = {at.there: 12, at.back: 12}
    for number in range(tries):
        definition = (at.there, at.back)[number % 2]
        ended = killed(at.arguments(definition), chance.randint(0, steps[definition] + 1), chance.uniform(0, _LATEST_S))
        outcome.tries += 1
        outcome.hit["ended before" if ended.code is not None else "before its first statement" if not ended.begun else "in the middle"] += 1
        finished = schemac(*at.arguments(definition))
        if database.engine_name == "mariadb" and number % 20 == 19:  # a column dropped at once keeps its room until then
            database.execute("OPTIMIZE TABLE place, person")
        steps[definition] = max(steps[definition], ended.begun, finished.begun)
        outcome.wrong += [f"{number}, killed at {ended.begun}: {what}" for what in at.wrong(definition, finished)]
    return outcome


def cuts(database: ScratchDatabase, folder: Path, tries: int, seed: int) -> Outcome:
    """Cut the connection of an apply at random instants: it says so, and the next one finishes."""
    at, chance = scene(database, folder), Random(seed)
    outcome = Outcome("connection cut", database.engine_name)
    for number in range(tries):
        definition = (at.there, at.back)[number % 2]
        command = start(at.arguments(definition))
        command.until(chance.randint(0, 12))
        time.sleep(chance.uniform(0, _LATEST_S))
        cut(database)
        ended = command.end()
        outcome.tries += 1
        outcome.hit["ended before" if ended.code == 0 else "said that it was cut off"] += 1
        if ended.code not in {0, 1} or (ended.code == 1 and "error[SC4" not in ended.said):
            outcome.wrong.append(f"{number}: ended with {ended.code}: {ended.said[-300:]}")
        outcome.wrong += [f"{number}: {what}" for what in at.wrong(definition, schemac(*at.arguments(definition)))]
    return outcome


def cut(database: ScratchDatabase) -> None:
    """End every connection to a database but one's own."""
    if database.engine_name == "postgresql":
        database.query(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        return
    with closing(database.connect()) as connection:
        mine = "SELECT id FROM information_schema.processlist WHERE db = DATABASE() AND id <> CONNECTION_ID()"
        for (number,) in database.run(connection, mine):
            database.run(connection, f"KILL {int(number)}")


def crashes(database: ScratchDatabase, folder: Path, tries: int, seed: int) -> Outcome:
    """Kill the server in the middle of an apply and start it again: apply says that it is gone, and the next one finishes."""
    engine = database.engine_name
    outcome, chance = Outcome("server killed and restarted", engine), Random(seed)
    with own_server(engine) as server, database_on(engine, server) as own:
        at = scene(own, folder)
        for number in range(tries):
            definition = (at.there, at.back)[number % 2]
            command = start(at.arguments(definition))
            command.until(chance.randint(0, 12))
            time.sleep(chance.uniform(0, _LATEST_S))
            server.kill()
            server.start()
            ended = command.end()
            outcome.tries += 1
            outcome.hit["ended before" if ended.code == 0 else "said that it was cut off"] += 1
            if ended.code not in {0, 1} or (ended.code == 1 and "error[SC4" not in ended.said):
                outcome.wrong.append(f"{number}: ended with {ended.code}: {ended.said[-300:]}")
            outcome.wrong += [f"{number}: {what}" for what in at.wrong(definition, schemac(*at.arguments(definition)))]
    return outcome


def full(database: ScratchDatabase, folder: Path, tries: int, seed: int) -> Outcome:
    """Let no file grow beyond what it has, or a little more: apply says so, and the database is what it was, rows and all."""
    at, chance = scene(database, folder), Random(seed)
    outcome = Outcome("disk full", database.engine_name)
    path = Path(database.url.partition("://")[2][1:])
    for number in range(tries):
        definition, before = (at.there, at.back)[number % 2], database.dump()
        ended = start(at.arguments(definition), most_bytes=chance.randint(1, path.stat().st_size + 40_000)).end()
        outcome.tries += 1
        outcome.hit["ended before" if ended.code == 0 else "said so, nothing changed"] += 1
        if ended.code and (ended.code != 1 or "error[SC4" not in ended.said or before != database.dump()):
            outcome.wrong.append(f"{number}: ended with {ended.code}: {ended.said[-300:]}")
        sound = database.query("PRAGMA integrity_check")
        outcome.wrong += [] if sound == [("ok",)] else [f"{number}: {sound}"]
        outcome.wrong += [f"{number}: {what}" for what in at.wrong(definition, schemac(*at.arguments(definition)))]
    return outcome


def together(database: ScratchDatabase, folder: Path, tries: int, seed: int) -> Outcome:
    """Start ten applies at once: each ends well or leaves with a clear word, and the database is where it was to go."""
    at = scene(database, folder)
    outcome = Outcome("10 applies at once", database.engine_name)
    for number in range(tries):
        definition = (at.there, at.back)[number % 2]
        commands = [start(at.arguments(definition)) for _ in range(10)]
        ends = [command.end() for command in commands]
        outcome.tries += 1
        worked = sum(ended.code == 0 and ended.begun > 0 for ended in ends)
        outcome.hit["did the work"] += worked
        outcome.hit["waited, found nothing to do"] += sum(ended.code == 0 and not ended.begun for ended in ends)
        outcome.hit["left politely"] += sum(ended.code == 1 for ended in ends)
        rude = [ended.said[-300:] for ended in ends if ended.code not in {0, 1} or (ended.code == 1 and "error[SC4" not in ended.said)]
        outcome.wrong += [f"{number}: {said}" for said in rude] + ([] if worked == 1 else [f"{number}: {worked} did the work"])
        outcome.wrong += [f"{number}: {what}" for what in at.wrong(definition, schemac(*at.arguments(definition)))]
    return outcome


def readers(database: ScratchDatabase, folder: Path, tries: int, seed: int) -> Outcome:
    """Let a long reader hold its lock: apply tries again, then says who waits for what, and nothing of that statement is done."""
    at = scene(database, folder)
    outcome = Outcome("a long reader in the way", database.engine_name)
    small = folder / "wider.yaml"
    small.write_text(at.back.read_text(encoding="utf-8").replace("old: varchar(20)", "old: varchar(20)\n      more: int"), encoding="utf-8")
    for _ in range(tries):
        before = database.dump()
        with closing(database.connect()) as reader:
            database.run(reader, "BEGIN")
            database.run(reader, "SELECT count(*) FROM person")
            ended = schemac(*at.arguments(small, "--lock-timeout", "0.5", "--lock-tries", "2"))
            database.run(reader, "ROLLBACK")
        outcome.tries += 1
        outcome.hit["tried again, then said so"] += "not yet, try 1 of 2" in ended.said and "error[SC425]" in ended.said
        if ended.code != 1 or "error[SC425]" not in ended.said or before != database.dump():
            outcome.wrong.append(f"ended with {ended.code}: {ended.said[-300:]}")
        outcome.wrong += at.wrong(at.back, schemac(*at.arguments(at.back)))
    return outcome


def written_to(database: ScratchDatabase, folder: Path, tries: int, seed: int) -> Outcome:
    """Write from four clients during a whole plan: no write fails, none waits much longer than the lock timeout, and no row is lost."""
    at = scene(database, folder)
    outcome = Outcome("4 clients writing", database.engine_name)
    longest = 0.0
    for number in range(tries):
        definition = (at.there, at.back)[number % 2]
        over, waits, failed = threading.Event(), [0.0], list[str]()
        writers = [threading.Thread(target=_write, args=(database, client, over, waits, failed)) for client in range(4)]
        for writer in writers:
            writer.start()
        ended = schemac(*at.arguments(definition, "--lock-timeout", "1"))
        over.set()
        for writer in writers:
            writer.join()
        kept = database.query("SELECT count(*) FROM person WHERE id >= 1000000")[0][0]
        outcome.tries += 1
        outcome.hit["writes"] += len(waits) - 1
        longest = max(longest, *waits)
        outcome.wrong += failed[:3] + ([] if int(kept) == len(waits) - 1 else [f"{len(waits) - 1} rows were written, {kept} are there"])
        outcome.wrong += [] if max(waits) < 1.1 else [f"a write waited {max(waits):.2f} s, the lock timeout is 1 s"]
        database.execute("DELETE FROM person WHERE id >= 1000000")
        outcome.wrong += [f"{number}: {what}" for what in at.wrong(definition, ended)]
    outcome.hit[f"ms waited at most: {longest * 1000:.0f}"] = 1
    return outcome


def _write(database: ScratchDatabase, client: int, over: threading.Event, waits: list[float], failed: list[str]) -> None:
    """Insert rows until it is over, and note how long each took and what failed."""
    with closing(database.connect()) as connection:
        number = 0
        while not over.is_set():
            number += 1
            key = 1_000_000 * (client + 1) + number
            begun = time.monotonic()
            try:
                sql = f"INSERT INTO person (id, email, born, place_id) VALUES ({key}, 'w{key}@example.com', 1990, 1)"
                database.run(connection, sql)
            except Exception as error:  # noqa: BLE001 - whatever the driver raises is what the run is about
                failed.append(str(error))
                continue
            waits.append(time.monotonic() - begun)


def migrations(database: ScratchDatabase, folder: Path, tries: int, seed: int) -> Outcome:
    """Kill `migrate up` and `migrate down` at random instants; the next one must bring the database to the end, or back to nothing."""
    place, chance = folder / "migrations", Random(seed)
    place.mkdir()
    for number in range(1, 13):
        sql = f"CREATE TABLE m{number} (id int);\nINSERT INTO m{number} VALUES ({number});\nCREATE INDEX m{number}_id ON m{number} (id);"
        head = f"-- schemac: migration\n-- version: {number:04}\n-- transaction: {'none' if number % 3 == 0 else 'file'}"
        text = f"{head}\n\n-- up\n{sql}\n\n-- down\nDROP TABLE m{number};\n"
        (place / f"{number:04}.sql").write_text(text, encoding="utf-8")
    options = ["--url", database.url, "--dir", str(place)]
    outcome = Outcome("migrate up and down killed", database.engine_name)
    for number in range(tries):
        call = ["migrate", "up", *options] if number % 2 == 0 else ["migrate", "down", "--to", "0", *options]
        ended = killed(call, chance.randint(0, 36 if number % 2 == 0 else 12), chance.uniform(0, _LATEST_S / 3))
        outcome.tries += 1
        outcome.hit["ended before" if ended.code is not None else "before its first statement" if not ended.begun else "in the middle"] += 1
        finished = schemac(*call)
        if finished.code:
            outcome.wrong.append(f"{number}, killed at {ended.begun}: {finished.said[-400:]}")
            break
        there = [database.query(f"SELECT count(*), max(id) FROM m{at}")[0] for at in range(1, 13)] if number % 2 == 0 else []
        outcome.wrong += [f"{number}: m{at} holds {row}" for at, row in enumerate(there, 1) if tuple(row) != (1, at)]
    return outcome


RUNS: dict[str, tuple[Callable[[ScratchDatabase, Path, int, int], Outcome], frozenset[str], int]] = {
    "kills": (kills, frozenset({"sqlite", "postgresql", "mariadb"}), 200),
    "migrations": (migrations, frozenset({"sqlite", "postgresql", "mariadb"}), 100),
    "cuts": (cuts, frozenset({"postgresql", "mariadb"}), 50),
    "crashes": (crashes, frozenset({"postgresql", "mariadb"}), 30),
    "full": (full, frozenset({"sqlite"}), 50),
    "together": (together, frozenset({"sqlite", "postgresql", "mariadb"}), 10),
    "readers": (readers, frozenset({"postgresql", "mariadb"}), 4),
    "written_to": (written_to, frozenset({"postgresql", "mariadb"}), 10),
}
"""By name: what does it, the engines it is tried on, and how often when it is tried at length."""
