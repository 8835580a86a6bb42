"""Snowflake: a table of contents."""

from __future__ import annotations

from pathlib import Path

from schemac.dialect import Dialect
from schemac.dialect.legalize import legalize
from schemac_dialects.ansi import TEMPLATES
from schemac_dialects.ansi.canonical import canonical
from schemac_dialects.ansi.costs import cost
from schemac_dialects.ansi.quoting import escaped_literal
from schemac_dialects.ansi.values import values
from schemac_dialects.snowflake.capabilities import CAPABILITIES
from schemac_dialects.snowflake.normalize import normalize
from schemac_dialects.snowflake.quoting import quote
from schemac_dialects.snowflake.types import native_type

DIALECT = Dialect(
    name="snowflake",
    title="Snowflake",
    sqlglot="snowflake",
    speaks=frozenset({"snowflake"}),
    templates=(Path(__file__).parent / "templates", TEMPLATES),
    capabilities=CAPABILITIES,
    quote=quote,
    literal=escaped_literal,
    native_type=native_type,
    normalize=normalize,
    legalize=legalize,
    cost=cost,
    value=values(hexadecimal="TO_BINARY('{}', 'HEX')"),
    canonical=canonical("snowflake"),
    words={
        "table": {
            "transient": "true: no fail-safe period for the table's data",
            "cluster_by": "columns or expressions, as SQL, by which the table's data is kept together",
        }
    },
)
