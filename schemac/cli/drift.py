"""schemac drift: where a database and its definition stand apart, who has moved, and what to do about it."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from difflib import unified_diff
from pathlib import Path

import click
from msgspec import to_builtins

from schemac.api.drifting import compare, drift
from schemac.api.importing import Imported
from schemac.api.planning import opened
from schemac.api.resolving import adopt, ignoring, revert
from schemac.api.updating import Updated
from schemac.cli.config import Settings
from schemac.cli.options import (
    database_url,
    decisions,
    decisions_option,
    decisions_path,
    definition,
    env_option,
    examples,
    file_argument,
    format_option,
    look_option,
    online_option,
    quiet_option,
    resolved,
    url_option,
    var_option,
)
from schemac.cli.running import Running, running_options
from schemac.cli.show.differences import difference_lines, grouped
from schemac.cli.show.drift_text import UNKNOWN, drift_text
from schemac.errors import EXIT_DIFFERENT, EXIT_DONE, Problem, UsageError
from schemac.model.decision import Decided, Decision
from schemac.model.drift import Side
from schemac.model.online import Online
from schemac.source.decisions import parse_decisions
from schemac.source.files import shown
from schemac.source.write_decisions import with_decisions


@dataclass(frozen=True, slots=True)
class Called:
    """How the command was called, whatever it is to do."""

    chosen: Settings
    decided: Path | None
    form: str
    quiet: bool
    yes: bool
    dry_run: bool


@click.command(
    epilog=examples(
        "schemac drift --env prod --only drift || notify 'production has drifted'",
        "schemac drift --adopt customer,visit.day      the definition says what the database has",
        "schemac drift --revert --dry-run              what would take the database back",
        "schemac drift --ignore customer --owner ana --until 2027-01-31 --because 'hotfix 112'",
    )
)
@file_argument
@env_option
@url_option
@var_option
@decisions_option
@click.option("--only", type=click.Choice([each.value for each in Side]), help="Show one class, and let it alone make the exit code.")
@click.option("--adopt", multiple=True, is_flag=False, flag_value="", metavar="[NAME,...]", help="Let the definition say what has drifted.")
@click.option(
    "--revert", multiple=True, is_flag=False, flag_value="", metavar="[NAME,...]", help="Let the database go back where it has drifted."
)
@click.option("--ignore", multiple=True, metavar="NAME,...", help="Let it be until a day: an entry in decisions.yaml.")
@click.option("--owner", default="", metavar="WHO", help="Who is to see to what is ignored.")
@click.option("--until", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="The last day on which it is ignored.")
@click.option("--because", default="", metavar="TEXT", help="Why it is ignored.")
@online_option
@look_option
@format_option
@quiet_option
@running_options
def command(
    file: Path | None,
    env: str | None,
    url: str | None,
    variables: Sequence[str],
    decided: Path | None,
    only: str | None,
    adopt: Sequence[str],
    revert: Sequence[str],
    ignore: Sequence[str],
    owner: str,
    until: datetime | None,
    because: str,
    online: str | None,
    look: float,
    form: str,
    quiet: bool,
    yes: bool,
    dry_run: bool,
    lock_timeout: float,
    lock_tries: int,
    allow: Sequence[str],
    history: bool | None,
) -> int:
    """Show where a database and its definition stand apart: by drift of the database, by changes that are pending, or by both.

    Which of them it is, is told by what was applied last, where the database keeps a history. Exit code 0 where there is nothing, 2 where
    there is something. Nothing is changed but by --adopt (the files of the definition), --revert (the database) and --ignore
    (decisions.yaml). A NAME is that of an object or of a part (customer, customer.email); without names, all that has drifted is meant.
    """
    called = Called(resolved(file, env, url, variables), decided, form, quiet, yes, dry_run)
    _alone(adopt=adopt, revert=revert, ignore=ignore, only=[only] if only else [])
    if adopt:
        return _adopt(called, _names(adopt))
    if revert:
        running = Running(
            "drift --revert", form, quiet, yes, dry_run, lock_timeout, lock_tries, allow, True if history is None else history
        )
        return _revert(called, _names(revert), running, Online(online or called.chosen.online), look)
    if ignore:
        return _ignore(called, _names(ignore), owner, until, because)
    return _show(called, Side(only) if only else None)


def _alone(**given: Sequence[str]) -> None:
    """Raise UsageError (SC468) where the command is to do two things at once."""
    named = [f"--{word}" for word, values in given.items() if values]
    if len(named) > 1:
        raise UsageError(Problem("SC468", f"{' and '.join(named)} do not go together", hint="call schemac drift once for each"))


def _names(given: Sequence[str]) -> list[str]:
    return [name.strip() for names in given for name in names.split(",") if name.strip()]


def _show(called: Called, only: Side | None) -> int:
    """Show the differences and return the exit code."""
    chosen = called.chosen
    desired = definition(chosen)
    made = decisions(chosen, called.decided)
    with opened(database_url(chosen)) as database:
        found = drift(database, desired, made)
    if only is not None and not found.history:
        raise UsageError(Problem("SC464", UNKNOWN.partition(";")[0], hint="schemac apply --history keeps one from then on"))
    listed = [each for each in found.differences if only is None or each.side is only]
    if called.form == "json":
        data = {
            "format": 1,
            "database": found.database,
            "history": found.history,
            "drift": to_builtins(listed),
            "census": to_builtins(found.census),
        }
        click.echo(json.dumps(data, indent=2, ensure_ascii=False))
    else:
        for line in drift_text(found, desired.name, only):
            click.echo(line)
    return EXIT_DIFFERENT if any(not each.ignored for each in listed) else EXIT_DONE


def _adopt(called: Called, names: Sequence[str]) -> int:
    """Change the files of the definition, once they have been looked at."""
    chosen = called.chosen
    definition(chosen)
    with opened(database_url(chosen)) as database:
        found = adopt(database, Path(chosen.schema), chosen.variables, decisions(chosen, called.decided), names)
    asked = bool(found.files) and not called.dry_run
    if called.form == "json":
        files = {shown(path): text for path, text in found.files.items()}
        data = {"format": 1, "adopted": to_builtins(found.differences), "files": files, "written": asked and called.yes}
        click.echo(json.dumps(data, indent=2, ensure_ascii=False))
    elif not called.quiet:
        _tell(found)
    if not asked:
        return EXIT_DIFFERENT if found.files else EXIT_DONE
    if not called.yes:
        if not sys.stdin.isatty():
            raise UsageError(Problem("SC028", "nobody is there to say yes; nothing was changed", hint="schemac drift --adopt --yes"))
        if not click.confirm("\nadopt this?"):
            return EXIT_DONE
    Imported(found.inspection, found.files).write()
    if called.form != "json":
        for path, text in found.files.items():
            click.echo(f"{'deleted' if text is None else 'wrote'} {shown(path)}")
    return EXIT_DONE


def _tell(found: Updated) -> None:
    """Show what has drifted, and what that makes of the files."""
    if not found.files:
        click.echo("nothing has drifted")
    for owner, group in grouped(found.differences):
        for line in difference_lines(owner, group, {}):
            click.echo(line)
    for path, text in found.files.items():
        before = path.read_text("utf-8").splitlines() if path.is_file() else []
        name = shown(path)
        click.echo("")
        for line in unified_diff(before, (text or "").splitlines(), name, name if text is not None else "/dev/null", lineterm=""):
            click.echo(line)


def _revert(called: Called, names: Sequence[str], running: Running, online: Online, look: float) -> int:
    """Let the database go back, by a plan like any other."""
    chosen = called.chosen
    desired = definition(chosen)
    made = decisions(chosen, called.decided)
    how = running.how(chosen, desired.name)
    how = replace(how, origin=how.origin and replace(how.origin, command="revert"))
    with opened(database_url(chosen)) as database:
        done = revert(database, desired, made, names, online=online, look=look, how=how)
    return running.told(done, "what had drifted is as it was applied")


def _ignore(called: Called, names: Sequence[str], owner: str, until: datetime | None, because: str) -> int:
    """Write down that some drift is to be left so until a day."""
    if not owner or until is None or not names:
        hint = "schemac drift --ignore customer --owner ana --until 2027-01-31 --because 'hotfix 112'"
        raise UsageError(Problem("SC469", "--ignore needs a NAME, an --owner and the day --until which it is ignored", hint=hint))
    chosen = called.chosen
    desired = definition(chosen)
    made = decisions(chosen, called.decided, new=True)
    if until.date() < made.today:
        raise UsageError(Problem("SC469", f"{until.date()} is over already", hint=f"--until {made.today} at least"))
    one = Decision(Decided.DRIFT, "", owner=owner, until=until.date(), because=because)
    with opened(database_url(chosen)) as database:
        found = ignoring(compare(database, desired, made), names, one)
    path = decisions_path(chosen, called.decided)
    text = with_decisions(path.read_text("utf-8") if path.is_file() else "", [(each, "") for each in found])
    parse_decisions(shown(path), text)
    if not called.dry_run:
        path.write_text(text, encoding="utf-8")
    click.echo(f"{shown(path)}: {', '.join(' '.join(each.words) for each in found)}")
    return EXIT_DIFFERENT if called.dry_run else EXIT_DONE
