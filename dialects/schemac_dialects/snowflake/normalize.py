"""A definition as Snowflake holds it: names folded to upper case, and identities that take values given by hand."""

from __future__ import annotations

from dataclasses import replace as replace_definition
from typing import Any

from schemac.dialect import Capabilities
from schemac.model.definition import Definition
from schemac.model.objects import Sequence
from schemac.model.tables import Column, Table
from schemac_dialects.ansi.expressions import each_expression, quotes_as
from schemac_dialects.ansi.normalize import each_column, loss, not_null_keys
from schemac_dialects.ansi.refusals import Refusals
from schemac_dialects.snowflake.quoting import quote

REFUSALS = Refusals("snowflake", "Snowflake")


def normalize(definition: Definition, can: Capabilities) -> Definition:  # noqa: ARG001 - the shape of every normalize
    """Return the definition with quotes left off where Snowflake folds, and what its identities lack told as a loss."""
    definition = REFUSALS.check(each_column(each_expression(definition, quotes_as(quote)), not_null_keys, _identity))
    lost = [
        loss(definition, item, "Snowflake keeps no type, bounds, cache or cycle of a sequence")
        for item in definition.schema
        if isinstance(item, Sequence) and item != Sequence(**_kept(item))
    ]
    return replace_definition(definition, losses=(*definition.losses, *lost))


def _kept(sequence: Sequence) -> dict[str, Any]:
    """Return the attributes of a sequence that Snowflake has."""
    return {word: getattr(sequence, word) for word in ("name", "namespace", "comment", "start", "increment")}


def _identity(table: Table, column: Column) -> tuple[Column, str]:  # noqa: ARG001 - the shape of every step
    counting = column.identity
    if counting is None:
        return column, ""
    bounds = counting.minimum is not None or counting.maximum is not None or counting.cycle
    told = ["Snowflake numbers it by default but takes values given by hand"] if counting.always else []
    told += ["bounds and cycle of an identity are not kept"] if bounds else []
    return column, "; ".join(told)
