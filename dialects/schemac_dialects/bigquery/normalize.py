"""A definition as BigQuery holds it: what is in a primary key is never null, and other engines' functions are refused."""

from __future__ import annotations

from schemac.dialect import Capabilities
from schemac.model.definition import Definition
from schemac_dialects.ansi.normalize import each_column, not_null_keys
from schemac_dialects.ansi.refusals import Refusals

REFUSALS = Refusals("bigquery", "BigQuery")


def normalize(definition: Definition, can: Capabilities) -> Definition:  # noqa: ARG001 - the shape of every normalize
    """Return the definition with the columns of primary keys not null."""
    return REFUSALS.check(each_column(definition, not_null_keys))
