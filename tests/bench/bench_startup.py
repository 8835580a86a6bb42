"""What it costs to start `schemac`, in CPU time, as a multiple of starting Python for nothing.

Runs are interleaved and compared pair by pair, so that a busy machine slows both sides alike.
"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
from pathlib import Path

ROUNDS = 21
GOALS = {"--version": 5.0, "--help": 7.0}


def main() -> int:
    """Print each ratio beside its goal; return 1 if one is missed."""
    program = str(Path(sys.executable).with_name("schemac"))
    missed = 0
    for option, goal in GOALS.items():
        ratio, seconds = measure([program, option])
        missed |= ratio > goal
        print(f"schemac {option}: {ratio:.2f}x python -c pass (goal {goal:g}x), {seconds * 1000:.0f} ms CPU")
    return int(missed)


def measure(command: list[str]) -> tuple[float, float]:
    """Return the median ratio to an empty Python and the median CPU seconds of a command."""
    cpu_seconds(command)
    pairs = [(cpu_seconds([sys.executable, "-c", "pass"]), cpu_seconds(command)) for _ in range(ROUNDS)]
    return statistics.median(cost / floor for floor, cost in pairs), statistics.median(cost for _, cost in pairs)


def cpu_seconds(command: list[str]) -> float:
    """Return the CPU seconds, of user and system, that a program takes; byte code may be written, as on a user's machine."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, env=environment, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


if __name__ == "__main__":
    sys.exit(main())
