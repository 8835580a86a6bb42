"""The last steps into an engine's terms that the compile-only dialects share."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace as replace_definition

from msgspec.structs import replace

from schemac.errors import Problem
from schemac.model.change import part_ref
from schemac.model.definition import Definition
from schemac.model.objects import Object
from schemac.model.schema import Schema
from schemac.model.tables import Column, Table

LOSS = "SC390"

ColumnStep = Callable[[Table, Column], tuple[Column, str]]
"""A step for one column of a table: the column as the engine has it, and what that loses, if anything."""


def each_column(definition: Definition, *steps: ColumnStep) -> Definition:
    """Return the definition with every column taken through the steps, and their losses noted."""
    losses = list(definition.losses)
    made = [_stepped(item, steps, definition, losses) for item in definition.schema]
    return replace_definition(definition, schema=Schema.of(made), losses=tuple(losses))


def key_columns(table: Table) -> tuple[str, ...]:
    """Return the names of a table's primary key columns."""
    return table.primary_key.columns if table.primary_key is not None else ()


def loss(definition: Definition, item: Object, message: str) -> Problem:
    """Return one line of the loss report about an object."""
    return Problem(LOSS, f"{item.ref}: {message}", definition.locate(item.ref))


def _key_not_null(table: Table, column: Column) -> tuple[Column, str]:
    return (replace(column, nullable=False) if column.nullable and column.name in key_columns(table) else column), ""


def _stepped(item: Object, steps: tuple[ColumnStep, ...], definition: Definition, losses: list[Problem]) -> Object:
    if not isinstance(item, Table):
        return item
    return replace(item, columns=tuple(_through(item, steps, definition, losses)))


def _through(table: Table, steps: tuple[ColumnStep, ...], definition: Definition, losses: list[Problem]) -> Iterator[Column]:
    for written in table.columns:
        column = written
        for step in steps:
            column, lost = step(table, column)
            if lost:
                ref = part_ref(table, written)
                losses.append(Problem(LOSS, f"{ref}: {lost}", definition.locate(ref)))
        yield column


not_null_keys: ColumnStep = _key_not_null
"""Make the columns of primary keys not null."""
