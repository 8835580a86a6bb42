"""Trino: a table of contents."""

from __future__ import annotations

from pathlib import Path

from schemac.dialect import Dialect
from schemac.dialect.legalize import legalize
from schemac_dialects.ansi import TEMPLATES, literal
from schemac_dialects.ansi.canonical import canonical
from schemac_dialects.ansi.costs import cost
from schemac_dialects.ansi.values import values
from schemac_dialects.trino.capabilities import CAPABILITIES
from schemac_dialects.trino.normalize import normalize
from schemac_dialects.trino.quoting import quote
from schemac_dialects.trino.types import native_type

DIALECT = Dialect(
    name="trino",
    title="Trino",
    sqlglot="trino",
    speaks=frozenset({"trino"}),
    templates=(Path(__file__).parent / "templates", TEMPLATES),
    capabilities=CAPABILITIES,
    quote=quote,
    literal=literal,
    native_type=native_type,
    normalize=normalize,
    legalize=legalize,
    cost=cost,
    value=values(casts=("date", "time", "uuid", "json")),
    canonical=canonical("trino"),
    words={
        "table": {"with": "the connector's table properties, as SQL: format = 'PARQUET'"},
        "column": {"with": "the connector's column properties, as SQL"},
        "namespace": {"with": "the connector's schema properties, as SQL"},
    },
)
