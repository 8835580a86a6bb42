"""schemac history: who changed a database, when, and how it ended."""

from __future__ import annotations

import json

import click
from msgspec import to_builtins

from schemac.api.planning import opened
from schemac.apply import entries
from schemac.apply.history import plan_of
from schemac.cli.options import database_url, env_option, examples, format_option, resolved, url_option
from schemac.cli.show.plan_text import plan_text
from schemac.errors import EXIT_DONE, Problem, UsageError


@click.command(epilog=examples("schemac history --env prod", "schemac history 7 --env prod"))
@click.argument("number", required=False, type=int)
@env_option
@url_option
@format_option
def command(number: int | None, env: str | None, url: str | None, form: str) -> int:
    """Show who changed a database, when, and how it ended, newest first; with a NUMBER, the plan of that change.

    Nothing is changed.
    """
    with opened(database_url(resolved(None, env, url))) as database:
        table = database.engine.own.history
        known = entries(database.session, table)
        if number is None:
            if form == "json":
                click.echo(json.dumps({"format": 1, "history": to_builtins(known)}, indent=2, ensure_ascii=False))
                return EXIT_DONE
            if not known:
                click.echo("no history is kept of this database")
            for each in known:
                of = f"{each.done} of " if each.done != each.statements else ""
                much = f"{of}{each.statements} {'statement' if each.statements == 1 else 'statements'}"
                more = f" · {each.message}" if each.message else ""
                click.echo(f"{each.number:>4}  {each.started}  {each.command:<5}  {each.state.value:<11}  {each.who} · {much}{more}")
            return EXIT_DONE
        if number not in {each.number for each in known}:
            has = f"it has 1 to {known[0].number}" if known else "no history is kept of this database"
            raise UsageError(Problem("SC463", f"the history has no change {number}", hint=has))
        plan = plan_of(database.session, table, number)
    click.echo(json.dumps(plan.to_dict(), indent=2, ensure_ascii=False) if form == "json" else plan_text(plan, plan.database))
    return EXIT_DONE
