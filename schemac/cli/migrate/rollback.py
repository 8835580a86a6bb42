"""schemac migrate rollback: what ran last time, taken back."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import click

from schemac.api.migrating import down
from schemac.cli.migrate.options import dry_option, folder_option, how, migrating, together_option, told
from schemac.cli.options import env_option, examples, format_option, url_option
from schemac.errors import EXIT_DIFFERENT, EXIT_DONE


@click.command(epilog=examples("schemac migrate rollback --env prod"))
@folder_option
@env_option
@url_option
@together_option
@dry_option
@format_option
def command(folder: Path | None, env: str | None, url: str | None, together: bool, dry_run: bool, form: str) -> int:
    """Take back all migrations that ran together the last time that any did."""
    with migrating(env, url, folder) as (database, place):
        done = down(database, place, how("rollback", form=form, dry_run=dry_run, together=together), batch=True)
    click.echo(json.dumps({"format": 1, **asdict(done)}, indent=2) if form == "json" else told(done))
    return EXIT_DIFFERENT if dry_run and done.ran else EXIT_DONE
