"""Clients that write to a table all the time and measure how long each write takes."""

from __future__ import annotations

import statistics
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from random import Random

import psycopg

CLIENTS = 4
_PAUSE_S = 0.005
READ_S = 0.3
"""How long a reader beside the writers keeps its transaction open: whoever wants the strongest lock waits for it."""


@dataclass(slots=True)
class Writes:
    """What each write of some time took, in seconds, and what went wrong."""

    took: list[float] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)

    @property
    def longest_ms(self) -> float:
        """The longest of them."""
        return max(self.took, default=0) * 1000

    @property
    def usual_ms(self) -> float:
        """What the middle one took."""
        return statistics.median(self.took) * 1000 if self.took else 0


@contextmanager
def writers(url: str, rows: int) -> Iterator[Writes]:
    """Let the clients write to rows of `item` as long as the block runs, and one read; all writes have ended when it has."""
    found, stop = Writes(), threading.Event()
    threads = [threading.Thread(target=_write, args=(url, rows, seed, found, stop)) for seed in range(CLIENTS)]
    threads.append(threading.Thread(target=_read, args=(url, found, stop)))
    for each in threads:
        each.start()
    try:
        yield found
    finally:
        stop.set()
        for each in threads:
            each.join()


def _write(url: str, rows: int, seed: int, found: Writes, stop: threading.Event) -> None:
    random = Random(seed)
    with psycopg.connect(url, autocommit=True) as connection:
        while not stop.is_set():
            start = time.monotonic()
            try:
                connection.execute("UPDATE item SET touched = touched + 1 WHERE id = %s", (random.randint(1, rows),))
            except psycopg.Error as error:
                found.failed.append(str(error))
            found.took.append(time.monotonic() - start)
            stop.wait(_PAUSE_S)


def _read(url: str, found: Writes, stop: threading.Event) -> None:
    with psycopg.connect(url) as connection:
        while not stop.is_set():
            try:
                connection.execute("SELECT label FROM item WHERE id = 1")
                stop.wait(READ_S)
                connection.commit()
            except psycopg.Error as error:
                found.failed.append(str(error))
                connection.rollback()
            stop.wait(READ_S)
