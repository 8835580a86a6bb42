"""Indexes of a live database, built from the catalogue's numbers rather than from one server call for each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from schemac.model.objects import Words
from schemac.model.plan import Unmodelled
from schemac.model.tables import Index, IndexKey
from schemac_dialects.postgresql.catalogue import Catalogue, Row, noted, parameters
from schemac_dialects.postgresql.clones import WORD, given_names
from schemac_dialects.postgresql.inspect_relations import Relations
from schemac_dialects.postgresql.parens import read

_DESCENDING, _NULLS_FIRST = 1, 2


@dataclass(frozen=True, slots=True)
class Backing:
    """What the index behind a primary key or unique constraint says about it; `names` are its columns' where one above has taken it in."""

    include: tuple[str, ...] = ()
    nulls_distinct: bool = True
    words: Words = field(default_factory=dict)
    names: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Indexes:
    """The indexes of each table or materialized view by its oid, those behind constraints by their own.

    replica, clustered: the one that replication goes by, and the one by which rows are ordered. elements: the keys of those behind
    exclusion constraints.
    """

    of_table: dict[int, list[Index]]
    behind: dict[int, Backing]
    replica: dict[int, str]
    clustered: dict[int, str]
    elements: dict[int, Index]


def indexes(catalogue: Catalogue, relations: Relations, unmodelled: list[Unmodelled]) -> Indexes:
    """Return all indexes of modelled tables; one with parameters for its operator classes is noted."""
    backing = {row[15] for row in catalogue.rows["constraints"] if row[4] in "pux" and row[15]}
    collations = {(row[0], row[1]): row[7] for row in catalogue.rows["columns"]}
    exclusions = {row[15] for row in catalogue.rows["constraints"] if row[4] == "x"}
    found = Indexes({}, {}, {}, {}, {})
    for row in catalogue.rows["indexes"]:
        oid, table, name = row[:3]
        relation = relations.by_oid.get(table)
        if relation is None or relation.other or relation.kind not in "rpm":
            continue
        if row[15]:
            found.replica[table] = name
        if row[18]:
            found.clustered[table] = name
        if oid in exclusions:
            found.elements[oid] = _index(row, relations, catalogue, collations)
        if oid in backing:
            found.behind[oid] = Backing(_columns(row, relations)[1], not row[16], _words(row), row[20] or ())
        elif row[19] and name in given_names(relation.name, row[20], "idx"):
            continue
        elif row[17]:
            unmodelled.append(noted("index", name, relation.full_name.namespace, relation.name))
        else:
            found.of_table.setdefault(table, []).append(_index(row, relations, catalogue, collations))
    return found


def _words(row: Row) -> Words:
    """Return an index's native words."""
    words: Words = {}
    if row[13]:
        words["with"] = parameters(row[13])
    if row[14]:
        words["tablespace"] = row[14]
    if not row[5]:
        words["invalid"] = True
    if row[19]:
        words[WORD] = row[19]
    return words


def _columns(row: Row, relations: Relations) -> tuple[list[int], tuple[str, ...]]:
    """Return the numbers of the key columns (0 for an expression) and the names of the included ones."""
    numbers = [int(number) for number in row[6].split()]
    return numbers[: row[7]], relations.named(row[1], numbers[row[7] :])


def _index(row: Row, relations: Relations, catalogue: Catalogue, collations: dict[tuple[int, int], int]) -> Index:
    numbers, include = _columns(row, relations)
    return Index(
        name=row[2],
        comment=catalogue.comment("pg_class", row[0]),
        options=_words(row),
        keys=tuple(_keys(row, numbers, relations, catalogue, collations)),
        unique=row[4],
        where=read(row[12] or ""),
        include=include,
        method="" if row[3] == "btree" else row[3],
        nulls_distinct=not row[16],
    )


def _keys(
    row: Row, numbers: list[int], relations: Relations, catalogue: Catalogue, collations: dict[tuple[int, int], int]
) -> Iterator[IndexKey]:
    """Go through the keys of an index."""
    expressions = iter(row[11] or ())
    names = relations.columns[row[1]]
    details = zip(numbers, row[8].split(), row[9].split(), row[10].split(), strict=False)
    for number, opclass, collation, option in details:
        flags = int(option)
        descending, first = bool(flags & _DESCENDING), bool(flags & _NULLS_FIRST)
        own = collations.get((row[1], number), _DEFAULT_COLLATION) if number else _DEFAULT_COLLATION
        yield IndexKey(
            column=names[number] if number else "",
            sql="" if number else read(next(expressions)),
            order="desc" if descending else "asc",
            nulls="" if descending == first else ("first" if first else "last"),
            collation=catalogue.collations.get(int(collation), "") if int(collation) not in {0, own} else "",
            opclass=catalogue.opclasses.get(int(opclass), ""),
        )


_DEFAULT_COLLATION = 100
