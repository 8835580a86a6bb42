"""schemac undo: the last change of a database taken back."""

from __future__ import annotations

from collections.abc import Sequence

import click

from schemac.api.planning import opened
from schemac.api.undoing import undo
from schemac.cli.options import (
    database_url,
    env_option,
    examples,
    format_option,
    look_option,
    online_option,
    quiet_option,
    resolved,
    url_option,
)
from schemac.cli.running import Running, running_options
from schemac.model.online import Online


@click.command(epilog=examples("schemac undo --dry-run", "schemac undo --env prod --yes --allow DS103"))
@env_option
@url_option
@online_option
@look_option
@format_option
@quiet_option
@running_options
def command(
    env: str | None,
    url: str | None,
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
    """Take back the last change that the database's history has: a plan to what was there before, judged and run like any other.

    Refused where what it touched has changed since. Called again, it takes back the one before.
    """
    chosen = resolved(None, env, url)
    running = Running("undo", form, quiet, yes, dry_run, lock_timeout, lock_tries, allow, True if history is None else history)
    with opened(database_url(chosen)) as database:
        done = undo(database, online=Online(online or chosen.online), look=look, how=running.how(chosen, ""))
    return running.told(done, "the database is what it was before")
