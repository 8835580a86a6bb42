"""Spark SQL: a table of contents."""

from __future__ import annotations

from pathlib import Path

from schemac.dialect import Dialect
from schemac_dialects.ansi import TEMPLATES
from schemac_dialects.ansi.canonical import canonical
from schemac_dialects.ansi.costs import cost
from schemac_dialects.ansi.quoting import escaped_literal
from schemac_dialects.ansi.values import values
from schemac_dialects.spark.capabilities import CAPABILITIES
from schemac_dialects.spark.legalize import legalize
from schemac_dialects.spark.normalize import normalize
from schemac_dialects.spark.quoting import quote
from schemac_dialects.spark.types import native_type
from schemac_dialects.spark.words import WORDS

DIALECT = Dialect(
    name="spark",
    title="Spark SQL",
    sqlglot="spark",
    speaks=frozenset({"spark"}),
    templates=(Path(__file__).parent / "templates", TEMPLATES),
    capabilities=CAPABILITIES,
    quote=quote,
    literal=escaped_literal,
    native_type=native_type,
    normalize=normalize,
    legalize=legalize,
    cost=cost,
    value=values(casts=("date", "timestamp")),
    canonical=canonical("spark"),
    words=WORDS,
)
