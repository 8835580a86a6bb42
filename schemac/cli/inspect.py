"""schemac inspect: what is in a database."""

from __future__ import annotations

import json

import click
from msgspec import to_builtins

from schemac.api.planning import opened
from schemac.cli.options import database_url, env_option, examples, format_option, resolved, url_option
from schemac.cli.show.schema_text import schema_text
from schemac.errors import EXIT_DIFFERENT, EXIT_DONE


@click.command(epilog=examples("schemac inspect postgresql://localhost/shop"))
@click.argument("database", required=False, metavar="[URL]")
@env_option
@url_option
@format_option
def command(database: str | None, env: str | None, url: str | None, form: str) -> int:
    """Show what is in a database, and what is not modelled. Exit code 2 where something is not modelled."""
    place = database or url or database_url(resolved(None, env, None))
    with opened(place) as live:
        found = live.inspect()
        spell = live.dialect.spell_type
    if form == "json":
        data = {
            "format": 1,
            "database": found.name,
            "server": found.server,
            "fingerprint": found.schema.fingerprint(),
            **found.schema.to_dict(),
            "census": to_builtins(found.census),
        }
        click.echo(json.dumps(data, indent=2, ensure_ascii=False))
    else:
        click.echo(schema_text(found, spell))
    return EXIT_DIFFERENT if found.census else EXIT_DONE
