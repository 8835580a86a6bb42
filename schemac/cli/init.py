"""schemac init: a small definition, a configuration, and the language's JSON Schema for the editor."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import click

from schemac.cli.options import examples
from schemac.errors import Problem, UsageError

CONFIG = """\
# Where the definition is, and the databases it is applied to. Secrets stay in the environment: ${NAME} is taken from there.
schema = "schemas/app.yaml"
default = "local"

[environments.local]
url = "sqlite:///app.db"

# [environments.production]
# url = "${DATABASE_URL}"          # postgresql://user:password@host/name
"""


@click.command(epilog=examples("schemac init && schemac apply --yes"))
@click.option("--folder", type=click.Path(path_type=Path, file_okay=False), default=Path(), help="Where to start; here otherwise.")
def command(folder: Path) -> None:
    """Start a project: a small definition and a schemac.toml. Asks nothing, overwrites nothing."""
    package = files("schemac.source")
    made = {
        folder / "schemas" / "app.yaml": package.joinpath("starter.yaml").read_text(encoding="utf-8"),
        folder / "schemas" / "schemac.schema.json": package.joinpath("schemac.schema.json").read_text(encoding="utf-8"),
        folder / "schemac.toml": CONFIG,
    }
    there = [str(path) for path in made if path.exists()]
    if there:
        raise UsageError(Problem("SC027", f"already here: {', '.join(there)}", hint="schemac init --folder NAME starts elsewhere"))
    for path, text in made.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        click.echo(f"wrote {path}")
    click.echo("\nnext: schemac plan, then schemac apply --yes")
