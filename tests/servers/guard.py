"""Keep one server running as long as its test run is alive: `guard.py ALIVE FOLDER USER COMMAND...`."""

from __future__ import annotations

import fcntl
import os
import pwd
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path


def over(alive: Path) -> bool:
    """Tell whether the test run has ended: nobody holds the lock, or its folder is gone."""
    try:
        with alive.open("r") as lock:
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except FileNotFoundError:
        return True
    return True


def main(alive: str, folder: str, user: str, *command: str) -> None:
    """Leave a child behind that runs the server until the run or the server ends; the file `guarded` is there as long."""
    mark = Path(folder) / "guarded"
    mark.touch()
    if os.fork():
        return
    try:
        watch(Path(alive), user, command)
    finally:
        mark.unlink(missing_ok=True)
        if over(Path(alive)):
            clear(Path(alive).parent)


def clear(run: Path) -> None:
    """Delete the folder of a run that has ended, once no other guard needs it; whoever ended it may do so at the same moment."""
    if not list(run.glob("*/guarded")):
        shutil.rmtree(run, ignore_errors=True)


def watch(alive: Path, user: str, command: Sequence[str]) -> None:
    """Run the server and return when it has stopped."""
    group = pwd.getpwnam(user).pw_gid if user else None
    server = subprocess.Popen(command, user=user or None, group=group, extra_groups=[] if user else None, cwd="/")
    while server.poll() is None and not over(alive):
        time.sleep(0.1)
    server.terminate()
    try:
        server.wait(15)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


if __name__ == "__main__":
    main(*sys.argv[1:])
