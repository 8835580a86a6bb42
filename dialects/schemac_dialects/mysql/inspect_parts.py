"""Constraints and indexes as the catalogue prints them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby

from schemac.model.names import Name
from schemac.model.objects import Words
from schemac.model.tables import Check, Constraint, ForeignKey, Index, IndexKey, PrimaryKey
from schemac_dialects.mysql.indexes import parted
from schemac_dialects.mysql.reading import CheckRow, IndexRow, KeyColumnRow, Reader, ReferenceRow

_HASHED = frozenset({"memory"})


def read_indexes(
    rows: Sequence[IndexRow],
    engine: str,
    told: Mapping[str, Words],
    reader: Reader,
) -> tuple[tuple[Constraint, ...], tuple[Index, ...]]:
    """Return a table's primary key and unique constraints, and its other indexes. `told`: further native words by index."""
    primary: list[Constraint] = []
    found: list[Index] = []
    for name, group in groupby(rows, key=lambda row: row.name):
        keys = list(group)
        if "without_overlaps" in told.get(name, {}):
            keys = keys[: -len(("end", "start"))]
        if name == "PRIMARY":
            primary.append(_primary_key(keys, told.get(name, {})))
        else:
            found.append(_index(name, keys, engine, told.get(name, {}), reader))
    uniques, indexes = parted(found)
    return (*primary, *uniques), indexes


def _primary_key(rows: Sequence[IndexRow], told: Words) -> PrimaryKey:
    """Return the primary key with what of it only native words can say."""
    prefix = {str(row.column): row.length for row in rows if row.length is not None}
    descending = [str(row.column) for row in rows if row.collation == "D"]
    options = told | ({"prefix": prefix} if prefix else {}) | ({"descending": descending} if descending else {})
    return PrimaryKey(columns=tuple(str(row.column) for row in rows), comment=rows[0].comment or None, options=options)


def _index(name: str, rows: Sequence[IndexRow], engine: str, told: Words, reader: Reader) -> Index:
    """Return one index that is no primary key."""
    first = rows[0]
    method = first.type.lower()
    usual = "hash" if engine.lower() in _HASHED else "btree"
    options = dict(told) | ({reader.hidden: True} if first.invisible else {})
    if method != usual:
        options.pop("using", None)
    return Index(
        name=name,
        comment=first.comment or None,
        options=options,
        keys=tuple(_key(row, method, reader) for row in rows),
        unique=not first.non_unique,
        method="" if method == usual else method,
    )


def _key(row: IndexRow, method: str, reader: Reader) -> IndexKey:
    """Return one key of an index."""
    order = "desc" if row.collation == "D" else "asc"
    if row.expression is not None:
        return IndexKey(sql=reader.expression(row.expression), order=order)
    length = None if method in {"spatial", "rtree", "fulltext"} else row.length
    return IndexKey(column=str(row.column), order=order, length=length)


def read_foreign_keys(
    columns: Sequence[KeyColumnRow],
    references: Sequence[ReferenceRow],
    database: str,
    reader: Reader,
) -> tuple[ForeignKey, ...]:
    """Return a table's foreign keys."""
    actions = {row.name: row for row in references}
    made = []
    for name, group in groupby(columns, key=lambda row: row.name):
        rows, rules = list(group), actions[name]
        first = rows[0]
        made.append(
            ForeignKey(
                name=name,
                options=_unusual(rules, reader),
                columns=tuple(row.column for row in rows),
                table=Name("" if first.other_schema == database else first.other_schema, first.other_table),
                referenced=tuple(row.other_column for row in rows),
                on_delete=_action(rules.on_delete, reader),
                on_update=_action(rules.on_update, reader),
            )
        )
    return tuple(made)


def _action(rule: str, reader: Reader) -> str:
    """Return what a foreign key does, with the server's word for nothing in particular as `no action`."""
    return "no action" if rule.lower() == reader.restrict else rule.lower()


def _unusual(rules: ReferenceRow, reader: Reader) -> Words:
    """Return which actions were given as NO ACTION in so many words, where that is not what the server takes for granted."""
    if reader.restrict == "no action":
        return {}
    given = {"on_delete": rules.on_delete, "on_update": rules.on_update}
    said = [word for word, rule in given.items() if rule.lower() == "no action"]
    return {"explicit": ", ".join(said)} if said else {}


def read_checks(rows: Sequence[CheckRow], reader: Reader) -> tuple[Check, ...]:
    """Return checks of a table; one that belongs to a column carries the column's name."""
    return tuple(
        Check(
            name=row.name,
            sql=reader.expression(row.sql),
            enforced=not row.unenforced,
            options={"level": "column"} if row.level == "Column" else {},
        )
        for row in rows
    )
