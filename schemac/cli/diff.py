"""schemac diff: two definitions or databases compared."""

from __future__ import annotations

import json

import click
from msgspec import to_builtins

from schemac.api.comparing import compare
from schemac.cli.options import examples, format_option
from schemac.cli.show.differences import difference_lines, grouped
from schemac.errors import EXIT_DIFFERENT, EXIT_DONE


@click.command(epilog=examples("schemac diff old.yaml new.yaml", "schemac diff postgresql://a/shop postgresql://b/shop"))
@click.argument("before")
@click.argument("after")
@click.option("--dialect", metavar="NAME", help="In whose terms two files are compared; else the first target of the second.")
@format_option
def command(before: str, after: str, dialect: str | None, form: str) -> int:
    """Compare two definitions or databases: files or URLs, in any mixture. Exit code 0 where they are equal, 2 where not."""
    differences = compare(before, after, dialect)
    if form == "json":
        click.echo(json.dumps({"format": 1, "differences": to_builtins(differences)}, indent=2, ensure_ascii=False))
    elif not differences:
        click.echo("no differences")
    else:
        for owner, group in grouped(differences):
            for line in difference_lines(owner, group, {}):
                click.echo(line)
    return EXIT_DIFFERENT if differences else EXIT_DONE
