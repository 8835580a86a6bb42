"""The expressions of a definition, taken one by one through a change of spelling."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace as replace_definition

from msgspec.structs import replace

from schemac.model.change import part_ref
from schemac.model.definition import Definition
from schemac.model.names import Ref
from schemac.model.objects import Object, View
from schemac.model.schema import Schema
from schemac.model.sql_text import tokens
from schemac.model.tables import Check, Column, Constraint, Index, Table

Respell = Callable[[str], str]


def each_expression(definition: Definition, said: Respell) -> Definition:
    """Return the definition with every default, computing expression, check, index expression and query as `said` gives it."""
    return replace_definition(definition, schema=Schema.of(_object(item, said) for item in definition.schema))


def expressions(schema: Schema) -> Iterator[tuple[Ref, str]]:
    """Go through every expression of a schema with the ref of what holds it."""
    for item in schema:
        if isinstance(item, View):
            yield item.ref, item.sql
        if isinstance(item, Table):
            for part in (*item.columns, *item.constraints, *item.indexes):
                yield from ((part_ref(item, part), sql) for sql in _of(part) if sql)


def quotes_as(quote: Callable[[str], str]) -> Respell:
    """Return a change that writes quoted identifiers as `quote` does, so that an engine which folds bare names finds them."""

    def said(sql: str) -> str:
        if '"' not in sql:
            return sql
        return "".join(quote(token.identifier) if token.kind == "quoted" and token.identifier else token.text for token in tokens(sql))

    return said


def _of(part: Column | Constraint | Index) -> Iterator[str]:
    match part:
        case Column():
            yield part.default or ""
            yield part.generated.sql if part.generated is not None else ""
        case Check():
            yield part.sql
        case Index():
            yield part.where
            yield from (key.sql for key in part.keys)
        case _:
            return


def _object(item: Object, said: Respell) -> Object:
    match item:
        case View():
            return replace(item, sql=said(item.sql))
        case Table():
            return replace(
                item,
                columns=tuple(_column(column, said) for column in item.columns),
                constraints=tuple(replace(part, sql=said(part.sql)) if isinstance(part, Check) else part for part in item.constraints),
                indexes=tuple(_index(index, said) for index in item.indexes),
            )
        case _:
            return item


def _column(column: Column, said: Respell) -> Column:
    default = column.default if column.default is None else said(column.default)
    generated = column.generated if column.generated is None else replace(column.generated, sql=said(column.generated.sql))
    return replace(column, default=default, generated=generated)


def _index(index: Index, said: Respell) -> Index:
    return replace(index, keys=tuple(replace(key, sql=said(key.sql)) for key in index.keys), where=said(index.where))
