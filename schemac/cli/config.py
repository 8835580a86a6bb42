"""`schemac.toml`: where the definition is and which databases it has, with secrets taken from the environment."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from schemac.errors import Position, Problem, UsageError
from schemac.model.online import Online
from schemac.model.trash import DAYS, TrashRule

FILE = "schemac.toml"
_VARIABLE = re.compile(r"\$\{(\w+)\}")
_PERIOD = re.compile(r"\s*(\d+)\s*days?\s*")
_SIZE = re.compile(r"\s*(\d+(?:\.\d+)?)\s*(bytes|kb|mb|gb|tb)\s*", re.IGNORECASE)
_UNITS = ("bytes", "kb", "mb", "gb", "tb")
_TOP = frozenset({"schema", "default", "environments", "lint", "decisions", "migrations"})
_ENVIRONMENT = frozenset(
    {"url", "schema", "prune", "allow", "online", "variables"}
    | {"lint", "history", "signers", "decisions", "trash", "trash_up_to", "migrations"}
)


@dataclass(frozen=True, slots=True)
class Settings:
    """What a command works on, from the configuration and, above it, the command line.

    decisions: the file of decisions, empty for the usual one. env: the environment, empty where there is none.
    history: whether the database keeps a history: that of an environment does, unless it says otherwise.
    trash: what is kept for a while of what is dropped, where there is a history; None for nothing.
    migrations: the folder of versioned migrations; empty for the usual one.
    signers: a file of those whose signature a plan must have to be applied; empty where none is wanted.
    """

    schema: str = ""
    url: str = ""
    prune: bool = False
    allow: tuple[str, ...] = ()
    online: Online = Online.AUTO
    history: bool = False
    trash: TrashRule | None = field(default_factory=TrashRule)
    decisions: str = ""
    env: str = ""
    signers: str = ""
    migrations: str = ""
    variables: Mapping[str, str] = field(default_factory=dict)
    lint: Mapping[str, Any] = field(default_factory=dict)


def settings(folder: Path, environment: str | None) -> Settings:
    """Return the settings of an environment, or of the default one; empty ones where there is no schemac.toml.

    Raises UsageError: SC020 for a file that cannot be read, SC021 for an unknown key, SC022 for an unknown environment, SC023 for a
    variable of the process environment that is not set.
    """
    path = folder / FILE
    if not path.is_file():
        if environment is not None:
            raise UsageError(
                Problem("SC022", f"there is no {FILE} here, so no environment {environment!r}", hint="schemac init writes one")
            )
        return Settings()
    config = _read(path)
    environments = config.get("environments", {})
    name = environment or config.get("default") or next(iter(environments), "")
    if name and name not in environments:
        close = get_close_matches(str(name), environments, 1)
        hint = f"did you mean {close[0]}?" if close else f"known: {', '.join(environments) or 'none'}"
        raise UsageError(Problem("SC022", f"{FILE} has no environment {name!r}", hint=hint))
    chosen = environments.get(name, {})
    _known(chosen, _ENVIRONMENT, f"environments.{name}")
    return Settings(
        schema=str(chosen.get("schema") or config.get("schema", "")),
        url=_expanded(str(chosen.get("url", "")), f"environments.{name}.url"),
        prune=bool(chosen.get("prune", False)),
        allow=tuple(str(code) for code in chosen.get("allow", ())),
        history=bool(chosen.get("history", bool(name))),
        trash=_trash(chosen, name),
        decisions=str(chosen.get("decisions") or config.get("decisions", "")),
        env=str(name),
        signers=str(chosen.get("signers", "")),
        migrations=str(chosen.get("migrations") or config.get("migrations", "")),
        online=_online(chosen.get("online", Online.AUTO.value), name),
        variables={key: _expanded(str(value), f"variables.{key}") for key, value in chosen.get("variables", {}).items()},
        lint={**config.get("lint", {}), **chosen.get("lint", {})},
    )


def _trash(chosen: Mapping[str, Any], name: str) -> TrashRule | None:
    """Return what the trash of an environment keeps, and for how long."""
    days, most = chosen.get("trash", f"{DAYS} days"), chosen.get("trash_up_to")
    found = _PERIOD.fullmatch(days) if isinstance(days, str) else None
    if days is not False and found is None:
        hint = 'trash = "30 days", or trash = false to keep nothing'
        raise UsageError(Problem("SC480", f"{FILE} says trash = {_toml(days)} in environments.{name}", hint=hint))
    size = _SIZE.fullmatch(most) if isinstance(most, str) else None
    if most is not None and size is None:
        hint = 'a number with kB, MB, GB or TB: trash_up_to = "1 GB"'
        raise UsageError(Problem("SC481", f"{FILE} says trash_up_to = {_toml(most)} in environments.{name}", hint=hint))
    if found is None:
        return None
    return TrashRule(int(found[1]), int(float(size[1]) * 1000 ** _UNITS.index(size[2].lower())) if size is not None else None)


def _toml(value: Any) -> str:
    """Return a value as the file has it."""
    return {True: "true", False: "false"}.get(value, repr(value)) if isinstance(value, bool) else repr(value)


def _online(word: Any, name: str) -> Online:
    """Return which tables an environment wants changed online."""
    known = [each.value for each in Online]
    if word not in known:
        problem = Problem("SC042", f"{FILE} says online = {word!r} in environments.{name}", hint=f"one of {', '.join(known)}")
        raise UsageError(problem)
    return Online(word)


def _read(path: Path) -> dict[str, Any]:
    """Return the configuration as it stands in the file."""
    try:
        config = tomllib.loads(path.read_text(encoding="utf-8"))
    except UnicodeDecodeError as error:
        raise UsageError(Problem("SC020", f"{FILE} is not UTF-8", hint="save it as UTF-8")) from error
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"line (\d+), column (\d+)", str(error))
        position = Position(FILE, int(found[1]), int(found[2])) if found else None
        raise UsageError(Problem("SC020", f"{FILE} is not TOML: {str(error).partition(' (at')[0]}", position)) from error
    _known(config, _TOP, "the top")
    return config


def _known(table: Mapping[str, Any], keys: frozenset[str], where: str) -> None:
    """Raise UsageError for a key that means nothing."""
    for key in table:
        if key not in keys:
            close = get_close_matches(key, keys, 1)
            hint = f"did you mean {close[0]}?" if close else f"known keys: {', '.join(sorted(keys))}"
            raise UsageError(Problem("SC021", f"{FILE} has an unknown key {key!r} at {where}", hint=hint))


def _expanded(text: str, where: str) -> str:
    """Return a text with `${NAME}` replaced from the process environment."""

    def value(match: re.Match[str]) -> str:
        found = os.environ.get(match[1])
        if found is None:
            hint = f"export {match[1]}=..., or choose another environment with --env"
            raise UsageError(Problem("SC023", f"{FILE} wants the variable {match[1]} for {where}, and it is not set", hint=hint))
        return found

    return _VARIABLE.sub(value, text)
