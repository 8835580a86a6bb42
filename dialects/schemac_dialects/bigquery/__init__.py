"""BigQuery: a table of contents."""

from __future__ import annotations

from pathlib import Path

from schemac.dialect import Dialect
from schemac.dialect.legalize import legalize
from schemac_dialects.ansi import TEMPLATES
from schemac_dialects.ansi.canonical import canonical
from schemac_dialects.ansi.costs import cost
from schemac_dialects.ansi.quoting import escaped_literal
from schemac_dialects.ansi.values import values
from schemac_dialects.bigquery.capabilities import CAPABILITIES
from schemac_dialects.bigquery.normalize import normalize
from schemac_dialects.bigquery.quoting import quote
from schemac_dialects.bigquery.types import native_type

DIALECT = Dialect(
    name="bigquery",
    title="BigQuery",
    sqlglot="bigquery",
    speaks=frozenset({"bigquery"}),
    templates=(Path(__file__).parent / "templates", TEMPLATES),
    capabilities=CAPABILITIES,
    quote=quote,
    literal=escaped_literal,
    native_type=native_type,
    normalize=normalize,
    legalize=legalize,
    cost=cost,
    value=values(hexadecimal="FROM_HEX('{}')"),
    canonical=canonical("bigquery"),
    opaque=("ALTER TABLE", "ALTER SCHEMA"),
    words={
        "table": {
            "partition_by": "the partitioning expression, as SQL",
            "cluster_by": "up to four columns, as SQL, by which the data is kept together",
            "options": "further entries of OPTIONS(...), as SQL: require_partition_filter = true",
        }
    },
)
