"""A definition as Trino can say it: without defaults and collations."""

from __future__ import annotations

from msgspec.structs import replace

from schemac.dialect import Capabilities
from schemac.model.definition import Definition
from schemac.model.tables import Column, Table
from schemac_dialects.ansi.normalize import each_column
from schemac_dialects.ansi.refusals import Refusals

REFUSALS = Refusals("trino", "Trino")


def normalize(definition: Definition, can: Capabilities) -> Definition:  # noqa: ARG001 - the shape of every normalize
    """Return the definition without the defaults of its columns, each told as a loss."""
    return REFUSALS.check(each_column(definition, _bare))


def _bare(table: Table, column: Column) -> tuple[Column, str]:  # noqa: ARG001 - the shape of every step
    told = [f"Trino has no defaults: {column.default} is left out"] if column.default is not None else []
    told += [f"Trino has no collations: {column.collation} is left out"] if column.collation else []
    return replace(column, default=None, collation=""), "; ".join(told)
