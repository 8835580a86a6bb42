"""schemac migrate status: which migrations have run."""

from __future__ import annotations

import json
from pathlib import Path

import click
from msgspec import to_builtins

from schemac.api.migration_status import Standing, Status, statuses
from schemac.cli.migrate.options import folder_option, migrating
from schemac.cli.options import env_option, examples, format_option, url_option
from schemac.errors import EXIT_DIFFERENT, EXIT_DONE

_OPEN = frozenset({Standing.PENDING, Standing.FAILED, Standing.CHANGED, Standing.MISSING})


@click.command(epilog=examples("schemac migrate status --env prod"))
@folder_option
@env_option
@url_option
@format_option
def command(folder: Path | None, env: str | None, url: str | None, form: str) -> int:
    """Show which migrations have run, and which are pending, changed, missing or stopped in the middle.

    Exit code 2 where there is any of those; nothing is changed.
    """
    with migrating(env, url, folder) as (database, place):
        found = statuses(database, place)
    if form == "json":
        click.echo(json.dumps({"format": 1, "migrations": [_plain(each) for each in found]}, indent=2, ensure_ascii=False))
    else:
        for each in found:
            click.echo(_line(each))
        counts = [f"{count} {standing.value}" for standing in Standing if (count := sum(each.standing is standing for each in found))]
        click.echo(", ".join(counts) or "the folder has no migrations")
    return EXIT_DIFFERENT if any(each.standing in _OPEN for each in found) else EXIT_DONE


def _line(each: Status) -> str:
    row = each.row
    when = f"{row.applied}  {row.who}" if row is not None and each.standing is not Standing.PENDING else ""
    stopped = f" · {row.done} of {row.statements} statements stand: {row.message}" if row and each.standing is Standing.FAILED else ""
    return f"{each.standing.value:<9} {each.version:<16} {each.name:<32} {when}{stopped}".rstrip()


def _plain(each: Status) -> dict[str, object]:
    depends = each.file.depends_on if each.file is not None else None
    said = {"version": each.version, "name": each.name, "standing": each.standing.value, "depends_on": depends}
    return {**said, "applied": to_builtins(each.row) if each.row is not None else None}
