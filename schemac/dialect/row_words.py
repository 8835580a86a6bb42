"""How an engine takes and shows the rows of reference data."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from schemac.model.rows import Value


@dataclass(frozen=True, slots=True, eq=False)
class RowWords:
    """How an engine takes rows, shows them and compares them.

    create: the statement that makes a temporary table like `{columns}` of `{table}`, which are called `l`. name: that table. drop: the
    statement that takes it away. number, text: expressions of the types of whole numbers and of text.
    shown: the SQL for a column's value, by the column and its native type, from which `read` tells the value.
    same: the condition, never null, that two columns of one native type hold the same value.
    """

    create: str
    name: str
    drop: str
    number: str
    text: str
    shown: Callable[[str, str], str]
    read: Callable[[object, str], Value | None]
    same: Callable[[str, str, str], str]
