"""Redshift: a table of contents."""

from __future__ import annotations

from pathlib import Path

from schemac.dialect import Dialect
from schemac.dialect.legalize import legalize
from schemac_dialects.ansi import TEMPLATES
from schemac_dialects.ansi.canonical import canonical
from schemac_dialects.ansi.costs import cost
from schemac_dialects.ansi.quoting import escaped_literal
from schemac_dialects.ansi.values import values
from schemac_dialects.redshift.capabilities import CAPABILITIES
from schemac_dialects.redshift.normalize import normalize
from schemac_dialects.redshift.quoting import quote
from schemac_dialects.redshift.types import native_type

DIALECT = Dialect(
    name="redshift",
    title="Redshift",
    sqlglot="redshift",
    speaks=frozenset({"redshift"}),
    templates=(Path(__file__).parent / "templates", TEMPLATES),
    capabilities=CAPABILITIES,
    quote=quote,
    literal=escaped_literal,
    native_type=native_type,
    normalize=normalize,
    legalize=legalize,
    cost=cost,
    value=values(hexadecimal="FROM_HEX('{}')"),
    canonical=canonical("redshift"),
    words={
        "table": {
            "diststyle": "how rows are spread over the nodes: AUTO, EVEN, KEY or ALL",
            "distkey": "the column by which rows are spread",
            "sortkey": "the columns, as SQL, by which rows are sorted",
            "sortstyle": "COMPOUND or INTERLEAVED",
        },
        "column": {"encode": "the compression of the column: AZ64, LZO, ZSTD, RAW and so on"},
    },
)
