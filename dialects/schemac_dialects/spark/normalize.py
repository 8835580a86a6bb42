"""A definition as Delta tables hold it: an identity is a BIGINT, and what is in a primary key is never null."""

from __future__ import annotations

from msgspec.structs import replace

from schemac.dialect import Capabilities
from schemac.model.definition import Definition
from schemac.model.tables import Column, Table
from schemac_dialects.ansi.normalize import each_column, not_null_keys
from schemac_dialects.ansi.refusals import Refusals

REFUSALS = Refusals("spark", "Spark SQL")


def normalize(definition: Definition, can: Capabilities) -> Definition:  # noqa: ARG001 - the shape of every normalize
    """Return the definition with identities that are BIGINT."""
    return REFUSALS.check(each_column(definition, not_null_keys, _identity))


def _identity(table: Table, column: Column) -> tuple[Column, str]:  # noqa: ARG001 - the shape of every step
    counting = column.identity
    if counting is None:
        return column, ""
    told = [f"an identity is a BIGINT, not {column.type}"] if column.type != "BIGINT" else []
    if counting.minimum is not None or counting.maximum is not None or counting.cycle:
        told.append("bounds and cycle of an identity are not kept")
    return replace(column, type="BIGINT"), "; ".join(told)
