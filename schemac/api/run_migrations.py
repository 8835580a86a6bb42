"""run_migrations: a folder of versioned migrations run on a database."""

from __future__ import annotations

import getpass
import socket
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from schemac import __version__
from schemac.api.connection_config import database_url
from schemac.api.migrating import Migrated, Migrating, down, up
from schemac.api.planning import opened_at
from schemac.apply import Origin
from schemac.errors import MigrationError, Problem, SchemacError
from schemac.migrations.file import MigrationFile

DIRECTIONS = ("up", "down", "latest", "rollback")

Told = Callable[[str, int, int], None]
"""Called before each statement with the version, the statement's number from 1, and how many the migration has."""


@dataclass(frozen=True, slots=True)
class Migration:
    """One migration, as the Python API shows it; times in ISO 8601, UTC."""

    version: str
    name: str
    description: str = ""
    up_sql: str = ""
    down_sql: str = ""
    checksum: str = ""
    applied_at: str | None = None
    applied_by: str | None = None
    execution_time_ms: int | None = None
    success: bool | None = None
    rollback_available: bool = False
    dependencies: list[str] = field(default_factory=list)

    def to_dict(self) -> dict[str, Any]:
        """Return the twelve keys as plain values."""
        return asdict(self)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Migration:
        """Return the migration that `to_dict` wrote. Raises MigrationError (SC642) for a key that it has not, and one that is missing."""
        known = {item.name for item in fields(cls)}
        unknown = sorted(set(data) - known)
        missing = sorted({"version", "name"} - set(data))
        if unknown or missing:
            message = f"unknown keys: {', '.join(unknown)}" if unknown else f"{' and '.join(missing)} missing"
            raise MigrationError(Problem("SC642", f"this is no migration: {message}", hint=f"its keys are {', '.join(sorted(known))}"))
        return cls(**data)


def run_migrations(
    migration_path: str | Path,
    connection_config: Mapping[str, Any],
    direction: str = "up",
    *,
    target_version: str | None = None,
    dry_run: bool = False,
    together: bool = False,
    progress: Told | None = None,
) -> dict[str, Any]:
    """Run the migrations of a folder on a database, or take them back.

    Args:
        migration_path: the folder: schemac's own files, or the plain SQL of Flyway, dbmate, golang-migrate or goose.
        connection_config: `driver`, `host`, `port`, `database`, `username`, `password`, `ssl_config`; or `url`.
        direction: `up` runs what is pending, up to `target_version` where that is given; `latest` all of it; `down` takes back the last
            one, or all after `target_version` (`0`: all); `rollback` takes back what ran last time.
        target_version: how far, for `up` and `down`.
        dry_run: only say what would be done; nothing is changed.
        together: run all in one transaction, where the engine can undo changes of its schema; otherwise each file has its own.
        progress: called before each statement with the version, the statement's number and how many the migration has.

    Returns:
        `direction`, `migrations_executed` (their number), `migrations_pending` (the number left), `current_version` (empty: none),
        `execution_time` (s), `rollback_available`, `dry_run` and `changes_applied` (one `{version, statement}` a statement).

    Raises:
        MigrationError: what is wrong, with file and line, and what stands; all problems at once, in `problems`.
    """
    if direction not in DIRECTIONS:
        raise MigrationError(Problem("SC643", f"direction {direction!r} means nothing", hint=f"one of {', '.join(DIRECTIONS)}"))
    start = time.monotonic()

    def began(file: MigrationFile, number: int, count: int, sql: str) -> None:  # noqa: ARG001 - the shape of what is told
        if progress is not None:
            progress(file.version, number, count)

    how = Migrating(_origin(direction), together=together, dry_run=dry_run, began=began)
    folder = Path(migration_path)
    try:
        with opened_at(database_url(connection_config)) as database:
            match direction:
                case "up":
                    done = up(database, folder, how, target_version)
                case "latest":
                    done = up(database, folder, how)
                case "down":
                    done = down(database, folder, how, target=target_version)
                case _:
                    done = down(database, folder, how, batch=True)
    except MigrationError:
        raise
    except SchemacError as error:
        raise MigrationError(error.problems) from error
    return _told(direction, done, time.monotonic() - start)


def _origin(direction: str) -> Origin:
    who = f"{getpass.getuser()}@{socket.gethostname()}"
    return Origin(who, direction, __version__, lambda: datetime.now(UTC).isoformat(timespec="seconds"))


def _told(direction: str, done: Migrated, seconds: float) -> dict[str, Any]:
    return {
        "direction": direction,
        "migrations_executed": 0 if done.dry else len(done.ran),
        "migrations_pending": len(done.pending),
        "current_version": done.current,
        "execution_time": round(seconds, 3),
        "rollback_available": done.reversible,
        "dry_run": done.dry,
        "changes_applied": [{"version": version, "statement": sql} for version, sql in done.statements],
    }
