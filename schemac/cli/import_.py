"""schemac import: a definition of a database that exists."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import click

from schemac.api.importing import Imported, Target, import_database, import_scripts, target_of
from schemac.api.reading_sql import scratch_url, scripts_of
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
        "schemac import postgresql://localhost/shop -o schemas/ --rows country,currency",
        "schemac import schema.sql --scratch postgresql://localhost/postgres -o schemas/",
        "schemac import --from models:Base.metadata --scratch postgresql://localhost/postgres -o schemas/",
    )
)
@click.argument("sources", nargs=-1, metavar="URL | FILE.sql...")
@click.option(
    "--output",
    "-o",
    type=click.Path(path_type=Path),
    help="A file, or a folder for a file for each table, view and routine. Standard output otherwise.",
)
@click.option("--split", is_flag=True, help="A file for each table, view and routine, beside the file that is named.")
@click.option("--force", is_flag=True, help="Write an existing definition anew, without what a person put into it.")
@click.option("--from", "models", metavar="MODULE:NAME", help="SQLAlchemy models: a declarative base or a MetaData.")
@click.option("--dialect", metavar="NAME", help="Whose SQL the files hold, where no --scratch says it.")
@click.option("--scratch", metavar="URL", help="A server on which an empty database is made to run the files, and dropped at the end.")
@click.option(
    "--rows", "rows", metavar="TABLE,...", multiple=True, help="Tables whose rows are reference data, and part of the definition."
)
@click.option("--check", is_flag=True, help="Write nothing; exit code 2 where a file would change.")
@var_option
@quiet_option
def command(
    sources: Sequence[str],
    output: Path | None,
    split: bool,
    force: bool,
    check: bool,
    models: str | None,
    dialect: str | None,
    scratch: str | None,
    rows: Sequence[str],
    variables: Sequence[str],
    quiet: bool,
) -> int:
    """Write a definition of a database that exists. The database is only read; a plan from the definition has nothing to do.

    An existing definition is brought to what the database has: only what differs is changed, and comments, order and layout stay.
    Exit code 2 tells that the database has things that no definition can hold; they are named, and all else is written.

    Instead of a database, files of SQL and SQLAlchemy models: an empty database is made of them, read, and dropped.
    """
    if output is None and (split or force or check):
        raise UsageError(Problem("SC034", "--split, --force and --check speak of files, and none is named", hint="-o FILE"))
    target = None if output is None else target_of(output, split=split)
    given = {} if target is None else resolved(target.main, None, "-", variables).variables
    imported = _imported(
        sources,
        target,
        Making(models, dialect, scratch, tuple(name.strip() for each in rows for name in each.split(",") if name.strip())),
        force=force,
        variables=given,
    )
    if output is None:
        click.echo(next(iter(imported.files.values())), nl=False)
    elif not check:
        imported.write()
    if not quiet:
        _tell(imported, written=output is not None and not check)
    lacking = any(thing.missing for thing in imported.inspection.census)
    return EXIT_DIFFERENT if lacking or (check and imported.files) else EXIT_DONE


class Making(NamedTuple):
    """What an empty database is made into, besides files of SQL, and where; and the tables whose rows are wanted."""

    models: str | None
    dialect: str | None
    scratch: str | None
    rows: tuple[str, ...] = ()


def _imported(sources: Sequence[str], target: Target | None, making: Making, *, force: bool, variables: Mapping[str, str]) -> Imported:
    """Return the definition of a database, or of files and models. Raises UsageError (SC038) where it is not clear which."""
    urls = [source for source in sources if "://" in source]
    if len(sources) == 1 and urls and making.models is None:
        return import_database(urls[0], target, force=force, variables=variables, rows=making.rows)
    if urls or not (sources or making.models):
        hint = "schemac import postgresql://localhost/shop, or schemac import schema.sql --dialect sqlite"
        raise UsageError(Problem("SC038", "name one database, or files of SQL, or models", hint=hint))
    if making.rows:
        hint = "import from a database that holds the rows"
        raise UsageError(Problem("SC039", "--rows: files of SQL and models are read for their structure only", hint=hint))
    paths = [Path(source) for source in sources]
    database = next((path for path in paths if path.is_file() and path.read_bytes()[:15] == b"SQLite format 3"), None)
    if database is not None:
        raise UsageError(Problem("SC038", f"{database} is a database, not a file of SQL", hint=f"schemac import sqlite:///{database}"))
    place = scratch_url(making.dialect, making.scratch)
    scripts = scripts_of(paths)
    if making.models is None:
        return import_scripts(scripts, place, target, name=paths[0].stem, force=force, variables=variables)
    # imported here because SQLAlchemy takes half a second, which only models are worth
    from schemac.api.importing_models import import_models  # noqa: PLC0415

    return import_models(making.models, Path.cwd(), scripts, place, target, force=force, variables=variables)


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
    for note in imported.notes:
        click.echo(note, err=True)
    if found.census:
        click.echo("not modelled, and so not in the definition:", err=True)
        for line in loss_lines(f"{thing.kind.replace(' ', '-')} {thing.name}: {thing.kind}" for thing in found.census):
            click.echo(f"  {line}", err=True)
