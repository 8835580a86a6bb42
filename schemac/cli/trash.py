"""schemac trash: what is kept of what was dropped."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from datetime import date

import click
from msgspec import to_builtins

from schemac.api.planning import opened
from schemac.api.trash import Listed, purge, trash
from schemac.cli.options import database_url, env_option, examples, format_option, resolved, url_option
from schemac.cli.running import now
from schemac.errors import EXIT_DONE, Problem, UsageError


@click.command(
    epilog=examples("schemac trash --env prod", "schemac trash purge --env prod --yes", "schemac trash purge --before 2027-01-01")
)
@click.argument("action", required=False, type=click.Choice(["purge"]))
@env_option
@url_option
@format_option
@click.option("--all", "everything", is_flag=True, help="Purge what is not due too.")
@click.option("--before", metavar="DATE", help="Purge what is due before a day.")
@click.option("--yes", is_flag=True, help="Do not ask.")
def command(action: str | None, env: str | None, url: str | None, form: str, everything: bool, before: str | None, yes: bool) -> int:
    """Show what is kept of what was dropped: what it was, how many rows, since and until when.

    With `purge`, drop for good what is due by now; nothing brings that back. schemac undo brings back what is still there.
    """
    day = _day(before)
    if action is None and (everything or before is not None):
        raise UsageError(Problem("SC483", "--all and --before say what to purge", hint="schemac trash purge --all"))

    def chosen(each: Listed) -> bool:
        return everything or (each.thing.until < day if day else each.due)

    def decide(going: Sequence[Listed]) -> bool:
        if form == "text":
            click.echo("\n".join(_lines(going)))
        if not yes and not sys.stdin.isatty():
            raise UsageError(Problem("SC028", "nobody is there to say yes; nothing was changed", hint="schemac trash purge --yes"))
        return yes or click.confirm("\ndrop this for good?")

    with opened(database_url(resolved(None, env, url))) as database:
        found = trash(database, now()) if action is None else purge(database, chosen, now(), decide)
    if form == "json":
        things = [{**to_builtins(each.thing), "rows": each.size.rows, "bytes": each.size.bytes, "due": each.due} for each in found]
        click.echo(json.dumps({"format": 1, "trash" if action is None else "purged": things}, indent=2, ensure_ascii=False))
    elif action is None:
        click.echo("\n".join(_lines(found)) if found else "nothing is in the trash")
    else:
        count = len([each for each in found if _shown(each)])
        click.echo(f"\npurged: {count} {'thing' if count == 1 else 'things'}" if found else "nothing was purged")
    return EXIT_DONE


def _day(text: str | None) -> str:
    """Return a day in ISO 8601; nothing where none is given. Raises UsageError (SC482) where a text is none."""
    if text is None:
        return ""
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise UsageError(Problem("SC482", f"--before {text} is no day", hint="--before 2027-01-31")) from error


def _shown(each: Listed) -> bool:
    """Tell whether something is worth a line: types are there only for the tables that have them."""
    return each.thing.kind in {"table", "column"}


def _lines(found: Sequence[Listed]) -> list[str]:
    """Return a line for each thing."""
    lines = []
    for each in found:
        if _shown(each):
            count = each.size.rows
            rows = "rows not counted yet" if count is None else f"{count:,} {'row' if count == 1 else 'rows'}"
            size = "" if each.size.bytes is None else f", {each.size.bytes / 1_000_000:,.1f} MB"
            thing, due = each.thing, " · due" if each.due else ""
            lines.append(f"{thing.number:>4}  {thing.kind:<6}  {thing.was}  ({rows}{size}) · {thing.since[:10]} to {thing.until[:10]}{due}")
    return lines
