"""schemac migrate up: what is pending, run."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import click

from schemac.api.migrating import up
from schemac.cli.migrate.options import dry_option, folder_option, how, migrating, together_option, told
from schemac.cli.options import env_option, examples, format_option, url_option
from schemac.errors import EXIT_DIFFERENT, EXIT_DONE


@click.command(epilog=examples("schemac migrate up --env prod", "schemac migrate up --to 0042 --dry-run"))
@folder_option
@env_option
@url_option
@click.option("--to", "target", metavar="VERSION", help="Up to this version; all otherwise.")
@together_option
@dry_option
@format_option
def command(folder: Path | None, env: str | None, url: str | None, target: str | None, together: bool, dry_run: bool, form: str) -> int:
    """Run the migrations that are pending, in order, each in a transaction of its own where the engine has such.

    One that stopped in the middle goes on where it stopped. Exit code 2 with --dry-run where there is something to do.
    """
    with migrating(env, url, folder) as (database, place):
        done = up(database, place, how("up", form=form, dry_run=dry_run, together=together), target)
    click.echo(json.dumps({"format": 1, **asdict(done)}, indent=2) if form == "json" else told(done))
    return EXIT_DIFFERENT if dry_run and done.ran else EXIT_DONE
