"""A definition as SQL Server holds it: a bit has the values 0 and 1, and nulls are equal where something is unique."""

from __future__ import annotations

from dataclasses import replace as replace_definition

from msgspec.structs import replace

from schemac.dialect import Capabilities
from schemac.model.definition import Definition
from schemac.model.objects import Object
from schemac.model.sql_text import tokens
from schemac.model.tables import Column, Index, Table, Unique
from schemac_dialects.ansi.expressions import each_expression
from schemac_dialects.ansi.normalize import each_column, loss, not_null_keys
from schemac_dialects.ansi.refusals import Refusals
from schemac_dialects.sqlserver.quoting import quote

_BITS = {"(1 = 1)": "1", "(1 = 0)": "0", "true": "1", "false": "0"}
_OFFSETS = {"GETDATE()": "SYSDATETIMEOFFSET()", "CURRENT_TIMESTAMP": "SYSDATETIMEOFFSET()"}

REFUSALS = Refusals("sqlserver", "SQL Server", unkeyable=("NVARCHAR(MAX)", "VARBINARY(MAX)", "XML"))


def normalize(definition: Definition, can: Capabilities) -> Definition:  # noqa: ARG001 - the shape of every normalize
    """Return the definition with bits for booleans, and unique keys that take nulls as distinct told as a loss."""
    definition = each_column(each_expression(definition, _national), not_null_keys, _default, _identity)
    schema = definition.schema.having(_filtered(table) for table in definition.schema.tables)
    lost = [
        loss(definition, table, f"unique {part.name}: SQL Server takes nulls as equal, so only one row may hold a null")
        for table in schema.tables
        for part in table.constraints
        if isinstance(part, Unique) and part.nulls_distinct and _nullable(table, part.columns)
    ]
    return replace_definition(REFUSALS.check(definition), schema=schema, losses=(*definition.losses, *lost))


def _default(table: Table, column: Column) -> tuple[Column, str]:  # noqa: ARG001 - the shape of every step
    default = column.default
    if default is None:
        return column, ""
    if column.type == "BIT":
        default = _BITS.get(default.lower(), default)
    if column.type.startswith("DATETIMEOFFSET"):
        default = _OFFSETS.get(default, default)
    return replace(column, default=default), ""


def _national(sql: str) -> str:
    """Return a text with an N before each string that plain strings cannot hold."""
    if sql.isascii():
        return sql
    return "".join(f"N{token.text}" if token.text.startswith("'") and not token.text.isascii() else token.text for token in tokens(sql))


def _identity(table: Table, column: Column) -> tuple[Column, str]:  # noqa: ARG001 - the shape of every step
    """Say what an identity of SQL Server has not: bounds, a cycle, and values by default."""
    counting = column.identity
    if counting is None:
        return column, ""
    bounds = counting.minimum is not None or counting.maximum is not None or counting.cycle
    told = ["an identity refuses values given by hand unless IDENTITY_INSERT is on"] if not counting.always else []
    told += ["bounds and cycle of an identity are not kept"] if bounds else []
    return column, "; ".join(told)


def _nullable(table: Table, columns: tuple[str, ...]) -> bool:
    return any(column.nullable for column in table.columns if column.name in columns)


def _filtered(table: Table) -> Object:
    """Return the table with its unique indexes leaving nulls out, which is how SQL Server takes them as distinct."""
    return replace(table, indexes=tuple(_index(table, index) for index in table.indexes))


def _index(table: Table, index: Index) -> Index:
    columns = [key.column for key in index.keys if _nullable(table, (key.column,))]
    if not index.unique or not index.nulls_distinct or index.where or not columns:
        return index
    return replace(index, where=" AND ".join(f"{quote(column)} IS NOT NULL" for column in columns))
