"""What the commands that change a database have in common: what they ask, what they show while they run, and how they end."""

from __future__ import annotations

import getpass
import json
import os
import socket
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, TypeVar

import click
from msgspec import to_builtins

from schemac import __version__
from schemac.api.applying import Applied, Applying
from schemac.apply import Origin, Pace, Patience, Share
from schemac.cli.config import Settings
from schemac.cli.show.colour import dim
from schemac.cli.show.plan_text import plan_text
from schemac.errors import EXIT_DIFFERENT, EXIT_DONE, BusyError, Problem, UsageError
from schemac.model.history import Entry
from schemac.model.plan import Statement
from schemac.plan import Planned

F = TypeVar("F", bound=Callable[..., Any])

_OPTIONS = (
    click.option("--yes", is_flag=True, help="Do not ask."),
    click.option("--dry-run", is_flag=True, help="Only show the plan."),
    click.option(
        "--lock-timeout", type=click.FloatRange(0.05), default=3.0, show_default=True, help="Seconds to wait for a lock each time."
    ),
    click.option(
        "--lock-tries",
        type=click.IntRange(1),
        default=8,
        show_default=True,
        help="How often to try for a lock, with longer pauses each time.",
    ),
    click.option("--allow", multiple=True, metavar="CODE,...", help="Hazards to accept by code, or all."),
    click.option(
        "--history/--no-history",
        default=None,
        help="Whether the database keeps a history, which undo and drift need; it does for an environment of schemac.toml.",
    ),
)


def now() -> str:
    """Return the time in ISO 8601, UTC."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def origin(command: str) -> Origin:
    """Return who calls a command, and with what."""
    return Origin(f"{getpass.getuser()}@{socket.gethostname()}", command, __version__, now)


def running_options(function: F) -> F:
    """Return a command with the options of all that change a database."""
    for option in reversed(_OPTIONS):
        function = option(function)
    return function


@dataclass(frozen=True, slots=True)
class Running:
    """How one such command was called."""

    command: str
    form: str
    quiet: bool
    yes: bool
    dry_run: bool
    lock_timeout: float
    lock_tries: int
    allow: Sequence[str]
    history: bool | None

    def how(self, chosen: Settings, title: str) -> Applying:
        """Return how to apply: asking and telling as this command was asked to."""
        text = self.form == "text" and not self.quiet
        kept = chosen.history if self.history is None else self.history

        def decide(planned: Planned) -> bool:
            if text:
                click.echo(plan_text(planned.plan, title or planned.plan.database))
            if self.dry_run:
                return False
            if self.yes or not planned.plan.differences:
                return True
            if not sys.stdin.isatty():
                raise UsageError(Problem("SC028", "nobody is there to say yes; nothing was changed", hint=f"schemac {self.command} --yes"))
            return click.confirm(f"\n{self.command} this?")

        def progress(number: int, count: int, statement: Statement) -> None:
            if text:
                first = statement.sql.splitlines()[0].removesuffix(" (").removesuffix(" AS")
                click.echo(dim(f"  {number:>{len(str(count))}}/{count} {first[:100]}"))

        def filling(statement: Statement, share: Share) -> None:
            if text and (share.done == 1 or sys.stdout.isatty()):
                click.echo(dim(f"\r    {statement.ref.path}: {share.done:.0%}, {share.rows:,} rows written"), nl=share.done == 1)

        def waiting(tried: int, pause: float, error: BusyError) -> None:
            why = error.problems[-1]
            if text and why.code != "SC406":
                click.echo(dim(f"  not yet, try {tried} of {self.lock_tries}; again in {pause:g} s: {why.message}"))
            elif text and tried == 1:
                click.echo(dim(f"  waiting: {why.message}"))

        def left(entry: Entry) -> None:
            if text:
                at = f"after statement {entry.done} of {entry.statements}"
                click.echo(
                    f"{entry.command} {entry.number} of {entry.who}, begun {entry.started}, was cut short {at}; going on from there\n"
                )

        return Applying(
            allow={*chosen.allow, *(code.strip() for codes in self.allow for code in codes.split(",") if code.strip())},
            decide=decide,
            progress=progress,
            environment=os.environ,
            patience=Patience(self.lock_timeout, self.lock_tries, told=waiting),
            pace=Pace(told=filling),
            origin=origin(self.command) if kept and not self.dry_run else None,
            left=left,
        )

    def told(self, done: Applied, means: str) -> int:
        """Say how it ended and return the exit code; `means` is what the database then is."""
        if self.form == "json":
            click.echo(json.dumps({"format": 1, "plan": done.planned.plan.to_dict(), "report": to_builtins(done.report)}, indent=2))
        elif done.report is not None and not self.quiet:
            count = done.report.statements
            what = "statement" if count == 1 else "statements"
            click.echo(f"\ndone: {count} {what} in {done.report.seconds:.2f} s; {means}")
        return EXIT_DIFFERENT if self.dry_run and done.planned.plan.differences else EXIT_DONE
