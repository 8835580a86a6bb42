"""schemac plan: what would change in a database, and why."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import click

from schemac.api.planning import opened, plan
from schemac.cli.options import (
    database_url,
    definition,
    env_option,
    examples,
    file_argument,
    look_option,
    online_option,
    prune_option,
    resolved,
    url_option,
    var_option,
)
from schemac.cli.show.plan_text import plan_text
from schemac.cli.show.script import script
from schemac.errors import EXIT_DIFFERENT, EXIT_DONE
from schemac.model.online import Online


@click.command(epilog=examples("schemac plan", "schemac plan --env prod", "schemac plan app.yaml --url sqlite:///app.db --format sql"))
@file_argument
@env_option
@url_option
@var_option
@prune_option
@online_option
@look_option
@click.option("--format", "form", type=click.Choice(["text", "sql", "json"]), default="text", show_default=True, help="Form of the output.")
@click.option("--output", "-o", type=click.Path(path_type=Path, dir_okay=False), help="Write there and not to the terminal.")
def command(
    file: Path | None,
    env: str | None,
    url: str | None,
    variables: Sequence[str],
    prune: bool,
    online: str | None,
    look: float,
    form: str,
    output: Path | None,
) -> int:
    """Show what would change in a database, and why. Exit code 0 where there is nothing to do, 2 where there is.

    Nothing is changed, and reading privileges are enough.
    """
    chosen = resolved(file, env, url, variables)
    desired = definition(chosen)
    with opened(database_url(chosen)) as database:
        trash = chosen.trash if chosen.history else None
        planned = plan(database, desired, prune=prune or chosen.prune, online=Online(online or chosen.online), look=look, trash=trash).plan
        around = database.dialect.script
    match form:
        case "json":
            text = json.dumps(planned.to_dict(), indent=2, ensure_ascii=False)
        case "sql":
            statements = [step.statement.sql for step in planned.steps]
            text = script(statements, *around).rstrip("\n") if statements else ""
        case _:
            text = plan_text(planned, desired.name or planned.database)
    if output is not None:
        output.write_text(text + "\n", encoding="utf-8")
    elif text:
        click.echo(text)
    return EXIT_DIFFERENT if planned.differences else EXIT_DONE
