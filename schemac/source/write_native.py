"""What a definition in another engine's SQL can say only in an engine's own words, which are taken to the letter."""

from __future__ import annotations

from collections.abc import Collection
from typing import TypeVar

from msgspec.structs import replace

from schemac.model.change import part_ref
from schemac.model.names import Ref
from schemac.model.objects import Object, View, Words
from schemac.model.relations import MaterializedView
from schemac.model.schema import EMPTY, Schema
from schemac.model.tables import Check, Column, Index, Part, Table

P = TypeVar("P", bound=Part)


def with_native_words(schema: Schema, refs: Collection[Ref], dialect: str, own: Schema = EMPTY) -> Schema:
    """Return the schema with the types and expressions of some objects and parts among the words of their engine too.

    own: the definition; a check that it has keeps its words for all other engines.
    """
    if not refs:
        return schema
    owners = {ref.owner for ref in refs}
    return Schema.of(_object(item, refs, dialect, own) if item.full_name in owners else item for item in schema)


def _object(item: Object, refs: Collection[Ref], dialect: str, own: Schema) -> Object:
    match item:
        case Table():
            columns = tuple(_part(part, item, refs, dialect, _of_column(part)) for part in item.columns)
            constraints = tuple(_check(part, item, refs, dialect, own) if isinstance(part, Check) else part for part in item.constraints)
            indexes = tuple(_part(part, item, refs, dialect, _of_index(part)) for part in item.indexes)
            return replace(item, columns=columns, constraints=constraints, indexes=indexes)
        case View() | MaterializedView() if item.ref in refs:
            return replace(item, dialects={dialect: {"sql": item.sql}})
        case _:
            return item


def _check(check: Check, table: Table, refs: Collection[Ref], dialect: str, own: Schema) -> Check:
    if part_ref(table, check) not in refs:
        return check
    known = own.table(table.full_name)
    said = next((part for part in known.constraints if isinstance(part, Check) and part.name == check.name), check) if known else check
    return replace(check, sql=said.sql, dialects={dialect: {"sql": check.sql}})


def _part(part: P, table: Table, refs: Collection[Ref], dialect: str, words: Words) -> P:
    return replace(part, dialects={dialect: words}) if words and part_ref(table, part) in refs else part


def _of_column(column: Column) -> Words:
    words: Words = {"type": column.type}
    words |= {} if column.default is None else {"default": column.default}
    return words if column.generated is None else words | {"generated": {"sql": column.generated.sql, "stored": column.generated.stored}}


def _of_index(index: Index) -> Words:
    return {"where": index.where} if index.where else {}
