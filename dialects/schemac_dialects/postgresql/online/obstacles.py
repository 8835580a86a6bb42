"""Why a column cannot be made ready aside, so that it changes as ever and others wait."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from schemac.dialect import Legalizing
from schemac.model.change import Change, Verb, Work
from schemac.model.programs import Rule, Trigger
from schemac.model.relations import Publication, Statistics
from schemac.model.sql_text import identifiers
from schemac.model.tables import Column, Exclude, ForeignKey, Index, PrimaryKey, Table, Unique
from schemac_dialects.postgresql.not_null import WORDS
from schemac_dialects.postgresql.online.parts import AnyPart, named_in

_SILENT = frozenset({"disabled", "replica"})
_OF_TABLE = {
    "of_type": "its table is of a type",
    "access_method": "its table is kept in a way of its own",
    "force_rls": "row security is forced",
}


def obstacle(change: Change, works: Sequence[Work], context: Legalizing) -> str:
    """Return the first reason why a column that is altered or added cannot be made ready aside; empty where it can."""
    table, wanted = change.table_before, change.table_after
    if table is None or wanted is None:
        return "its table is new"
    found = (
        *_of_column(change, table),
        *_of_table(table, context),
        *_of_keys(change, table, context),
        *_beside(table, change.ref.name, context),
        *_of_parts(change, wanted, works),
        *_of_lost_key(change, table, works),
    )
    return next(iter(found), "")


def _of_column(change: Change, table: Table) -> Iterator[str]:
    """Go through what is in the way of the column's own."""
    sides = [side for side in (change.before, change.after) if isinstance(side, Column)]
    if any(side.identity is not None for side in sides):
        yield "it counts by itself"
    if any(side.generated is not None for side in sides):
        yield "it is computed from other columns"
    if any(WORDS & set(side.options) for side in sides):
        yield "its NOT NULL has a name or words of its own"
    for other in table.columns if change.verb is Verb.ALTER else ():
        if other.generated is not None and change.ref.name in identifiers(other.generated.sql):
            yield f"column {other.name} is computed from it"


def _of_table(table: Table, context: Legalizing) -> Iterator[str]:
    """Go through what is in the way of the table."""
    heirs = any(table.full_name in other.parents for other in context.current.tables)
    if table.partition_by or table.parents or heirs:
        yield "its table has parts or heirs, or is one"
    yield from (reason for word, reason in _OF_TABLE.items() if table.options.get(word))


def _of_keys(change: Change, table: Table, context: Legalizing) -> Iterator[str]:
    """Go through the foreign keys that lead to a column that stands."""
    for schema in (context.current, context.desired) if change.verb is Verb.ALTER else ():
        for other in schema.tables:
            for key in other.constraints:
                if (
                    isinstance(key, ForeignKey)
                    and key.table == table.full_name
                    and (not key.referenced or change.ref.name in key.referenced)
                ):
                    yield f"the foreign key {key.name} of table {other.full_name} refers to it"


def _beside(table: Table, column: str, context: Legalizing) -> Iterator[str]:
    """Go through what stands beside the table and would not follow, or would be set off by rows that are filled."""
    for item in context.current:
        match item:
            case Statistics() if item.table == str(table.full_name) and column in identifiers(" ".join(item.columns)):
                yield f"the statistics {item.name} are about it"
            case Publication() if (
                item.all_tables or table.namespace in item.namespaces or any(table.name in identifiers(t) for t in item.tables)
            ):
                yield f"the publication {item.name} sends its table"
            case Rule() if item.owner == table.full_name:
                yield f"the rule {item.name} is on its table"
            case Trigger() if item.owner == table.full_name and item.state not in _SILENT and "update" in item.events and not item.columns:
                yield f"the trigger {item.name} would run for every row that is filled"
            case Trigger() if item.owner == table.full_name and item.timing == "before" and item.name > "~":
                yield f"the trigger {item.name} would run behind the one that keeps it"


def _sends(item: Publication, table: Table) -> bool:
    """Tell whether a publication sends a table, so that its subscribers would lack the column aside."""
    return item.all_tables or table.namespace in item.namespaces or any(table.name in identifiers(each) for each in item.tables)


def _of_parts(change: Change, wanted: Table, works: Sequence[Work]) -> Iterator[str]:
    """Go through what is in the way of the keys and indexes on it."""
    column = change.ref.name
    for part in parts_on(wanted, {column}):
        if isinstance(part, Exclude):
            yield f"the exclusion constraint {part.name} is on it"
        if part.options.get("without_overlaps"):
            yield f"the key {part.name} is on it, which keeps times from overlapping"
        if column in identifiers(str(part.options)):
            yield f"{part.kind.replace('_', ' ')} {part.name} says it in words of its own"
        for work in works:
            if len(work.changes) > 1 and any(each.ref.owner == wanted.full_name and each.subject == part for each in work.changes):
                yield f"{part.kind.replace('_', ' ')} {part.name} changes together with others"
            if isinstance(part, ForeignKey) and any(_moves(each, part) for each in work.changes):
                yield f"what the foreign key {part.name} refers to changes too"


def _of_lost_key(change: Change, table: Table, works: Sequence[Work]) -> Iterator[str]:
    """Go through the columns that may be null as soon as the primary key is gone from them, which goes at the end with this one."""
    key = table.primary_key
    if key is None or change.ref.name not in key.columns:
        return
    for each in (each for work in works for each in work.changes):
        nullable = "nullable" in each.aspects and getattr(each.after, "nullable", False)
        if nullable and each.ref.owner == change.ref.owner and each.ref.name in {*key.columns} - {change.ref.name}:
            yield f"column {each.ref.name} of the same primary key becomes nullable"


def _moves(change: Change, key: ForeignKey) -> bool:
    """Tell whether a change is about what a foreign key refers to, and that stood before."""
    if change.verb is Verb.ADD or change.ref.owner != key.table:
        return False
    part = change.before
    if isinstance(part, PrimaryKey | Unique | Index):
        return set(key.referenced) <= named_in(part)
    return change.kind == "table" if not isinstance(part, Column) else part.name in key.referenced


def parts_on(table: Table, columns: set[str]) -> list[AnyPart]:
    """Return the keys, constraints and indexes of a table that are on columns, or speak of them."""
    return [part for part in (*table.constraints, *table.indexes) if not columns.isdisjoint(named_in(part))]
