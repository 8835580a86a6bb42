"""Rows drawn for a table: plain ones first, then what has been refused is drawn again."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from schemac.model.names import Name
from schemac.model.rows import Value
from schemac.model.sql_text import identifiers
from schemac.model.tables import Check, Exclude, ForeignKey, PrimaryKey, Unique
from schemac.prove.beds import Bed, Key

Drawn = dict[str, Value | None]
Held = Mapping[Name, Sequence[Mapping[str, Value | None]]]
"""The rows that tables have by now, by their live names."""


@dataclass(frozen=True, slots=True)
class Try:
    """The nth try for the row of a number; `last` was refused, and the blamed columns are to be drawn again (all, where none are)."""

    row: int
    number: int
    last: Drawn
    blamed: AbstractSet[str] = frozenset()
    sparse: bool = False


def draw(bed: Bed, this: Try, held: Held, rng: random.Random) -> Drawn:
    """Return a row for a table."""
    row = {column: _value(bed, column, this, rng) for column in bed.choices}
    settled: set[str] = set()
    for key in bed.keys:
        _refer(row, key, bed, this, held, settled)
        settled |= set(key.columns)
    return row


def _value(bed: Bed, column: str, this: Try, rng: random.Random) -> Value | None:
    choices = bed.choices[column]
    if not choices:
        return None
    loose = column in bed.loose
    if this.number == 0:
        return None if loose and this.sparse else choices[this.row % len(choices)]
    if this.number == 1:
        return None if loose else choices[this.row % len(choices)]
    if this.blamed and column not in this.blamed:
        return this.last.get(column)
    return None if loose and rng.random() < 0.25 else rng.choice(choices)


def _refer(row: Drawn, key: Key, bed: Bed, this: Try, held: Held, settled: AbstractSet[str]) -> None:
    """Let a row refer to one that is there: to itself where it must, and to nothing where it may and none is there."""
    own = [column for column in key.columns if column in row]
    if not own or (this.number == 0 and this.sparse and set(own) <= bed.loose) or len(key.referenced) != len(key.columns):
        return
    if key.table == bed.table.full_name and not held.get(key.table) and not set(own) & bed.loose:
        row.update({column: row[theirs] for column, theirs in zip(key.columns, key.referenced, strict=True) if theirs in row})
        return
    fitting = [found for found in held.get(key.table, ()) if _fits(found, key, row, settled)]
    if fitting:
        found = fitting[(this.row + this.number) % len(fitting)]
        row.update({column: found.get(theirs) for column, theirs in zip(key.columns, key.referenced, strict=True) if column in row})
        return
    row.update({column: None for column in own if column in bed.loose and column not in settled})


def _fits(found: Mapping[str, Value | None], key: Key, row: Drawn, settled: AbstractSet[str]) -> bool:
    pairs = list(zip(key.columns, key.referenced, strict=True))
    there = all(found.get(theirs) is not None for _, theirs in pairs)
    return there and all(row.get(column) == found[theirs] for column, theirs in pairs if column in settled and row.get(column) is not None)


def blamed(bed: Bed, refusal: str) -> frozenset[str]:
    """Return the columns that a refusal speaks of, by their own names or by those of constraints; none where it speaks of none."""
    words = {word.lower() for word in identifiers(refusal)}
    found = {column for column in bed.choices if column.lower() in words}
    for part in bed.table.constraints:
        if part.name and part.name.lower() in words:
            match part:
                case Check():
                    spoken = {word.lower() for word in identifiers(part.sql)}
                    found |= {column for column in bed.choices if column.lower() in spoken}
                case PrimaryKey() | Unique() | ForeignKey():
                    found |= {column for column in part.columns if column in bed.choices}
                case Exclude():
                    found |= {element.column for element in part.elements if element.column in bed.choices}
    for index in bed.table.indexes:
        if index.name.lower() in words:
            found |= {key.column for key in index.keys if key.column in bed.choices}
    return frozenset(found)
