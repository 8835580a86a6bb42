"""Indexes as these servers keep them: a unique constraint is a unique index, and a foreign key has an index to lean on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from schemac.model.change import Change, Verb
from schemac.model.tables import Constraint, ForeignKey, Index, IndexKey, PrimaryKey, Table, Unique

HIDING = frozenset({"invisible", "ignored"})
"""The words of the two servers for an index that the optimizer does not see."""


def is_plain(index: Index) -> bool:
    """Tell whether a unique index says no more than a unique constraint can."""
    plain = all(key == IndexKey(column=key.column) and key.column for key in index.keys)
    return plain and index.unique and not index.method and index.comment is None and not index.options


def as_unique(index: Index) -> Unique:
    """Return a plain unique index as the constraint that it is."""
    return Unique(name=index.name, columns=tuple(key.column for key in index.keys))


def as_index(part: Unique | Index) -> Index:
    """Return a unique constraint as the index that it is, and an index as it is."""
    if isinstance(part, Index):
        return part
    keys = tuple(IndexKey(column=column) for column in part.columns)
    return Index(name=part.name, keys=keys, unique=True, comment=part.comment, options=part.options)


def shown_otherwise(changes: Iterable[Change]) -> Iterator[Index]:
    """Go through the indexes that come in the place of ones that differ only in whether the optimizer sees them."""
    found = [(change.verb, as_index(change.subject)) for change in changes if isinstance(change.subject, Unique | Index)]
    gone = {index.name: index for verb, index in found if verb is Verb.DROP}
    for verb, index in found:
        old = gone.get(index.name) if verb is Verb.ADD else None
        if old is not None and old.options != index.options and _seen(old) == _seen(index):
            yield index


def _seen(index: Index) -> Index:
    """Return an index as one that the optimizer sees."""
    return replace(index, options={word: value for word, value in index.options.items() if word not in HIDING})


def parted(indexes: Iterable[Index]) -> tuple[tuple[Unique, ...], tuple[Index, ...]]:
    """Return the plain unique indexes as constraints, and the other indexes."""
    found = list(indexes)
    return tuple(as_unique(index) for index in found if is_plain(index)), tuple(index for index in found if not is_plain(index))


def supported(columns: Sequence[str], constraints: Iterable[Constraint], indexes: Iterable[Index], *, backwards: bool) -> bool:
    """Tell whether an index begins with these columns, whole and in this order, so that a foreign key can lean on it.

    backwards: whether it may run backwards in some of them.
    """
    wanted = tuple(columns)
    keys = [_columns_of_key(part, backwards=backwards) for part in constraints if isinstance(part, (PrimaryKey, Unique))]
    keys += [_whole_columns(index, backwards=backwards) for index in indexes if index.method in {"", "btree"}]
    return any(key[: len(wanted)] == wanted for key in keys)


def _columns_of_key(part: PrimaryKey | Unique, *, backwards: bool) -> tuple[str, ...]:
    """Return a key's columns, with nothing in the place of those that a foreign key cannot lean on."""
    without = {*part.options.get("prefix", ()), *(() if backwards else part.options.get("descending", ()))}
    return tuple("" if column in without else column for column in part.columns)


def _whole_columns(index: Index, *, backwards: bool) -> tuple[str, ...]:
    """Return an index's columns, with nothing in the place of a key that is not one whole column, or runs backwards where none may."""
    return tuple("" if key.length is not None or key.sql or (key.order == "desc" and not backwards) else key.column for key in index.keys)


def implied(table: Table, *, backwards: bool) -> tuple[Index, ...]:
    """Return the indexes that the server makes by itself for foreign keys that have none to lean on, named as it names them.

    backwards: whether a foreign key leans on an index that runs backwards.
    """
    made: list[Index] = []
    for key in table.constraints:
        if isinstance(key, ForeignKey) and not supported(key.columns, table.constraints, (*table.indexes, *made), backwards=backwards):
            made.append(Index(name=key.name, keys=tuple(IndexKey(column=column) for column in key.columns)))
    return _without_shorter(made)


def _without_shorter(made: list[Index]) -> tuple[Index, ...]:
    """Return the indexes without those that a longer one among them stands in for."""
    columns = [tuple(key.column for key in index.keys) for index in made]
    return tuple(
        index
        for at, index in enumerate(made)
        if not any(other != columns[at] and other[: len(columns[at])] == columns[at] for other in columns)
    )
