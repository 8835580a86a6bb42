"""schemac compile: a definition as the SQL that creates it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import click

from schemac.api.compiling import Compiled, compile_definition
from schemac.cli.options import definition, env_option, examples, file_argument, format_option, resolved, var_option
from schemac.cli.show.plan_text import loss_lines
from schemac.cli.show.script import script
from schemac.compile.verify import check_readable
from schemac.dialect import available, load


@click.command(epilog=examples("schemac compile schemas/app.yaml --dialect postgresql --dialect sqlite --output ddl/"))
@file_argument
@env_option
@var_option
@format_option
@click.option("--dialect", "dialects", multiple=True, metavar="NAME", help=f"For which engine: {', '.join(available())}. Else the targets.")
@click.option("--output", "-o", type=click.Path(path_type=Path), help="A file for one dialect, a folder for several.")
@click.option("--check", is_flag=True, help="Read every statement back with a parser of its dialect.")
def command(
    file: Path | None,
    env: str | None,
    variables: Sequence[str],
    form: str,
    dialects: Sequence[str],
    output: Path | None,
    check: bool,
) -> None:
    """Print the SQL that creates a definition. What an engine cannot keep is told on standard error."""
    found = definition(resolved(file, env, None if file is None else "-", variables))
    made = [compile_definition(found, load(name)) for name in (dialects or found.targets or ("postgresql",))]
    if check:
        for compiled in made:
            check_readable(compiled.readable, compiled.dialect)
    if form == "json":
        click.echo(json.dumps({"format": 1, "dialects": {each.dialect.name: _plain(each) for each in made}}, indent=2))
    elif output is not None:
        _write(made, output)
    else:
        for compiled in made:
            if len(made) > 1:
                click.echo(f"-- {compiled.dialect.title}\n")
            click.echo(script(compiled.statements, end=compiled.dialect.separator))
    if form == "text":
        for compiled in made:
            for line in loss_lines(loss.message for loss in compiled.losses):
                click.echo(f"{compiled.dialect.title} {line}", err=True)


def _plain(compiled: Compiled) -> dict[str, object]:
    return {"statements": list(compiled.statements), "losses": [loss.message for loss in compiled.losses]}


def _write(made: Sequence[Compiled], output: Path) -> None:
    """Write one file, or one file a dialect into a folder."""
    if len(made) == 1 and not output.is_dir() and output.suffix:
        output.parent.mkdir(parents=True, exist_ok=True)
        output.write_text(script(made[0].statements, end=made[0].dialect.separator), encoding="utf-8")
        click.echo(f"wrote {output}")
        return
    output.mkdir(parents=True, exist_ok=True)
    for compiled in made:
        path = output / f"{compiled.dialect.name}.sql"
        path.write_text(script(compiled.statements, end=compiled.dialect.separator), encoding="utf-8")
        click.echo(f"wrote {path}")
