"""schemac migrate diff: the next migration, from where the folder leads to the definition."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from schemac.api.writing_migrations import write_next
from schemac.cli.migrate.options import folder_of, folder_option
from schemac.cli.options import definition, env_option, examples, file_argument, resolved, var_option
from schemac.errors import EXIT_DONE


@click.command(epilog=examples("schemac migrate diff --name 'add phone'", "schemac migrate diff app.yaml --dialect postgresql"))
@file_argument
@click.option("--name", default="", help="What the migration is called; made from what it does otherwise.")
@click.option("--dialect", "dialects", multiple=True, help="The engines it is written for; those of the definition's targets otherwise.")
@folder_option
@env_option
@var_option
def command(file: Path | None, name: str, dialects: Sequence[str], folder: Path | None, env: str | None, variables: Sequence[str]) -> int:
    """Write the migration that leads from where the folder's migrations end to the definition, up and down, for each engine.

    No database is asked: where the folder leads is kept beside its files.
    """
    chosen = resolved(file, env, None, variables)
    written = write_next(folder_of(chosen, folder), definition(chosen), name, dialects)
    click.echo("nothing to do: the folder leads to the definition" if written is None else f"wrote {written}")
    return EXIT_DONE
