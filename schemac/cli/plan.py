"""schemac plan: what would change in a database, and why."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click
from msgspec.structs import replace

from schemac.api import signing
from schemac.api.planning import opened, plan
from schemac.api.proving import proved
from schemac.api.reviewing import plan_json
from schemac.cli.options import (
    database_url,
    decisions,
    decisions_option,
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
from schemac.cli.proving import proving, proving_options
from schemac.cli.show.plan_html import plan_html
from schemac.cli.show.plan_markdown import plan_markdown
from schemac.cli.show.plan_text import plan_text
from schemac.cli.show.script import script
from schemac.errors import EXIT_DIFFERENT, EXIT_DONE
from schemac.model.online import Online
from schemac.model.plan import Plan

_ENDINGS = {".json": "json", ".sql": "sql", ".md": "markdown", ".html": "html"}


_EXAMPLES = (
    "schemac plan",
    "schemac plan --env prod -o plan.json",
    "schemac plan app.yaml --url sqlite:///app.db --format sql",
    "schemac plan --env prod --prove-on postgresql://me@staging/postgres",
)


@click.command(epilog=examples(*_EXAMPLES))
@file_argument
@env_option
@url_option
@var_option
@prune_option
@online_option
@look_option
@decisions_option
@proving_options
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "sql", "json", "markdown", "html"]),
    help="Form of the output; by the ending of the output's name otherwise, or text.",
)
@click.option("--output", "-o", type=click.Path(path_type=Path, dir_okay=False), help="Write there and not to the terminal.")
@click.option("--sign", type=click.Path(path_type=Path), metavar="KEY", help="Sign the output with an SSH key; the signature is beside it.")
def command(
    file: Path | None,
    env: str | None,
    url: str | None,
    variables: Sequence[str],
    prune: bool,
    online: str | None,
    look: float,
    decided: Path | None,
    prove: bool,
    prove_on: str,
    prove_rows: int,
    form: str | None,
    output: Path | None,
    sign: Path | None,
) -> int:
    """Show what would change in a database, and why. Exit code 0 where there is nothing to do, 2 where there is.

    Nothing is changed, and reading privileges are enough.
    """
    chosen = resolved(file, env, url, variables)
    desired = definition(chosen)
    with opened(database_url(chosen)) as database:
        made = plan(
            database,
            desired,
            prune=prune or chosen.prune,
            online=Online(online or chosen.online),
            look=look,
            trash=chosen.trash if chosen.history else None,
            decisions=decisions(chosen, decided),
        )
        how = proving(prove=prove, on=prove_on, rows=prove_rows)
        planned = (proved(database, made, how) if how is not None else made).plan
        around = database.dialect.script
    if planned.terms is not None:
        planned = replace(planned, terms=replace(planned.terms, source=chosen.schema))
    text = _written(planned, desired.name or planned.database, form or _form(output), around)
    if output is not None:
        output.write_text(text + "\n", encoding="utf-8")
        if sign is not None:
            signing.sign(output, sign)
    elif text:
        click.echo(text)
    return EXIT_DIFFERENT if planned.differences else EXIT_DONE


def _form(output: Path | None) -> str:
    """Return the form that an output's name asks for."""
    return _ENDINGS.get(output.suffix, "text") if output is not None else "text"


def _written(plan: Plan, title: str, form: str, around: tuple[tuple[str, ...], tuple[str, ...]]) -> str:
    """Return a plan in one of its forms; `around` stands before and after the statements of a script."""
    match form:
        case "json":
            return plan_json(plan).rstrip("\n")
        case "sql":
            statements = [step.statement.sql for step in plan.steps]
            return script(statements, *around).rstrip("\n") if statements else ""
        case "markdown":
            return plan_markdown(plan, title)
        case "html":
            return plan_html(plan, title).rstrip("\n")
        case _:
            return plan_text(plan, title)
