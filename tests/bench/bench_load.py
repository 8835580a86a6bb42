"""Measures loading a definition of 1,000 tables against `yaml.load(CSafeLoader)` of the same text, in CPU time."""

from __future__ import annotations

import gc
import statistics
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import process_time

import yaml

sys.path.insert(0, str(Path(__file__).parents[2]))

from schemac.source import load
from tests.bench.fixture import definition

GOAL = 0.6


def measured(work: Callable[[], object]) -> float:
    """Return the CPU seconds that a piece of work takes."""
    gc.collect()
    begin = process_time()
    work()
    return process_time() - begin


def main(tables: int = 1000, rounds: int = 7) -> int:
    """Print both medians and their ratio, and return 1 where the ratio misses its goal."""
    text = definition(tables)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bench.yaml"
        path.write_text(text, "utf-8")
        load(path)
        ours, theirs = [], []
        for _ in range(rounds):
            theirs.append(measured(lambda: yaml.load(text, yaml.CSafeLoader)))
            ours.append(measured(lambda: load(path)))
    own, other = statistics.median(ours), statistics.median(theirs)
    print(f"load {tables} tables, {len(text) / 1e6:.2f} MB: {own:.3f} s; CSafeLoader: {other:.3f} s; ratio {own / other:.2f} (goal {GOAL})")
    return 0 if own / other <= GOAL else 1


if __name__ == "__main__":
    sys.exit(main())
