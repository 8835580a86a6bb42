"""schemac apply: a database made what its definition says."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from schemac.api.applying import apply_definition
from schemac.api.planning import opened
from schemac.api.reviewing import apply_reviewed, is_plan, read_plan
from schemac.api.signing import verify_signature
from schemac.api.trash import trash as trash_of
from schemac.cli.options import (
    database_url,
    decisions,
    decisions_option,
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
from schemac.cli.proving import proving, proving_options
from schemac.cli.running import Running, now, running_options
from schemac.cli.show.colour import dim
from schemac.errors import Problem, UsageError
from schemac.model.online import Online

_EXAMPLES = (
    "schemac apply --yes",
    "schemac apply plan.json --env prod --yes",
    "schemac apply app.yaml --url sqlite:///app.db --yes --prune --allow DS102",
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
@format_option
@quiet_option
@running_options
@trash_option
@click.option("--signers", metavar="FILE", help="Apply only a plan that one of these has signed (ssh-keygen's allowed signers).")
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
    signers: str | None,
) -> int:
    """Make a database what its definition says: plan, check, run under the lock, verify.

    FILE may be a plan that `schemac plan -o plan.json` wrote: it is applied only where it would still be the same, to the letter.

    Hazards that lose data or may fail on it are refused unless allowed by code, or decided on in decisions.yaml; a refusal changes nothing.
    """
    reviewed = read_plan(file) if file is not None and is_plan(file) else None
    chosen = resolved(Path(reviewed[1].source) if reviewed else file, env, url, variables)
    trusted = signers or chosen.signers
    if reviewed and (prune or online):
        raise UsageError(
            Problem("SC475", "a plan says itself what it prunes and what it changes online", hint="leave --prune and --online out")
        )
    if trusted and (file is None or not reviewed):
        raise UsageError(Problem("SC478", "only a signed plan is applied here", hint="schemac plan -o plan.json --sign KEY; apply that"))
    if trusted and file is not None:
        verify_signature(file, Path(trusted))
    desired = definition(chosen)
    running = Running("apply", form, quiet, yes, dry_run, lock_timeout, lock_tries, allow, history)
    how = running.how(chosen, desired.name)
    with opened(database_url(chosen)) as database:
        made, rule = decisions(chosen, decided), trash_rule(chosen, trash, no_trash=no_trash)
        asked = proving(prove=prove, on=prove_on, rows=prove_rows)
        if reviewed:
            done = apply_reviewed(database, desired, *reviewed, look=look, decisions=made, proving=asked, how=how)
        else:
            pruned, tables = prune or chosen.prune, Online(online or chosen.online)
            done = apply_definition(
                database, desired, prune=pruned, online=tables, look=look, trash=rule, decisions=made, proving=asked, how=how
            )
        due = sum(each.due for each in trash_of(database, now())) if how.origin is not None else 0
    code = running.told(done, "the database is what the definition says")
    if due and form == "text" and not quiet:
        click.echo(dim(f"{due} {'thing' if due == 1 else 'things'} in the trash may go for good: schemac trash purge"))
    return code
