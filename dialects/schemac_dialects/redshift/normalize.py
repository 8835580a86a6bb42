"""A definition as Redshift holds it: names fold to lower case, and an identity knows only where it starts and how far it steps."""

from __future__ import annotations

from dataclasses import replace as replace_definition

from schemac.dialect import Capabilities
from schemac.model.definition import Definition
from schemac.model.tables import Column, Table
from schemac_dialects.ansi.normalize import each_column, loss, not_null_keys
from schemac_dialects.ansi.refusals import Refusals

REFUSALS = Refusals("redshift", "Redshift")


def normalize(definition: Definition, can: Capabilities) -> Definition:  # noqa: ARG001 - the shape of every normalize
    """Return the definition with what its names and identities lack told as a loss."""
    definition = REFUSALS.check(each_column(definition, not_null_keys, _identity))
    folded = [
        loss(definition, item, "Redshift folds its name to lower case, unless enable_case_sensitive_identifier is on")
        for item in definition.schema
        if item.name != item.name.lower()
    ]
    return replace_definition(definition, losses=(*definition.losses, *folded))


def _identity(table: Table, column: Column) -> tuple[Column, str]:  # noqa: ARG001 - the shape of every step
    counting = column.identity
    told = ["its name folds to lower case"] if column.name != column.name.lower() else []
    if counting is not None and (counting.minimum is not None or counting.maximum is not None or counting.cycle):
        told.append("bounds and cycle of an identity are not kept")
    return column, "; ".join(told)
