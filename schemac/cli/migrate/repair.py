"""schemac migrate repair: the files as they are now, taken for what has run."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from schemac.api.migration_mending import repair
from schemac.cli.migrate.options import dry_option, folder_option, how, migrating
from schemac.cli.options import env_option, examples, url_option
from schemac.errors import EXIT_DIFFERENT, EXIT_DONE, Problem, UsageError


@click.command(epilog=examples("schemac migrate repair --dry-run", "schemac migrate repair --env prod --yes"))
@folder_option
@env_option
@url_option
@click.option("--yes", is_flag=True, help="Do not ask.")
@dry_option
def command(folder: Path | None, env: str | None, url: str | None, yes: bool, dry_run: bool) -> int:
    """Take changed files for what has run, and forget what stopped in the middle or is not in the folder. No migration is run."""
    with migrating(env, url, folder) as (database, place):
        wanted = repair(database, place, how("repair", form="text", dry_run=True))
        for line in wanted:
            click.echo(line)
        if not wanted:
            click.echo("nothing to repair")
        if dry_run or not wanted:
            return EXIT_DIFFERENT if wanted else EXIT_DONE
        if not yes and not sys.stdin.isatty():
            raise UsageError(Problem("SC028", "nobody is there to say yes; nothing was changed", hint="schemac migrate repair --yes"))
        if yes or click.confirm("\nrepair this?"):
            repair(database, place, how("repair", form="text"))
    return EXIT_DONE
