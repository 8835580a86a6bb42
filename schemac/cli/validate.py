"""schemac validate: a definition checked by itself and for every engine it targets."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import click

from schemac.cli.options import definition, env_option, examples, file_argument, format_option, resolved, var_option
from schemac.cli.show.plan_text import loss_lines
from schemac.compile.normalize import normalize
from schemac.dialect import load as load_dialect
from schemac.errors import Problem, SchemaError
from schemac.model.definition import Definition


@click.command(epilog=examples("schemac validate schemas/app.yaml"))
@file_argument
@env_option
@var_option
@format_option
def command(file: Path | None, env: str | None, variables: Sequence[str], form: str) -> None:
    """Check a definition, for every engine it targets. Exit code 65 where it is invalid."""
    found = definition(resolved(file, env, None if file is None else "-", variables))
    losses = check_targets(found)
    objects = len(found.schema.objects)
    if form == "json":
        click.echo(json.dumps({"format": 1, "valid": True, "objects": objects, "targets": list(losses), "losses": losses}, indent=2))
        return
    click.echo(f"valid: {objects} {'object' if objects == 1 else 'objects'}" + (f", for {', '.join(losses)}" if losses else ""))
    for target, lost in losses.items():
        for line in loss_lines(lost):
            click.echo(f"  {target} {line}")


def check_targets(found: Definition) -> dict[str, list[str]]:
    """Return what each target will not keep. Raises SchemaError with what any of them cannot have."""
    losses: dict[str, list[str]] = {}
    problems: list[Problem] = []
    for target in found.targets:
        dialect = load_dialect(target)
        try:
            losses[target] = [loss.message for loss in normalize(found, dialect, dialect.capabilities).losses]
        except SchemaError as error:
            problems += error.problems
    if problems:
        raise SchemaError(dict.fromkeys(problems))
    return losses
