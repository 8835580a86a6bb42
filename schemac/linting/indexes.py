"""DL301 to DL307: indexes that are missing, said twice, or too many."""

from __future__ import annotations

from collections.abc import Iterator

from schemac.dialect.rules import Deed, Found
from schemac.linting.designed import Designed, Options, design, table_of
from schemac.model.change import part_ref
from schemac.model.plan import Severity
from schemac.model.tables import ForeignKey, Index, PrimaryKey, Table, Unique


def _keyed(table: Table) -> list[tuple[str, ...]]:
    """Return the columns of everything that finds rows by them, whatever the rows."""
    keys = [part.columns for part in table.constraints if isinstance(part, PrimaryKey | Unique)]
    return keys + [_columns(index) for index in table.indexes if not index.where and not index.method.replace("btree", "")]


def _columns(index: Index) -> tuple[str, ...]:
    return tuple(key.column or key.sql for key in index.keys)


def unindexed(deed: Deed, options: Options) -> Iterator[Found]:  # noqa: ARG001 - the shape of every rule
    """Find a foreign key whose columns begin no index."""
    table = table_of(deed)
    for part in table.constraints if table is not None else ():
        if table is not None and isinstance(part, ForeignKey):
            wanted = set(part.columns)
            if not any(set(key[: len(wanted)]) == wanted for key in _keyed(table)):
                yield Found(f"foreign key ({', '.join(part.columns)}) of {table.full_name} has no index", ref=part_ref(table, part))


def doubled(deed: Deed, options: Options) -> Iterator[Found]:  # noqa: ARG001 - likewise
    """Find indexes that are equal but for their name."""
    table = table_of(deed)
    seen: dict[tuple[object, ...], str] = {}
    for index in table.indexes if table is not None else ():
        shape = (index.keys, index.where, index.include, index.method, index.unique)
        if table is not None and shape in seen:
            yield Found(f"index {index.name} of {table.full_name} is {seen[shape]} once more", ref=part_ref(table, index))
        seen.setdefault(shape, index.name or "one before it")


def redundant(deed: Deed, options: Options) -> Iterator[Found]:  # noqa: ARG001 - likewise
    """Find an index whose columns another one begins with."""
    table = table_of(deed)
    for index in table.indexes if table is not None else ():
        if table is None or index.unique or index.where or index.include or index.method not in {"", "btree"}:
            continue
        mine = _columns(index)
        longer = [key for key in _keyed(table) if key[: len(mine)] == mine and len(key) > len(mine)]
        keys = [part.columns for part in table.constraints if isinstance(part, PrimaryKey | Unique) and part.columns == mine]
        if longer or keys:
            other = ", ".join((longer or keys)[0])
            yield Found(f"index ({', '.join(mine)}) of {table.full_name} is covered by ({other})", ref=part_ref(table, index))


def too_many(deed: Deed, options: Options) -> Iterator[Found]:
    """Find a table with more indexes than the project wants."""
    table = table_of(deed)
    if table is not None:
        count = len(table.indexes) + sum(isinstance(part, PrimaryKey | Unique) for part in table.constraints)
        if count > int(options["most"]):
            yield Found(f"table {table.full_name} has {count} indexes, more than {options['most']}")


def too_wide(deed: Deed, options: Options) -> Iterator[Found]:
    """Find an index of more keys than the project wants."""
    table = table_of(deed)
    if table is not None:
        keys = [(part, part.columns) for part in table.constraints if isinstance(part, PrimaryKey | Unique)]
        for part, columns in [*keys, *((index, _columns(index)) for index in table.indexes)]:
            if len(columns) > int(options["most"]):
                yield Found(
                    f"{part.kind} ({', '.join(columns)}) of {table.full_name} has more than {options['most']} keys",
                    ref=part_ref(table, part),
                )


def repeated(deed: Deed, options: Options) -> Iterator[Found]:  # noqa: ARG001 - likewise
    """Find an index that names a column twice."""
    table = table_of(deed)
    if table is not None:
        keys = [(part, part.columns) for part in table.constraints if isinstance(part, PrimaryKey | Unique | ForeignKey)]
        for part, columns in [*keys, *((index, _columns(index)) for index in table.indexes)]:
            if len(set(columns)) < len(columns):
                yield Found(f"{part.kind} ({', '.join(columns)}) of {table.full_name} names a column twice", ref=part_ref(table, part))


INDEXES = (
    Designed(
        design(
            "DL301",
            "foreign-key-without-index",
            "a foreign key whose columns begin no index",
            "Each DELETE or UPDATE of the other table reads this one whole, under a lock.",
            "add an index on the columns",
            page="ddl-constraints.html#DDL-CONSTRAINTS-FK",
        ),
        unindexed,
    ),
    Designed(
        design("DL302", "duplicate-index", "two indexes that are equal but for their name", "Every write keeps both.", "drop one"), doubled
    ),
    Designed(
        design(
            "DL303",
            "redundant-index",
            "an index whose columns another one begins with",
            "The longer one serves the same queries; every write keeps both.",
            "drop the shorter one",
            Severity.NOTE,
        ),
        redundant,
    ),
    Designed(
        design(
            "DL304", "too-many-indexes", "more indexes than the project wants", "Every write keeps all of them.", "drop some", optional=True
        ),
        too_many,
        {"most": 10},
    ),
    Designed(
        design("DL305", "wide-index", "an index of more keys than the project wants", "It is large.", "index fewer", optional=True),
        too_wide,
        {"most": 5},
    ),
    Designed(design("DL306", "repeated-key", "an index or key that names a column twice", "It is no use.", "name it once"), repeated),
)
