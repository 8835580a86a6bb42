"""What of all that changes drop is kept in the trash, under which name, and why the rest is not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import count

from schemac.dialect import Capabilities, TrashWords
from schemac.model.change import Change, Verb
from schemac.model.names import Name, Ref
from schemac.model.plan import Kept, Size
from schemac.model.tables import Column, Index, Table, Unique
from schemac.model.trash import Trash, TrashRule


def keeping(changes: Iterable[Change], trash: Trash, words: TrashWords, sizes: Mapping[Name, Size], can: Capabilities) -> Trash:
    """Return what is kept of what the changes drop; parts of a table that goes as a whole are kept with it.

    sizes: of the tables that change or go. can: how long names may be.
    """
    if trash.rule is None:
        return trash
    changes = tuple(changes)
    numbers = count(trash.first)
    kept: dict[Ref, Kept] = {}
    lost: dict[Ref, str] = {}
    for ref, key, why in _found(changes, words, sizes, trash.rule):
        if why:
            lost[ref] = why
            continue
        number = next(numbers)
        column = ref.name if ref.kind == "column" else ""
        table = ref.parent or ref.name
        name = fitted(f"{words.prefix}{number}_{table}" + (f"__{column}" if column else ""), can)
        kept[ref] = Kept(
            number=number,
            kind=ref.kind,
            namespace=ref.namespace,
            table=table,
            column=column,
            space=words.space,
            name=name,
            days=trash.rule.days,
            key=key,
        )
    return replace(trash, kept=kept, lost=lost)


def fitted(name: str, can: Capabilities) -> str:
    """Return a name, cut where it is longer than the engine's names may be."""
    if not can.identifier_bytes:
        return name[: can.identifier_limit]
    return name.encode()[: can.identifier_limit].decode(errors="ignore")


def _found(
    changes: tuple[Change, ...], words: TrashWords, sizes: Mapping[Name, Size], rule: TrashRule
) -> Iterator[tuple[Ref, tuple[str, ...], str]]:
    """Go through what is dropped and holds something: what it is, its key, and why it is not kept, where it is not."""
    dropped = {change.ref for change in changes if change.verb is Verb.DROP}
    types = {change.ref for change in changes if change.verb in {Verb.DROP, Verb.ALTER} and change.kind in words.types}
    for change in changes:
        before = change.before
        if change.ref in types:
            yield change.ref, (), ""
        elif change.verb is not Verb.DROP:
            continue
        elif isinstance(before, Table) and not before.options.get("foreign"):
            whole = {each.before.full_name: each.before for each in changes if isinstance(each.before, Table) and each.verb is Verb.DROP}
            yield change.ref, (), _too_large(_bytes(_with_parts(_root(before, whole), whole.values()), sizes), rule)
        elif isinstance(before, Column) and change.table_before is not None and change.table_after is not None and before.generated is None:
            key = row_key(change.table_before, change.table_after, dropped)
            why = "" if key else "its table has no primary key, and no unique key without nulls, that stays as it is"
            yield change.ref, key, why or _too_large(_bytes([change.table_before], sizes), rule)


def row_key(before: Table, after: Table, dropped: Iterable[Ref] = ()) -> tuple[str, ...]:
    """Return the columns that tell the rows of a table apart before and after a change; none where nothing does."""
    gone = {ref.name for ref in dropped if ref.kind == "column" and ref.owner == before.full_name}
    columns = {column.name: column for column in before.columns}
    stay = {name for name, column in columns.items() if name not in gone and _same(column, after.column(name))}
    whole = {name for name in stay if not columns[name].nullable}
    if before.primary_key is not None and stay.issuperset(before.primary_key.columns):
        return before.primary_key.columns
    keys = [part.columns for part in before.constraints if isinstance(part, Unique) and not part.deferrable]
    keys += [_plain(part) for part in before.indexes if part.unique and not part.where and _plain(part)]
    return next((key for key in keys if whole.issuperset(key)), ())


def _same(column: Column, after: Column | None) -> bool:
    return after is not None and column.type == after.type


def _plain(index: Index) -> tuple[str, ...]:
    """Return the columns of an index; none where it has keys that are no whole columns."""
    return tuple(key.column for key in index.keys) if all(key.column and key.length is None for key in index.keys) else ()


def _root(table: Table, dropped: Mapping[Name, Table]) -> Table:
    """Return the table that a partition goes with; the table itself where it goes alone."""
    while table.partition_of is not None and table.partition_of.table in dropped:
        table = dropped[table.partition_of.table]
    return table


def _with_parts(table: Table, dropped: Iterable[Table]) -> list[Table]:
    """Return a table with the partitions that go with it, to any depth."""
    found = [table]
    for each in found:
        found += [part for part in dropped if part.partition_of is not None and part.partition_of.table == each.full_name]
    return found


def _bytes(tables: Iterable[Table], sizes: Mapping[Name, Size]) -> int:
    return sum((sizes[table.full_name].bytes or 0) for table in tables if table.full_name in sizes)


def _too_large(size: int, rule: TrashRule) -> str:
    """Return why something of this size is not kept; nothing where it is."""
    if rule.up_to is None or size <= rule.up_to:
        return ""
    return f"it has {size / 1_000_000:,.1f} MB, and trash_up_to is {rule.up_to / 1_000_000:,.1f} MB"
