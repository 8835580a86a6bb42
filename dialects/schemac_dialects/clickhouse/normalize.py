"""A definition as ClickHouse holds it: whether a column may be null is part of its type."""

from __future__ import annotations

from msgspec.structs import replace

from schemac.dialect import Capabilities
from schemac.model.definition import Definition
from schemac.model.tables import Column, Table
from schemac_dialects.ansi.normalize import each_column, not_null_keys
from schemac_dialects.ansi.refusals import Refusals

_NEVER_NULL = ("Nullable(", "Array(", "Map(", "LowCardinality(", "Tuple(", "JSON", "Dynamic", "Variant(", "AggregateFunction(")
_FUNCTIONS = {"UUID()": "generateUUIDv4()", "CURRENT_TIMESTAMP()": "now64(6)"}


REFUSALS = Refusals("clickhouse", "ClickHouse", phrases=r"\bAT TIME ZONE\b")


def normalize(definition: Definition, can: Capabilities) -> Definition:  # noqa: ARG001 - the shape of every normalize
    """Return the definition with `Nullable` and `LowCardinality` put around the types of columns that ask for them."""
    return REFUSALS.check(each_column(definition, not_null_keys, _wrapped, _default))


def _wrapped(table: Table, column: Column) -> tuple[Column, str]:  # noqa: ARG001 - the shape of every step
    kind = column.type
    if column.nullable and not kind.startswith(_NEVER_NULL):
        kind = f"Nullable({kind})"
    if column.options.get("low_cardinality"):
        kind = f"LowCardinality({kind})"
    return replace(column, type=kind), ""


def _default(table: Table, column: Column) -> tuple[Column, str]:  # noqa: ARG001 - the shape of every step
    if column.default is None:
        return column, ""
    return replace(column, default=_FUNCTIONS.get(column.default, column.default)), ""
