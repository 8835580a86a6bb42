"""schemac migrate down: migrations taken back."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import click

from schemac.api.migrating import down
from schemac.cli.migrate.options import dry_option, folder_option, how, migrating, together_option, told
from schemac.cli.options import env_option, examples, format_option, url_option
from schemac.errors import EXIT_DIFFERENT, EXIT_DONE


@click.command(epilog=examples("schemac migrate down", "schemac migrate down --to 0042", "schemac migrate down --to 0 --dry-run"))
@folder_option
@env_option
@url_option
@click.option("--to", "target", metavar="VERSION", help="Take back all that ran after this version, which stays; 0 takes back all.")
@together_option
@dry_option
@format_option
def command(folder: Path | None, env: str | None, url: str | None, target: str | None, together: bool, dry_run: bool, form: str) -> int:
    """Take back the migration that ran last, or all that ran after a version, the last first.

    Nothing is taken back where one of them has no way back.
    """
    with migrating(env, url, folder) as (database, place):
        done = down(database, place, how("down", form=form, dry_run=dry_run, together=together), target=target)
    click.echo(json.dumps({"format": 1, **asdict(done)}, indent=2) if form == "json" else told(done))
    return EXIT_DIFFERENT if dry_run and done.ran else EXIT_DONE
