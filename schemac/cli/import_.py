"""schemac import: a definition of a database that exists."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from schemac.api.importing import Imported, import_database, target_of
from schemac.cli.options import examples, quiet_option, resolved, var_option
from schemac.cli.show.differences import difference_lines, grouped
from schemac.cli.show.plan_text import loss_lines
from schemac.errors import EXIT_DIFFERENT, EXIT_DONE, Problem, UsageError
from schemac.source.files import shown


@click.command(
    epilog=examples(
        "schemac import sqlite:///app.db -o app.yaml",
        "schemac import postgresql://localhost/shop -o schemas/",
        "schemac import postgresql://localhost/shop -o schemas/ --check",
    )
)
@click.argument("url")
@click.option(
    "--output",
    "-o",
    type=click.Path(path_type=Path),
    help="A file, or a folder for a file for each table, view and routine. Standard output otherwise.",
)
@click.option("--split", is_flag=True, help="A file for each table, view and routine, beside the file that is named.")
@click.option("--force", is_flag=True, help="Write an existing definition anew, without what a person put into it.")
@click.option("--check", is_flag=True, help="Write nothing; exit code 2 where a file would change.")
@var_option
@quiet_option
def command(url: str, output: Path | None, split: bool, force: bool, check: bool, variables: Sequence[str], quiet: bool) -> int:
    """Write a definition of a database that exists. The database is only read; a plan from the definition has nothing to do.

    An existing definition is brought to what the database has: only what differs is changed, and comments, order and layout stay.
    """
    if output is None:
        if split or force or check:
            raise UsageError(Problem("SC034", "--split, --force and --check speak of files, and none is named", hint="-o FILE"))
        imported = import_database(url)
        click.echo(next(text for text in imported.files.values()), nl=False)
    else:
        target = target_of(output, split=split)
        imported = import_database(url, target, force=force, variables=resolved(target.main, None, url, variables).variables)
        if not check:
            imported.write()
    if not quiet:
        _tell(imported, written=output is not None and not check)
    return EXIT_DIFFERENT if check and imported.files else EXIT_DONE


def _tell(imported: Imported, *, written: bool) -> None:
    """Say what was found, what an existing definition had otherwise, and what the definition does not hold."""
    found = imported.inspection
    count = sum(1 for _ in found.schema.tables)
    click.echo(f"{found.name} on {found.server}: {count} tables, {len(found.own)} objects", err=True)
    if imported.differences is not None:
        for owner, group in grouped(imported.differences):
            for line in difference_lines(owner, group, {}):
                click.echo(line)
        for path, text in imported.files.items():
            verb = "deleted" if text is None else "wrote"
            click.echo(f"{verb if written else 'would change'} {shown(path)}")
        if not imported.files:
            click.echo("the definition says what the database has; nothing was written")
    if found.census:
        click.echo("not modelled, and so not in the definition:", err=True)
        for line in loss_lines(f"{thing.kind} {thing.name}: {thing.kind}" for thing in found.census):
            click.echo(f"  {line}", err=True)
