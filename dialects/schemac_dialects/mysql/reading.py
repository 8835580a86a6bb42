"""The catalogue's queries and their rows, and what the two servers print differently."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

from schemac.session import Session

PIECE = re.compile(r"'(?:[^'\\]|''|\\.)*'|`(?:[^`]|``)*`|\s+|\w+|.", re.DOTALL)
"""One string, quoted name, stretch of blanks, word or sign of a text that the server printed."""


class TableRow(NamedTuple):
    """One relation: a table, a view or a sequence."""

    name: str
    type: str
    engine: str | None
    row_format: str | None
    collation: str | None
    create_options: str | None
    comment: str


class ColumnRow(NamedTuple):
    """One column of a table or a view."""

    table: str
    name: str
    type: str
    nullable: str
    default: str | None
    extra: str
    generation: str | None
    collation: str | None
    comment: str
    srid: int | None


class IndexRow(NamedTuple):
    """One key of an index."""

    table: str
    name: str
    non_unique: int
    column: str | None
    collation: str | None
    length: int | None
    type: str
    comment: str
    invisible: int
    expression: str | None


class KeyColumnRow(NamedTuple):
    """One column of a foreign key."""

    table: str
    name: str
    column: str
    other_schema: str
    other_table: str
    other_column: str


class ReferenceRow(NamedTuple):
    """The actions of one foreign key."""

    table: str
    name: str
    on_delete: str
    on_update: str


class CheckRow(NamedTuple):
    """One check; `level` is `Column` where it belongs to the column of its name."""

    table: str
    name: str
    sql: str
    unenforced: int
    level: str


class ViewRow(NamedTuple):
    """One view; character set and collation of its maker are empty where they are this session's own."""

    name: str
    sql: str
    check_option: str
    security: str
    algorithm: str
    charset: str
    collation: str


@dataclass(frozen=True, slots=True)
class Reader:
    """How one of the two servers is read.

    folders: where its catalogue queries are, searched in order. title: the product's name. sequences: whether it has them.
    column_default: `(row)` to the default as SQL. expression, check: an expression of the catalogue to its SQL. restrict: the action that
    stands for none. hidden: the native word for an index that the optimizer does not see. json_by_check: whether
    json is a long text with a check.
    default, shown: a default, and any other expression, of SHOW CREATE TABLE to its SQL.
    heads: whether a trigger is printed as it was written.
    options: the native words of a table that the catalogue lists as `word=value`.
    """

    folders: tuple[Path, ...]
    title: str
    sequences: bool
    column_default: Callable[[ColumnRow], str | None]
    expression: Callable[[str], str]
    default: Callable[[str, str], str | None]
    shown: Callable[[str], str]
    restrict: str
    hidden: str
    json_by_check: bool
    heads: bool
    options: frozenset[str]

    def text(self, name: str) -> str:
        """Return one of the catalogue's queries."""
        return _text(self.folders, name)


@cache
def _text(folders: tuple[Path, ...], name: str) -> str:
    """Return the first file of that name in the folders."""
    return next(file for folder in folders if (file := folder / f"{name}.sql").is_file()).read_text(encoding="utf-8")


def text(value: object) -> str:
    """Return a value of the catalogue as text; some servers print text columns as bytes."""
    return value.decode("utf-8") if isinstance(value, bytes) else str(value)


def server_version(session: Session) -> str:
    """Return the server's own version text."""
    return text(session.query("SELECT VERSION()")[0][0])


def version_numbers(version: str) -> tuple[int, ...]:
    """Return the numbers at the beginning of a version text."""
    numbers = version.partition("-")[0].split(".")
    return tuple(int(number) for number in numbers if number.isdigit())
