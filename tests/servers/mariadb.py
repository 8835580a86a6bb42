"""A private MariaDB from Debian's binaries: no durability, `root` without a password on loopback."""

from __future__ import annotations

import os
import pwd
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pymysql

from tests.servers import mysql_protocol
from tests.servers.database import ScratchDatabase
from tests.servers.running import Prepared, ServerMissingError, free_port, launch, run_as, shared_url

URL_VARIABLE = "SCHEMAC_TEST_MARIADB_URL"
INSTALL = f"apt-get install mariadb-server, or set {URL_VARIABLE}"
SETTINGS = (
    "--bind-address=127.0.0.1",
    "--innodb-flush-log-at-trx-commit=0",
    "--innodb-doublewrite=0",
    "--innodb-buffer-pool-size=64M",
    "--skip-log-bin",
    "--character-set-server=utf8mb4",
    "--collation-server=utf8mb4_general_ci",
    "--default-time-zone=+00:00",
)


def server_url() -> str:
    """Return the URL of a MariaDB server on which databases may be created. Raises ServerMissingError."""
    return os.environ.get(URL_VARIABLE) or shared_url("mariadb", _start)


def _program(name: str) -> str:
    found = shutil.which(name, path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")
    if not found:
        raise ServerMissingError(f"MariaDB is not installed ({name} is missing): {INSTALL}")
    return found


def _start(folder: Path) -> str:
    made = prepared(folder)
    launch(folder, made.command, made.user, lambda: answers(made.url))
    return made.url


def prepared(folder: Path) -> Prepared:
    """Make a data directory in a folder and return how its server is started. Raises ServerMissingError."""
    server = _program("mariadbd")
    user = "mysql" if os.geteuid() == 0 else None
    data = folder / "data"
    data.mkdir()
    if user:
        os.chown(data, pwd.getpwnam(user).pw_uid, pwd.getpwnam(user).pw_gid)
    # beside others that install at the same time: their temporary tables may have the same names
    install = [
        "env",
        f"TMPDIR={data}",
        _program("mariadb-install-db"),
        "--no-defaults",
        f"--datadir={data}",
        "--auth-root-authentication-method=normal",
    ]
    run_as(user, [*install, "--skip-test-db", "--skip-name-resolve"])
    port = free_port()
    command = [server, "--no-defaults", f"--datadir={data}", f"--socket={data}/s.sock", f"--pid-file={data}/pid", f"--port={port}"]
    return Prepared([*command, f"--tmpdir={data}", *SETTINGS], user, f"mariadb://root@127.0.0.1:{port}/")


def answers(url: str) -> bool:
    """Tell whether a server lets somebody in."""
    try:
        pymysql.connect(host="127.0.0.1", port=urlsplit(url).port or 0, user="root", connect_timeout=2).close()
    except pymysql.OperationalError:
        return False
    return True


@contextmanager
def lend() -> Iterator[ScratchDatabase]:
    """Create an empty database, lend it, and drop it. Raises ServerMissingError."""
    with mysql_protocol.lend("mariadb", server_url()) as database:
        yield database
