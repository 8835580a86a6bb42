"""schemac import: a definition of a database that exists."""

from __future__ import annotations

from pathlib import Path

import click

from schemac.api.importing import import_database
from schemac.cli.options import examples, quiet_option
from schemac.cli.show.plan_text import loss_lines


@click.command(epilog=examples("schemac import sqlite:///app.db -o app.yaml", "schemac import postgresql://localhost/shop -o schemas/"))
@click.argument("url")
@click.option(
    "--output", "-o", type=click.Path(path_type=Path), help="A file, or a folder for one file a table. Standard output otherwise."
)
@click.option("--force", is_flag=True, help="Write over files that exist.")
@quiet_option
def command(url: str, output: Path | None, force: bool, quiet: bool) -> None:
    """Write a definition of a database that exists. The database is only read; a plan from the definition has nothing to do."""
    imported = import_database(url, split=output is not None and (output.is_dir() or not output.suffix))
    if output is None:
        click.echo(next(iter(imported.files.values())), nl=False)
    else:
        imported.write(output, force=force)
    if quiet:
        return
    tables = sum(1 for _ in imported.inspection.schema.tables)
    click.echo(
        f"{imported.inspection.name} on {imported.inspection.server}: {tables} tables, {len(imported.inspection.own)} objects",
        err=True,
    )
    if imported.inspection.census:
        click.echo("not modelled, and so not in the definition:", err=True)
        for line in loss_lines(f"{thing.kind} {thing.name}: {thing.kind}" for thing in imported.inspection.census):
            click.echo(f"  {line}", err=True)
