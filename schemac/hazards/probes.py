"""The rows that stand in the way of a change, as queries: how many there are, and which are the first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from schemac.model.change import Change, Verb
from schemac.model.names import Name
from schemac.model.rows import Rows
from schemac.model.schema import Schema
from schemac.model.sql_text import identifiers
from schemac.model.tables import Check, Column, ForeignKey, Index, Part, PrimaryKey, Table, Unique

SAMPLE = 3
"""How many rows are shown of those that stand in the way."""

Quote = Callable[[str], str]


class Probe(NamedTuple):
    """Queries for rows that stand in the way: their count, the keys of the first few (empty where nothing tells them apart), all of them.

    what: what they are, to follow a number: `rows without a value`.
    """

    counts: str
    sample: str
    shows: str
    what: str


def probe(change: Change, current: Schema, moving: AbstractSet[tuple[Name, str]], quote: Quote) -> Probe | None:
    """Return the probe of a change that may fail on rows, in SQL that every engine reads; None where none can be made.

    current: the schema as it is. moving: the columns that the same plan adds, renames or gives other values: rows tell nothing of them yet.
    """
    table, part = change.table_before, change.after
    if table is None or not isinstance(part, Part) or current.table(table.full_name) is None:
        return None
    looks = _Looks(table, quote)
    match part:
        case Column() if change.verb is Verb.ADD:
            return Probe(f"SELECT count(*) FROM {looks.name}", "", f"SELECT * FROM {looks.name}", "rows that would have no value")
        case Column() if "nullable" in change.aspects and not part.nullable and not looks.moves({part.name}, moving):
            return looks.where(f"{quote(part.name)} IS NULL", "rows without a value")
        case PrimaryKey() | Unique() if not looks.moves(set(part.columns), moving):
            return looks.repeated(part.columns, "", nulls=isinstance(part, Unique) and not part.nulls_distinct)
        case Index() if part.unique:
            return _of_index(part, looks, moving)
        case Check() if part.valid and part.enforced and not looks.moves(identifiers(part.sql), moving):
            return looks.where(f"NOT ({part.sql})", "rows that break it")
        case ForeignKey() if part.valid and not part.options.get("not_enforced") and not looks.moves(set(part.columns), moving):
            return _of_foreign_key(part, current, looks, moving)
        case _:
            return None


def moving(changes: Iterable[Change]) -> frozenset[tuple[Name, str]]:
    """Return the columns of which the rows tell nothing yet, because changes add them, call them anew or give them other values."""
    return frozenset(column for change in changes for column in _moving(change))


def _moving(change: Change) -> Iterator[tuple[Name, str]]:
    if isinstance(change.subject, Rows):
        yield from ((change.ref.owner, column) for column in change.subject.columns)
    if change.kind == "column" and (change.verb in {Verb.ADD, Verb.RENAME} or {"type", "generated", "collation"} & set(change.aspects)):
        yield change.ref.owner, change.ref.name
        if change.before is not None:
            yield change.ref.owner, change.before.name


class _Looks(NamedTuple):
    """A table that is looked at."""

    table: Table
    quote: Quote

    @property
    def name(self) -> str:
        return _name(self.table.full_name, self.quote)

    def moves(self, words: AbstractSet[str], moving: AbstractSet[tuple[Name, str]]) -> bool:
        """Tell whether one of the words is a column that the plan gives other values, or that is not there yet."""
        lowered = {word.lower() for word in words}
        return any(table == self.table.full_name and column.lower() in lowered for table, column in moving)

    def where(self, condition: str, what: str) -> Probe:
        """Return the probe for rows of a condition, told apart by the primary key."""
        key = next((part.columns for part in self.table.constraints if isinstance(part, PrimaryKey)), ())
        columns = ", ".join(self.quote(column) for column in key)
        found = f"FROM {self.name} WHERE {condition}"
        sample = f"SELECT {columns} {found} ORDER BY {columns} LIMIT {SAMPLE}" if key else ""
        return Probe(f"SELECT count(*) {found}", sample, f"SELECT * {found}", what)

    def repeated(self, columns: Iterable[str], where: str, *, nulls: bool) -> Probe:
        """Return the probe for values that stand in more than one row; nulls: whether two nulls are the same."""
        keys = [self.quote(column) for column in columns]
        conditions = ([f"({where})"] if where else []) + ([] if nulls else [f"{key} IS NOT NULL" for key in keys])
        listed = ", ".join(keys)
        only = f" WHERE {' AND '.join(conditions)}" if conditions else ""
        groups = f"FROM {self.name}{only} GROUP BY {listed} HAVING count(*) > 1"
        return Probe(
            f"SELECT count(*) FROM (SELECT 1 AS found {groups}) AS repeated",
            f"SELECT {listed} {groups} ORDER BY {listed} LIMIT {SAMPLE}",
            f"SELECT {listed}, count(*) {groups}",
            "values that repeat",
        )


def _of_index(index: Index, looks: _Looks, moving: AbstractSet[tuple[Name, str]]) -> Probe | None:
    """Return the probe of a unique index over whole columns."""
    plain = all(key.column and key.length is None and not key.collation for key in index.keys)
    words = {key.column for key in index.keys} | identifiers(index.where)
    if not plain or looks.moves(words, moving):
        return None
    return looks.repeated([key.column for key in index.keys], index.where, nulls=not index.nulls_distinct)


def _of_foreign_key(key: ForeignKey, current: Schema, looks: _Looks, moving: AbstractSet[tuple[Name, str]]) -> Probe | None:
    """Return the probe for rows that refer to nothing; a target that is not there yet, or is about to change, tells nothing."""
    target = current.table(key.table)
    if target is None or key.match != "simple":
        return None
    own_key = next((part.columns for part in target.constraints if isinstance(part, PrimaryKey)), ())
    referenced = key.referenced or own_key
    known = {column.name for column in target.columns}
    if len(referenced) != len(key.columns) or not known.issuperset(referenced):
        return None
    if any(table == key.table and column in referenced for table, column in moving):
        return None
    pairs = " AND ".join(
        f"target.{looks.quote(theirs)} = {looks.name}.{looks.quote(own)}" for own, theirs in zip(key.columns, referenced, strict=True)
    )
    given = " AND ".join(f"{looks.quote(column)} IS NOT NULL" for column in key.columns)
    missing = f"NOT EXISTS (SELECT 1 FROM {_name(key.table, looks.quote)} target WHERE {pairs})"
    return looks.where(f"{given} AND {missing}", "rows that refer to nothing")


def _name(name: Name, quote: Quote) -> str:
    return f"{quote(name.namespace)}.{quote(name.name)}" if name.namespace else quote(name.name)
