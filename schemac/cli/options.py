"""Options that mean the same in every command, and the settings they make together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

import click

from schemac.cli.config import Settings, settings
from schemac.errors import Problem, UsageError
from schemac.model.decision import Decisions
from schemac.model.definition import Definition
from schemac.model.online import Online
from schemac.model.plan import LOOK_S
from schemac.model.trash import TrashRule
from schemac.source import load
from schemac.source.decisions import DECISIONS_FILE, read_decisions

F = TypeVar("F", bound=Callable[..., Any])

file_argument = click.argument("file", required=False, type=click.Path(path_type=Path))
env_option = click.option("--env", metavar="NAME", help="Environment of schemac.toml; its default one otherwise.")
url_option = click.option("--url", metavar="URL", help="The database: postgresql://, mysql://, mariadb://, sqlite:///path.")
format_option = click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="Form of the output."
)
var_option = click.option("--var", "variables", multiple=True, metavar="NAME=VALUE", help="A variable of the definition.")
prune_option = click.option("--prune", is_flag=True, help="Also drop what the definition does not have.")
online_option = click.option(
    "--online",
    type=click.Choice([each.value for each in Online]),
    help="Tables to change so that readers and writers go on: large ones (auto, the default), all, or none.",
)
look_option = click.option(
    "--look",
    type=click.FloatRange(0),
    default=LOOK_S,
    show_default=True,
    metavar="SECONDS",
    help="How long each change may look for rows in its way; 0 does not look.",
)
decisions_option = click.option(
    "--decisions",
    "decided",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="PATH",
    help=f"What people have decided; {DECISIONS_FILE} beside the definition otherwise.",
)
quiet_option = click.option("--quiet", "-q", is_flag=True, help="Print only what was asked for.")


def trash_option(function: F) -> F:
    """Return a command with the options that say what is kept of what it drops."""
    days = click.option(
        "--trash",
        type=click.IntRange(1),
        metavar="DAYS",
        help="For how long the trash keeps what is dropped, where there is a history; 30 days if nothing else is said.",
    )
    none = click.option("--no-trash", is_flag=True, help="Keep nothing of what is dropped.")
    return days(none(function))


def trash_rule(chosen: Settings, days: int | None, *, no_trash: bool) -> TrashRule | None:
    """Return what the trash keeps: what the command line says, or else the settings."""
    if no_trash:
        return None
    return replace(chosen.trash or TrashRule(), days=days) if days is not None else chosen.trash


def examples(*lines: str) -> str:
    """Return the end of a command's help: calls as a user would write them, a line each."""
    return "\n".join(["\b", "Example:" if len(lines) == 1 else "Examples:", *(f"  {line}" for line in lines)])


def resolved(file: Path | None, env: str | None, url: str | None, variables: Sequence[str] = ()) -> Settings:
    """Return the settings that the configuration and the command line make together; the command line wins.

    With a file and a URL on the command line, and no environment, the configuration is not read at all.
    """
    base = Settings() if file is not None and url is not None and env is None else settings(Path.cwd(), env)
    given = dict(_pair(text) for text in variables)
    return replace(
        base,
        schema=str(file) if file is not None else base.schema,
        url=url or base.url,
        variables={**base.variables, **given},
    )


def _pair(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals or not name:
        raise UsageError(Problem("SC024", f"--var {text} names no value", hint="--var retention='30 days'"))
    return name, value


def definition(chosen: Settings) -> Definition:
    """Return the definition that the settings name. Raises UsageError (SC025) where they name none, SchemaError where it is invalid."""
    if not chosen.schema:
        raise UsageError(Problem("SC025", "no definition is named", hint="schemac COMMAND FILE, or schemac init to start one"))
    return load(Path(chosen.schema), variables=chosen.variables)


def database_url(chosen: Settings) -> str:
    """Return the database's URL. Raises UsageError (SC026) where the settings have none."""
    if not chosen.url:
        raise UsageError(
            Problem("SC026", "no database is named", hint="--url sqlite:///app.db, or an environment with a url in schemac.toml")
        )
    return chosen.url


def decisions_path(chosen: Settings, decided: Path | None) -> Path:
    """Return where the decisions are, or would be."""
    usual = Path(chosen.schema).parent / DECISIONS_FILE
    return decided or (Path(chosen.decisions) if chosen.decisions else usual)


def decisions(chosen: Settings, decided: Path | None, *, new: bool = False) -> Decisions:
    """Return what people have decided, as it counts today (UTC) in the environment of the settings; nothing where there is no file.

    new: whether a file that is named need not be there yet.

    Raises UsageError (SC459) where a file that is named is not there, SchemaError where one is not valid.
    """
    path = decisions_path(chosen, decided)
    there = path.is_file()
    if not there and not new and (decided is not None or chosen.decisions):
        raise UsageError(Problem("SC459", f"there is no file {path}", hint="schemac decide --write makes one"))
    entries = read_decisions(path) if there else ()
    return Decisions(entries, datetime.now(UTC).date(), chosen.env)
