"""The expressions in what SHOW CREATE TABLE prints."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_NAME = r"`((?:[^`]|``)+)`"
_COLUMN = re.compile(rf"\s*{_NAME} ", re.DOTALL)
_GENERATED = re.compile(r"GENERATED ALWAYS AS \((.*)\) (?:VIRTUAL|STORED|PERSISTENT)", re.DOTALL)
_DEFAULT = re.compile(r" DEFAULT (.*?),?\Z", re.DOTALL)
_CHECK = re.compile(rf"\s*CONSTRAINT {_NAME} CHECK \((.*)\),?\Z", re.DOTALL)
_KEY = re.compile(rf"\s*KEY {_NAME} \(\((.*)\)\),?\Z", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Shown:
    """Expressions by the name of the column, check or index that holds them."""

    defaults: dict[str, str] = field(default_factory=dict)
    generated: dict[str, str] = field(default_factory=dict)
    checks: dict[str, str] = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict)


def read_shown(statement: str) -> Shown:
    """Return the expressions of a CREATE TABLE as the server prints it: one column, key or check a line."""
    shown = Shown()
    for line in statement.split("\n")[1:-1]:
        check, key, column = _CHECK.match(line), _KEY.match(line), _COLUMN.match(line)
        if check:
            shown.checks[_plain(check[1])] = check[2]
        elif key:
            shown.keys[_plain(key[1])] = key[2]
        elif column:
            _read_column(_plain(column[1]), line[column.end() :], shown)
    return shown


def _read_column(name: str, rest: str, shown: Shown) -> None:
    """Take in a column's default or its generating expression."""
    generated = _GENERATED.search(rest)
    if generated:
        shown.generated[name] = generated[1]
        return
    default = _DEFAULT.search(rest)
    if default:
        shown.defaults[name] = default[1]


def _plain(name: str) -> str:
    """Return a quoted name without its quotes."""
    return name.replace("``", "`")
