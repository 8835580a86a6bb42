"""Names in expressions for engines that fold bare names to upper case: quotes are left off where the object's own name has none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace as replace_definition
from functools import partial

from msgspec.structs import replace

from schemac.model.definition import Definition
from schemac.model.objects import Object, View
from schemac.model.schema import Schema
from schemac.model.sql_text import tokens
from schemac.model.tables import Check, Column, Constraint, Index, IndexKey, Table

Quote = Callable[[str], str]


def unquoted(definition: Definition, quote: Quote) -> Definition:
    """Return the definition with every quoted identifier in its expressions written as `quote` writes that object's name."""
    return replace_definition(definition, schema=Schema.of(_object(item, partial(respelled, quote=quote)) for item in definition.schema))


def respelled(sql: str, quote: Quote) -> str:
    """Return a text with its quoted identifiers as `quote` writes them."""
    if '"' not in sql:
        return sql
    return "".join(quote(token.identifier) if token.kind == "quoted" and token.identifier else token.text for token in tokens(sql))


def _object(item: Object, said: Callable[[str], str]) -> Object:
    match item:
        case View():
            return replace(item, sql=said(item.sql))
        case Table():
            return replace(
                item,
                columns=tuple(_column(column, said) for column in item.columns),
                constraints=tuple(_constraint(part, said) for part in item.constraints),
                indexes=tuple(_index(index, said) for index in item.indexes),
            )
        case _:
            return item


def _column(column: Column, said: Callable[[str], str]) -> Column:
    if column.generated is None:
        return column
    return replace(column, generated=replace(column.generated, sql=said(column.generated.sql)))


def _constraint(part: Constraint, said: Callable[[str], str]) -> Constraint:
    return replace(part, sql=said(part.sql)) if isinstance(part, Check) else part


def _index(index: Index, said: Callable[[str], str]) -> Index:
    keys: tuple[IndexKey, ...] = tuple(replace(key, sql=said(key.sql)) for key in index.keys)
    return replace(index, keys=keys, where=said(index.where))
