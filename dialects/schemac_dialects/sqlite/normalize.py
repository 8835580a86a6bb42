"""The last step into SQLite's terms: identity columns, and what a STRICT table may hold."""

from __future__ import annotations

from dataclasses import replace as replace_definition

from msgspec.structs import replace

from schemac.dialect import Capabilities
from schemac.errors import Problem, SchemaError
from schemac.model.definition import Definition
from schemac.model.names import Ref
from schemac.model.objects import Object
from schemac.model.programs import Trigger, VirtualTable
from schemac.model.tables import Column, Identity, Table
from schemac_dialects.sqlite.triggers import native_trigger, native_virtual_table

_STRICT = {"VARCHAR": "TEXT", "CHAR": "TEXT", "BOOLEAN": "INTEGER", "NUMERIC": "REAL"}


def normalize(definition: Definition, can: Capabilities) -> Definition:  # noqa: ARG001 - the shape of every normalize
    """Return the definition with identity columns as AUTOINCREMENT and types that STRICT tables accept.

    Raises SchemaError (SC330) where an identity column is not the whole primary key, which SQLite cannot count, and
    (SC303) for a trigger that it cannot have.
    """
    problems: list[Problem] = []
    changed: list[Object] = [_table(table, definition, problems) for table in definition.schema.tables]
    for item in definition.schema:
        if isinstance(item, Trigger):
            changed.append(native_trigger(item, definition, problems))
        elif isinstance(item, VirtualTable):
            changed.append(native_virtual_table(item))
    if problems:
        raise SchemaError(problems)
    return replace_definition(definition, schema=definition.schema.having(changed))


def _table(table: Table, definition: Definition, problems: list[Problem]) -> Table:
    """Return a table in SQLite's terms."""
    key = table.primary_key
    columns = []
    for column in table.columns:
        if column.identity is not None and (key is None or key.columns != (column.name,)):
            ref = Ref("column", table.namespace, column.name, table.name)
            hint = "make it the only column of the primary key, or drop the identity under dialects: {sqlite: ...}"
            problems.append(Problem("SC330", f"{ref}: SQLite counts only a primary key of one column", definition.locate(ref), hint))
        columns.append(_column(column, strict=bool(table.options.get("strict"))))
    options = {word: value for word, value in table.options.items() if value is not False}
    return replace(table, columns=tuple(columns), options=options)


def _column(column: Column, *, strict: bool) -> Column:
    """Return a column in SQLite's terms."""
    if column.identity is not None:
        column = replace(column, type="INTEGER", identity=Identity(always=False))
    if strict:
        name = column.type.partition("(")[0].strip()
        column = replace(column, type=_STRICT.get(name, column.type))
    return column
