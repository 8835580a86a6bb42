"""Servers of one's own, which may be killed in the middle of an apply and started again; what they have committed stays."""

from __future__ import annotations

import os
import pwd
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.servers import mariadb, mysql_protocol, postgresql
from tests.servers.database import ScratchDatabase
from tests.servers.running import START_SECONDS, Prepared, ServerMissingError


@dataclass(slots=True)
class Server:
    """A server of one's own, with its data in a folder."""

    prepared: Prepared
    answers: Callable[[str], bool]
    process: subprocess.Popen[bytes] = field(init=False)

    def start(self) -> None:
        """Start it and return when it lets somebody in. Raises ServerMissingError."""
        user = self.prepared.user
        self.process = subprocess.Popen(
            self.prepared.command,
            user=user,
            group=pwd.getpwnam(user).pw_gid if user else None,
            extra_groups=[] if user else None,
            cwd="/",
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        end = time.monotonic() + START_SECONDS
        while not self.answers(self.prepared.url):
            if time.monotonic() > end or self.process.poll() is not None:
                raise ServerMissingError(f"{self.prepared.command[0]} does not start")
            time.sleep(0.05)

    def kill(self) -> None:
        """Kill it and all its processes where they stand."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


@contextmanager
def own_server(engine: str) -> Iterator[Server]:
    """Lend a server that may be killed; it and its data are gone at the end. Raises ServerMissingError."""
    with tempfile.TemporaryDirectory(prefix="schemac-faults-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        folder.chmod(0o755)  # for the user that runs the server
        server = _server(engine, folder)
        server.start()
        try:
            yield server
        finally:
            server.kill()


def _server(engine: str, folder: Path) -> Server:
    """Return a server that keeps what it has committed when it is killed."""
    if engine == "postgresql":
        made, answers, durable = postgresql.prepared(folder, postgresql.binaries()), postgresql.answers, ["-c", "synchronous_commit=on"]
    else:
        made, answers, durable = mariadb.prepared(folder), mariadb.answers, ["--innodb-flush-log-at-trx-commit=1"]
    return Server(made._replace(command=[*made.command, *durable]), answers)


@contextmanager
def database_on(engine: str, server: Server) -> Iterator[ScratchDatabase]:
    """Lend an empty database of a server of one's own."""
    if engine == "postgresql":
        with postgresql.lend_on(server.prepared.url) as database:
            yield database
    else:
        with mysql_protocol.lend("mariadb", server.prepared.url) as database:
            yield database
