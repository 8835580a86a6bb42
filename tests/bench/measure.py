"""Whole processes measured, and databases prepared for them."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

from schemac.api.applying import Applying, apply_definition
from schemac.api.planning import opened, plan
from schemac.source import load

PROGRAM = str(Path(sys.executable).with_name("schemac"))


class Run(NamedTuple):
    """What one process took."""

    wall_s: float
    cpu_s: float
    peak_mb: float


def run(command: list[str], *, answers: tuple[int, ...] = (0,)) -> Run:
    """Run a command to its end; byte code may be written, as on a user's machine. Raises RuntimeError on any other exit code."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    start = time.monotonic()
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, env=environment)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in answers:
        message = f"{command[:4]} ended with {process.returncode}"
        raise RuntimeError(message)
    return Run(time.monotonic() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def applied(path: Path, url: str) -> int:
    """Apply a definition and return how many statements a plan then takes to find nothing to do.

    In a process of its own: what a process starts begins with its peak of memory, so the one that measures must stay small.
    """
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as apart:
        return apart.submit(_applied, path, url).result()


def _applied(path: Path, url: str) -> int:
    found = load(path)
    with opened(url) as database:
        apply_definition(database, found, how=Applying(allow=()))
    with opened(url) as database:
        planned = plan(database, found)
        if planned.differences.changes:
            message = f"the plan is not empty: {planned.plan.differences[:3]}"
            raise RuntimeError(message)
        return database.session.statements
