"""schemac lint: what is poorly designed in a definition, and dangerous in a migration file."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import click
from msgspec import to_builtins

from schemac.cli.config import Settings
from schemac.cli.options import env_option, examples, file_argument, resolved, var_option
from schemac.cli.show.lint_text import lint_text
from schemac.cli.show.rules_page import rules_page
from schemac.cli.show.sarif import sarif
from schemac.dialect import Dialect, available, load, load_reader
from schemac.dialect.reading import Asked
from schemac.dialect.rules import Explained
from schemac.errors import EXIT_DIFFERENT, EXIT_DONE, Problem, UsageError
from schemac.linting.policy import Policy, policy_of
from schemac.linting.run import Linted, known_rules, lint_definition, lint_sql
from schemac.model.plan import Severity
from schemac.source.loading import load_files


@click.command(
    epilog=examples(
        "schemac lint schemas/app.yaml",
        "schemac lint --sql migrations/*.sql --dialect postgresql --server-version 15",
        "schemac lint --env prod --format sarif",
    )
)
@file_argument
@env_option
@var_option
@click.option("--sql", is_flag=True, help="The files are SQL that somebody else wrote, not a definition.")
@click.argument("more", nargs=-1, type=click.Path(path_type=Path, dir_okay=False))
@click.option("--dialect", "name", metavar="NAME", help="The engine; else the definition's first target, and PostgreSQL for SQL files.")
@click.option("--server-version", metavar="VERSION", help="The server that SQL files are for: 15, 14.2.")
@click.option("--assume-in-transaction", is_flag=True, help="Whoever runs a SQL file puts it in a transaction.")
@click.option("--rules", is_flag=True, help="Print every rule as Markdown, and nothing else.")
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "sarif"]), default="text", show_default=True, help="Form of the output."
)
def command(
    file: Path | None,
    more: Sequence[Path],
    env: str | None,
    variables: Sequence[str],
    sql: bool,
    name: str | None,
    server_version: str | None,
    assume_in_transaction: bool,
    rules: bool,
    form: str,
) -> int:
    """Judge a definition, or SQL files with --sql. Exit code 0 where there is nothing but notes, 2 where there is more.

    A comment `schemac: ignore CODE reason` silences a rule on its line, or on the next one; `schemac.toml` chooses rules and severities.
    """
    if rules:
        click.echo(rules_page([load(each) for each in available()]), nl=False)
        return EXIT_DONE
    if more and not sql:
        raise UsageError(
            Problem("SC033", "a definition is one file, with what it includes", hint="schemac lint --sql FILE... for SQL files")
        )
    chosen = resolved(file if not sql else None, env, None if env is not None or file is None or sql else "-", variables)
    if sql:
        if file is None:
            raise UsageError(Problem("SC034", "no SQL file is named", hint="schemac lint --sql migrations/*.sql"))
        linted = _files([file, *more], load(name or "postgresql"), server_version, chosen, in_transaction=assume_in_transaction)
    else:
        linted = _definition(chosen, name)
    match form:
        case "json":
            click.echo(json.dumps(_plain(linted), indent=2, ensure_ascii=False))
        case "sarif":
            click.echo(json.dumps(sarif(linted.found, _known()), indent=2, ensure_ascii=False))
        case _:
            click.echo(lint_text(linted))
    return EXIT_DIFFERENT if any(hazard.severity is not Severity.NOTE for hazard in linted.found) else EXIT_DONE


def _known() -> Mapping[str, Explained]:
    """Return every rule of every dialect by its code."""
    return known_rules([load(each) for each in available()])


def _policy(chosen: Settings) -> Policy:
    return policy_of(chosen.lint, _known())


def _definition(chosen: Settings, name: str | None) -> Linted:
    if not chosen.schema:
        raise UsageError(Problem("SC025", "no definition is named", hint="schemac lint FILE, or schemac init to start one"))
    loaded = load_files(Path(chosen.schema), chosen.variables)
    definition = loaded.definition
    dialect = load(name or next(iter(definition.targets), "postgresql"))
    texts = {document.name: document.text for document in loaded.documents}
    return lint_definition(definition, dialect, texts, _policy(chosen))


def _files(files: Sequence[Path], dialect: Dialect, version: str | None, chosen: Settings, *, in_transaction: bool) -> Linted:
    can = dialect.capabilities
    if version is not None:
        if not all(part.isdigit() for part in version.split(".")):
            raise UsageError(Problem("SC035", f"--server-version {version} is no version", hint="--server-version 15"))
        can = replace(can, version=tuple(int(part) for part in version.split(".")))
    reader, policy = load_reader(dialect), _policy(chosen)
    asked = Asked(can, in_transaction, ())
    each = [lint_sql(str(file), file.read_text("utf-8"), dialect, reader, asked, policy) for file in files]
    return Linted(
        tuple(hazard for linted in each for hazard in linted.found), tuple(silenced for linted in each for silenced in linted.silenced)
    )


def _plain(linted: Linted) -> dict[str, object]:
    return {
        "format": 1,
        "findings": [to_builtins(hazard) for hazard in linted.found],
        "silenced": [{**to_builtins(each.hazard), "reason": each.reason} for each in linted.silenced],
    }
