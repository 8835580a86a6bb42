"""Servers that outlive nobody: the guard and the shared start."""

from __future__ import annotations

import fcntl
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.servers.running import RUN_VARIABLE, ServerMissingError, launch, shared_url

ROOT = Path(__file__).parents[2]
RUN = """\
import os, time
from pathlib import Path
from tests.servers.running import RUN_VARIABLE, launch, server_run, shared_url

def start(folder):
    launch(folder, ["sleep", "321"], None, lambda: True)
    return "sleep://"

with server_run():
    shared_url("sleeper", start)
    print(os.environ[RUN_VARIABLE], flush=True)
    time.sleep({seconds})
"""


def begin(seconds: int) -> tuple[subprocess.Popen[str], Path]:
    """Start a run with one server that sleeps; return its process and its folder."""
    settings = {name: value for name, value in os.environ.items() if name != RUN_VARIABLE} | {"PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", RUN.format(seconds=seconds)]
    run = subprocess.Popen(command, env=settings, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True)
    assert run.stdout
    return run, Path(run.stdout.readline().strip())


def guards(folder: Path) -> list[str]:
    """Return the command lines of the guards that work for a run."""
    lines = [path.read_bytes().decode(errors="replace") for path in Path("/proc").glob("[0-9]*/cmdline") if path.exists()]
    return [line for line in lines if "guard.py" in line and str(folder) in line]


def gone(folder: Path) -> bool:
    """Wait until neither a guard nor the folder of a run is left; tell whether that happened."""
    end = time.monotonic() + 20
    while time.monotonic() < end and (guards(folder) or folder.exists()):
        time.sleep(0.1)
    return not guards(folder) and not folder.exists()


@pytest.mark.parametrize("end", [None, signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_no_server_outlives_its_run(end: signal.Signals | None) -> None:
    """However a run ends, by itself or killed, its server stops and its folder is deleted."""
    run, folder = begin(seconds=60 if end else 0)
    with run:
        if end:
            assert guards(folder)
            run.send_signal(end)
        run.wait(30)

    assert gone(folder)


def test_a_server_that_does_not_start_says_why(tmp_path: Path) -> None:
    """The last lines of the server's log are in the error."""
    folder = tmp_path / "broken"
    folder.mkdir()

    with (tmp_path / "alive").open("w") as alive:
        fcntl.flock(alive, fcntl.LOCK_EX)
        with pytest.raises(ServerMissingError, match="no such thing"):
            launch(folder, ["sh", "-c", "echo no such thing; exit 1"], None, lambda: False)


def test_a_failed_start_is_not_tried_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The tests after the first one fail at once instead of waiting for the same failure."""
    monkeypatch.setenv(RUN_VARIABLE, str(tmp_path))

    def start(_: Path) -> str:
        raise ServerMissingError("not installed")

    with pytest.raises(ServerMissingError, match="not installed"):
        shared_url("thing", start)
    with pytest.raises(ServerMissingError, match="first failure"):
        shared_url("thing", start)


def test_a_server_starts_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever comes second is told the URL of the first."""
    monkeypatch.setenv(RUN_VARIABLE, str(tmp_path))

    assert "first" == shared_url("thing", lambda _: "first")
    assert "first" == shared_url("thing", lambda _: "second")
