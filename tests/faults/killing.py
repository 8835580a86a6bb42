"""The real command in a process of its own that can be killed at any instant; forked, because a new Python takes longer than a plan."""

from __future__ import annotations

import os
import re
import resource
import signal
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module
from typing import NoReturn

from schemac.cli import main

_STATEMENT = re.compile(rb"^ +(?:.* )?\d+/\d+ ", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command ended: its exit code, None where it was killed, what it said, and how many statements it had begun."""

    code: int | None
    said: str
    begun: int


@dataclass(slots=True)
class Command:
    """A command that runs."""

    pid: int
    output: int
    said: bytes = b""

    @property
    def begun(self) -> int:
        """How many statements the command has said that it begins."""
        return len(_STATEMENT.findall(self.said))

    def read(self) -> bool:
        """Take in what the command says and tell whether more may come."""
        part = os.read(self.output, 65536)
        self.said += part
        return bool(part)

    def until(self, statement: int) -> None:
        """Wait until the command begins a statement, by its number, or ends."""
        while self.begun < statement and self.read():
            pass

    def kill(self) -> Ended:
        """Kill the command where it stands, as `kill -9` does."""
        with suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)
        return self.end()

    def end(self) -> Ended:
        """Wait for the end of the command."""
        while self.read():
            pass
        os.close(self.output)
        _, status = os.waitpid(self.pid, 0)
        code = os.WEXITSTATUS(status) if os.WIFEXITED(status) else None
        return Ended(code, self.said.decode(errors="replace"), self.begun)


def start(arguments: Sequence[str], *, most_bytes: int = 0) -> Command:
    """Start `schemac` with these arguments; where `most_bytes` is given, it can write no file beyond that size."""
    for module, _ in main.COMMANDS.values():
        import_module(module)
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(reading)
        if most_bytes:
            resource.setrlimit(resource.RLIMIT_FSIZE, (most_bytes, most_bytes))
        _become(arguments, writing)
    os.close(writing)
    return Command(pid, reading)


def schemac(*arguments: str) -> Ended:
    """Run `schemac` to its end."""
    return start(arguments).end()


def killed(arguments: Sequence[str], statement: int, delay: float) -> Ended:
    """Run `schemac` and kill it so many seconds after it begins a statement; it may have ended before."""
    command = start(arguments)
    command.until(statement)
    time.sleep(delay)
    return command.kill()


def _become(arguments: Sequence[str], writing: int) -> NoReturn:
    """Be the command in this forked process, and nothing else of what the process was."""
    code = 70
    try:
        null = os.open(os.devnull, os.O_RDWR)
        for target, source in ((0, null), (1, writing), (2, writing)):
            os.dup2(source, target)
        sys.stdout, sys.stderr = os.fdopen(1, "w", buffering=1), os.fdopen(2, "w", buffering=1)
        os.environ["NO_COLOR"] = "1"
        main.run(arguments)
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 1
    finally:
        with suppress(OSError, ValueError):
            sys.stdout.flush()
            sys.stderr.flush()
        os._exit(code)
