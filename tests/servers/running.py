"""One server for a whole test run: started by whoever needs it first, shared by all workers, gone when the run is over however it ends."""

from __future__ import annotations

import fcntl
import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

RUN_VARIABLE = "SCHEMAC_TEST_RUN"
START_SECONDS = 90
STOP_SECONDS = 30


class ServerMissingError(Exception):
    """A server that the tests need is not installed, or does not start; the text says what to do."""


class Prepared(NamedTuple):
    """A server that can be started: its command, the user that runs it where that is not oneself, and its URL."""

    command: list[str]
    user: str | None
    url: str


@contextmanager
def server_run() -> Iterator[None]:
    """Keep a folder for the servers of this run; at the end, all of them have stopped and the folder is gone.

    While the lock on `alive` is held the servers run. The kernel lets go of it when this process ends, be it killed.
    """
    folder = Path(tempfile.mkdtemp(prefix="schemac-tests-"))
    folder.chmod(0o755)
    os.environ[RUN_VARIABLE] = str(folder)
    with (folder / "alive").open("w") as alive:
        fcntl.flock(alive, fcntl.LOCK_EX)
        try:
            yield
        finally:
            fcntl.flock(alive, fcntl.LOCK_UN)
            _wait(lambda: not list(folder.glob("*/guarded")), STOP_SECONDS)
            shutil.rmtree(folder, ignore_errors=True)
            del os.environ[RUN_VARIABLE]


def shared_url(name: str, start: Callable[[Path], str]) -> str:
    """Return the URL of this run's server of that name; the first caller starts it in a folder of its own, the others wait for it."""
    folder = Path(os.environ[RUN_VARIABLE]) / name
    with (folder.parent / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        url = folder / "url"
        if url.exists():
            return url.read_text(encoding="utf-8")
        if folder.exists():
            raise ServerMissingError(f"{name} has failed to start in this test run; the first failure says why")
        folder.mkdir(mode=0o755)
        text = start(folder)
        url.write_text(text, encoding="utf-8")
        return text


def launch(folder: Path, command: list[str], user: str | None, ready: Callable[[], bool]) -> None:
    """Start a server and return when it is ready; a guard stops it when the run is over. Raises ServerMissingError."""
    log = folder / "server.log"
    alive = folder.parent / "alive"
    guard = [sys.executable, str(Path(__file__).with_name("guard.py")), str(alive), str(folder), user or "", *command]
    with log.open("wb") as output:
        subprocess.run(guard, stdin=subprocess.DEVNULL, stdout=output, stderr=output, start_new_session=True, check=True)
    guarded = folder / "guarded"
    if not _wait(lambda: not guarded.exists() or ready(), START_SECONDS) or not guarded.exists():
        tail = "\n".join(log.read_text(errors="replace").splitlines()[-8:])
        raise ServerMissingError(f"{command[0]} does not start:\n{tail}")


def run_as(user: str | None, command: list[str]) -> None:
    """Run a program to its end as that user. Raises ServerMissingError with what it said when it fails."""
    group = pwd.getpwnam(user).pw_gid if user else None
    done = subprocess.run(
        command,
        user=user,
        group=group,
        extra_groups=[] if user else None,
        cwd="/",
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise ServerMissingError(f"{' '.join(command)} failed:\n{done.stdout[-2000:]}{done.stderr[-2000:]}")


def free_port() -> int:
    """Return a loopback port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait(done: Callable[[], bool], seconds: float) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if done():
            return True
        time.sleep(0.05)
    return done()
