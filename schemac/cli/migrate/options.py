"""Options of the commands about migrations, and what they have in common."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from schemac.api.migrating import Migrated, Migrating
from schemac.api.planning import Database, opened
from schemac.cli.config import Settings
from schemac.cli.options import database_url, resolved
from schemac.cli.running import origin
from schemac.cli.show.colour import dim
from schemac.migrations.file import MigrationFile

folder_option = click.option(
    "--dir", "folder", type=click.Path(path_type=Path), metavar="FOLDER", help="The folder of migrations; migrations otherwise."
)
dry_option = click.option("--dry-run", is_flag=True, help="Only say what would be done.")
together_option = click.option("--together", is_flag=True, help="All in one transaction, where the engine can undo changes of its schema.")


def folder_of(chosen: Settings, folder: Path | None) -> Path:
    """Return the folder of migrations that the command line, or else the configuration, names."""
    return folder or Path(chosen.migrations or "migrations")


@contextmanager
def migrating(env: str | None, url: str | None, folder: Path | None) -> Iterator[tuple[Database, Path]]:
    """Open the database that is meant, and say which folder is."""
    chosen = resolved(None, env, url)
    with opened(database_url(chosen)) as database:
        yield database, folder_of(chosen, folder)


def how(command: str, *, form: str, dry_run: bool = False, together: bool = False) -> Migrating:
    """Return how migrations are run by a command: each statement is told to a person who reads text."""

    def began(file: MigrationFile, number: int, count: int, sql: str) -> None:
        if form == "text":
            first = sql.splitlines()[0][:90]
            click.echo(dim(f"  {file.version} {file.name} {number}/{count} {first}"))

    return Migrating(origin(f"migrate {command}"), together=together, dry_run=dry_run, began=began)


def told(done: Migrated) -> str:
    """Return how a run ended, in a line."""
    count = len(done.ran)
    what = f"{count} {'migration' if count == 1 else 'migrations'}"
    verb = ("would be " if done.dry else "") + ("run" if done.direction == "up" else "taken back")
    at = f"at version {done.current}" if done.current else "at the beginning"
    left = f", {len(done.pending)} pending" if done.pending else ""
    which = f" ({', '.join(done.ran)})" if done.ran else ""
    return f"nothing to do: {at}{left}" if not count else f"{what} {verb}{which}: {at}{left}"
