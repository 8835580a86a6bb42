"""A definition as Oracle holds it: names folded to upper case, no empty text, and its own function for a new uuid."""

from __future__ import annotations

from dataclasses import replace as replace_definition

from msgspec.structs import replace

from schemac.dialect import Capabilities
from schemac.errors import Problem
from schemac.model.definition import Definition
from schemac.model.objects import Namespace
from schemac.model.schema import Schema
from schemac.model.tables import Column, Table
from schemac_dialects.ansi.expressions import each_expression, quotes_as
from schemac_dialects.ansi.normalize import LOSS, each_column, loss, not_null_keys
from schemac_dialects.ansi.refusals import Refusals
from schemac_dialects.ansi.sequences import untyped
from schemac_dialects.oracle.quoting import quote

_TEXTS = ("VARCHAR2", "CHAR", "CLOB")

REFUSALS = Refusals("oracle", "Oracle", missing=frozenset({"uuid", "getdate"}), unkeyable=("CLOB", "BLOB", "JSON", "XMLTYPE"))


def normalize(definition: Definition, can: Capabilities) -> Definition:  # noqa: ARG001 - the shape of every normalize
    """Return the definition with quotes left off where Oracle folds, users left to the administrator, and the empty text told as a loss."""
    definition = REFUSALS.check(each_column(each_expression(definition, quotes_as(quote)), not_null_keys, _uuid))
    definition = untyped(definition)
    losses = list(definition.losses)
    kept = []
    for item in definition.schema:
        if isinstance(item, Namespace):
            losses.append(loss(definition, item, "a schema of Oracle is a user, which is not made here: CREATE USER has to come first"))
        else:
            kept.append(item)
    if any(column.type.startswith(_TEXTS) for table in definition.schema.tables for column in table.columns):
        losses.append(Problem(LOSS, "Oracle takes an empty text as null, in every column"))
    return replace_definition(definition, schema=Schema.of(kept), losses=tuple(losses))


def _uuid(table: Table, column: Column) -> tuple[Column, str]:  # noqa: ARG001 - the shape of every step
    return (replace(column, default="SYS_GUID()") if column.default == "UUID()" and column.type == "RAW(16)" else column), ""
