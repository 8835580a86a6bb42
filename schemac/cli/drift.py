"""schemac drift: where a database has left its definition."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import click
from msgspec import to_builtins

from schemac.api.drifting import drift
from schemac.api.planning import opened
from schemac.cli.options import (
    database_url,
    definition,
    env_option,
    examples,
    file_argument,
    format_option,
    resolved,
    url_option,
    var_option,
)
from schemac.cli.show.differences import difference_lines, grouped
from schemac.errors import EXIT_DIFFERENT, EXIT_DONE


@click.command(epilog=examples("schemac drift --env prod || notify 'production has drifted'"))
@file_argument
@env_option
@url_option
@var_option
@format_option
def command(file: Path | None, env: str | None, url: str | None, variables: Sequence[str], form: str) -> int:
    """Show where a database has left its definition: + is only in the database, - only in the definition.

    Exit code 0 where there is no drift, 2 where there is. Nothing is changed.
    """
    chosen = resolved(file, env, url, variables)
    desired = definition(chosen)
    with opened(database_url(chosen)) as database:
        found = drift(database, desired)
    if form == "json":
        data = {"format": 1, "database": found.database, "drift": to_builtins(found.differences), "census": to_builtins(found.census)}
        click.echo(json.dumps(data, indent=2, ensure_ascii=False))
    else:
        title = desired.name or found.database
        click.echo(f"{title} on {found.server} · " + (f"{len(found.differences)} differences" if found.differences else "no drift"))
        for owner, group in grouped(found.differences):
            click.echo("")
            for line in difference_lines(owner, group, {}):
                click.echo(line)
    return EXIT_DIFFERENT if found.differences else EXIT_DONE
