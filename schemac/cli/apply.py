"""schemac apply: a database made what its definition says."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path

import click
from msgspec import to_builtins

from schemac.api.applying import apply_definition
from schemac.api.planning import opened
from schemac.apply import Pace, Patience, Share
from schemac.cli.options import (
    database_url,
    definition,
    env_option,
    examples,
    file_argument,
    format_option,
    look_option,
    online_option,
    prune_option,
    quiet_option,
    resolved,
    url_option,
    var_option,
)
from schemac.cli.show.colour import dim
from schemac.cli.show.plan_text import plan_text
from schemac.errors import EXIT_DIFFERENT, EXIT_DONE, BusyError, Problem, UsageError
from schemac.model.online import Online
from schemac.model.plan import Statement
from schemac.plan import Planned


@click.command(epilog=examples("schemac apply --yes", "schemac apply app.yaml --url sqlite:///app.db --yes --prune --allow DS102"))
@file_argument
@env_option
@url_option
@var_option
@prune_option
@online_option
@look_option
@format_option
@quiet_option
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.option("--dry-run", is_flag=True, help="Only show the plan.")
@click.option("--lock-timeout", type=click.FloatRange(0.05), default=3.0, show_default=True, help="Seconds to wait for a lock each time.")
@click.option(
    "--lock-tries", type=click.IntRange(1), default=8, show_default=True, help="How often to try for a lock, with longer pauses each time."
)
@click.option("--allow", multiple=True, metavar="CODE,...", help="Hazards to accept by code, or all.")
def command(
    file: Path | None,
    env: str | None,
    url: str | None,
    variables: Sequence[str],
    prune: bool,
    online: str | None,
    look: float,
    form: str,
    quiet: bool,
    yes: bool,
    dry_run: bool,
    lock_timeout: float,
    lock_tries: int,
    allow: Sequence[str],
) -> int:
    """Make a database what its definition says: plan, check, run under the lock, verify.

    Hazards that lose data or may fail on it are refused unless allowed by code; a refusal changes nothing.
    """
    chosen = resolved(file, env, url, variables)
    desired = definition(chosen)
    allowed = {*chosen.allow, *(code.strip() for codes in allow for code in codes.split(",") if code.strip())}
    text = form == "text" and not quiet

    def decide(planned: Planned) -> bool:
        if text:
            click.echo(plan_text(planned.plan, desired.name or planned.plan.database))
        if dry_run or not planned.plan.differences:
            return False
        if yes:
            return True
        if not sys.stdin.isatty():
            raise UsageError(Problem("SC028", "nobody is there to say yes; nothing was changed", hint="schemac apply --yes"))
        return click.confirm("\napply this?")

    def progress(number: int, count: int, statement: Statement) -> None:
        if text:
            first = statement.sql.splitlines()[0].removesuffix(" (").removesuffix(" AS")
            click.echo(dim(f"  {number:>{len(str(count))}}/{count} {first[:100]}"))

    def filling(statement: Statement, share: Share) -> None:
        if text and (share.done == 1 or sys.stdout.isatty()):
            click.echo(dim(f"\r    {statement.ref.path}: {share.done:.0%}, {share.rows:,} rows written"), nl=share.done == 1)

    def waiting(tried: int, pause: float, error: BusyError) -> None:
        if text:
            click.echo(dim(f"  not yet, try {tried} of {lock_tries}; again in {pause:g} s: {error.problems[-1].message}"))

    with opened(database_url(chosen)) as database:
        pruned = prune or chosen.prune
        done = apply_definition(
            database,
            desired,
            allow=allowed,
            decide=decide,
            progress=progress,
            prune=pruned,
            online=Online(online or chosen.online),
            look=look,
            environment=os.environ,
            pace=Pace(told=filling),
            patience=Patience(lock_timeout, lock_tries, told=waiting),
        )
    if form == "json":
        click.echo(json.dumps({"format": 1, "plan": done.planned.plan.to_dict(), "report": to_builtins(done.report)}, indent=2))
    elif done.report is not None and not quiet:
        count = done.report.statements
        what = "statement" if count == 1 else "statements"
        click.echo(f"\ndone: {count} {what} in {done.report.seconds:.2f} s; the database is what the definition says")
    return EXIT_DIFFERENT if dry_run and done.planned.plan.differences else EXIT_DONE
