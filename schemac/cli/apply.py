"""schemac apply: a database made what its definition says."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from schemac.api.applying import apply_definition
from schemac.api.planning import opened
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
    trash_option,
    trash_rule,
    url_option,
    var_option,
)
from schemac.cli.running import Running, running_options
from schemac.model.online import Online


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
@running_options
@trash_option
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
    history: bool | None,
    trash: int | None,
    no_trash: bool,
) -> int:
    """Make a database what its definition says: plan, check, run under the lock, verify.

    Hazards that lose data or may fail on it are refused unless allowed by code; a refusal changes nothing.
    """
    chosen = resolved(file, env, url, variables)
    desired = definition(chosen)
    running = Running("apply", form, quiet, yes, dry_run, lock_timeout, lock_tries, allow, history)
    with opened(database_url(chosen)) as database:
        done = apply_definition(
            database,
            desired,
            prune=prune or chosen.prune,
            online=Online(online or chosen.online),
            look=look,
            trash=trash_rule(chosen, trash, no_trash=no_trash),
            how=running.how(chosen, desired.name),
        )
    return running.told(done, "the database is what the definition says")
