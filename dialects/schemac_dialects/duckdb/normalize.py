"""A definition as DuckDB holds it: an identity is a sequence and a default."""

from __future__ import annotations

from dataclasses import replace as replace_definition

from msgspec.structs import replace

from schemac.dialect import Capabilities
from schemac.errors import Problem
from schemac.model.change import part_ref
from schemac.model.definition import Definition
from schemac.model.objects import Object, Sequence
from schemac.model.schema import Schema
from schemac.model.tables import Column, ForeignKey, Identity, Table
from schemac_dialects.ansi.normalize import LOSS, each_column, not_null_keys
from schemac_dialects.ansi.quoting import literal
from schemac_dialects.ansi.refusals import Refusals
from schemac_dialects.ansi.sequences import untyped
from schemac_dialects.duckdb.quoting import quote

REFUSALS = Refusals("duckdb", "DuckDB", has=frozenset({"nextval", "gen_random_uuid", "array_length"}))


def normalize(definition: Definition, can: Capabilities) -> Definition:  # noqa: ARG001 - the shape of every normalize
    """Return the definition with a sequence behind every identity column."""
    definition = untyped(REFUSALS.check(each_column(definition, not_null_keys)))
    losses: list[Problem] = list(definition.losses)
    made: list[Object] = []
    for item in definition.schema:
        if isinstance(item, Table):
            made += _counted(_within(item, definition, losses), definition, losses)
        else:
            made.append(item)
    return replace_definition(definition, schema=Schema.of(made), losses=tuple(losses))


def _within(table: Table, definition: Definition, losses: list[Problem]) -> Table:
    """Return a table without foreign keys to tables of other namespaces, which DuckDB cannot keep."""
    across = [part for part in table.constraints if isinstance(part, ForeignKey) and part.table.namespace != table.namespace]
    for part in across:
        ref = part_ref(table, part)
        losses.append(Problem(LOSS, f"{ref}: DuckDB has no foreign key to another schema; it is left out", definition.locate(ref)))
    return replace(table, constraints=tuple(part for part in table.constraints if part not in across)) if across else table


def _counted(table: Table, definition: Definition, losses: list[Problem]) -> list[Object]:
    """Return a table with the sequences that its identity columns take their values from, before it."""
    sequences: list[Object] = []
    columns: list[Column] = []
    for column in table.columns:
        if column.identity is None:
            columns.append(column)
            continue
        sequence = _sequence(table, column, column.identity)
        sequences.append(sequence)
        called = ".".join(quote(part) for part in sequence.full_name if part)
        columns.append(replace(column, identity=None, nullable=False, default=f"nextval({literal(called)})"))
        if column.identity.always:
            losses.append(_open(definition, table, column))
    return [*sequences, replace(table, columns=tuple(columns))]


def _sequence(table: Table, column: Column, identity: Identity) -> Sequence:
    return Sequence(
        name=f"{table.name}_{column.name}_seq",
        namespace=table.namespace,
        start=identity.start,
        increment=identity.increment,
        minimum=identity.minimum,
        maximum=identity.maximum,
        cycle=identity.cycle,
    )


def _open(definition: Definition, table: Table, column: Column) -> Problem:
    """Return the loss of an identity that refused values given by hand."""
    ref = part_ref(table, column)
    return Problem(LOSS, f"{ref}: DuckDB numbers it by default but takes values given by hand", definition.locate(ref))
