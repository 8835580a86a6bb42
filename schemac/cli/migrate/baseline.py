"""schemac migrate baseline: migrations taken as run."""

from __future__ import annotations

from pathlib import Path

import click

from schemac.api.migration_mending import baseline, from_tool, up_to
from schemac.cli.migrate.options import dry_option, folder_option, how, migrating
from schemac.cli.options import env_option, examples, url_option
from schemac.errors import EXIT_DONE, Problem, UsageError
from schemac.migrations.tools import TOOLS


@click.command(epilog=examples("schemac migrate baseline 0042 --env prod", "schemac migrate baseline --from flyway --env prod"))
@click.argument("version", required=False)
@click.option("--from", "tool", type=click.Choice(sorted(TOOLS)), help="Take what this tool's own table says has run.")
@folder_option
@env_option
@url_option
@dry_option
def command(version: str | None, tool: str | None, folder: Path | None, env: str | None, url: str | None, dry_run: bool) -> int:
    """Take migrations as run without running them: all up to a VERSION, or those that another tool's history names."""
    if (version is None) == (tool is None):
        hint = "schemac migrate baseline 0042, or --from flyway"
        raise UsageError(Problem("SC644", "baseline wants a version or the name of a tool", hint=hint))
    with migrating(env, url, folder) as (database, place):
        choose = up_to(version) if version is not None else from_tool(database, str(tool))
        chosen = baseline(database, place, how("baseline", form="text", dry_run=dry_run), choose)
    verb = "would be taken" if dry_run else "taken"
    click.echo(
        f"{len(chosen)} {'migration' if len(chosen) == 1 else 'migrations'} {verb} as run{': ' + ', '.join(chosen) if chosen else ''}"
    )
    return EXIT_DONE
