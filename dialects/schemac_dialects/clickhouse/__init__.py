"""ClickHouse: a table of contents."""

from __future__ import annotations

from pathlib import Path

from schemac.dialect import Dialect
from schemac.dialect.legalize import legalize
from schemac_dialects.ansi import TEMPLATES
from schemac_dialects.ansi.canonical import canonical
from schemac_dialects.ansi.costs import cost
from schemac_dialects.ansi.quoting import escaped_literal
from schemac_dialects.ansi.values import values
from schemac_dialects.clickhouse.capabilities import CAPABILITIES
from schemac_dialects.clickhouse.normalize import normalize
from schemac_dialects.clickhouse.quoting import quote
from schemac_dialects.clickhouse.types import native_type

DIALECT = Dialect(
    name="clickhouse",
    title="ClickHouse",
    sqlglot="clickhouse",
    speaks=frozenset({"clickhouse"}),
    templates=(Path(__file__).parent / "templates", TEMPLATES),
    capabilities=CAPABILITIES,
    quote=quote,
    literal=escaped_literal,
    native_type=native_type,
    normalize=normalize,
    legalize=legalize,
    cost=cost,
    value=values(hexadecimal="unhex('{}')"),
    canonical=canonical("clickhouse"),
    opaque=("RENAME TABLE", "ALTER TABLE"),
    words={
        "table": {
            "engine": "the table engine, as SQL: MergeTree unless told otherwise",
            "order_by": "the sorting key, as SQL: the primary key unless told otherwise",
            "partition_by": "the partitioning expression, as SQL",
            "ttl": "when rows expire, as SQL",
            "settings": "further settings, as SQL: index_granularity = 8192",
        },
        "column": {
            "low_cardinality": "true: LowCardinality(...) around the type",
            "codec": "the compression of the column, as SQL: ZSTD(3)",
        },
    },
)
