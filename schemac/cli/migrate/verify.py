"""schemac migrate verify: what has run against what the files say."""

from __future__ import annotations

from pathlib import Path

import click

from schemac.api.migration_status import check_unchanged, statuses
from schemac.cli.migrate.options import folder_option, migrating
from schemac.cli.options import env_option, examples, url_option
from schemac.errors import EXIT_DONE


@click.command(epilog=examples("schemac migrate verify --env prod"))
@folder_option
@env_option
@url_option
def command(folder: Path | None, env: str | None, url: str | None) -> int:
    """Check that every migration that has run still means what it meant then, and that none is missing; comments and layout do not count.

    Nothing is changed. Exit code 1 where something is not as it was.
    """
    with migrating(env, url, folder) as (database, place):
        found = statuses(database, place)
        check_unchanged(found)
    ran = sum(each.row is not None for each in found)
    click.echo(f"{ran} {'migration has' if ran == 1 else 'migrations have'} run, and {'is' if ran == 1 else 'are'} what the files say")
    return EXIT_DONE
