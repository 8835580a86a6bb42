"""schemac migrate new: an empty migration to fill in."""

from __future__ import annotations

from pathlib import Path

import click

from schemac.api.writing_migrations import start
from schemac.cli.migrate.options import folder_of, folder_option
from schemac.cli.options import env_option, examples, resolved
from schemac.errors import EXIT_DONE


@click.command(epilog=examples("schemac migrate new 'fill in countries'"))
@click.argument("name")
@folder_option
@env_option
def command(name: str, folder: Path | None, env: str | None) -> int:
    """Start a migration that is written by hand: its head, and marks for its parts."""
    click.echo(f"wrote {start(folder_of(resolved(None, env, None), folder), name)}")
    return EXIT_DONE
