"""DuckDB: a table of contents."""

from __future__ import annotations

from pathlib import Path

from schemac.dialect import Dialect
from schemac.dialect.legalize import legalize
from schemac_dialects.ansi import TEMPLATES, literal
from schemac_dialects.ansi.canonical import canonical
from schemac_dialects.ansi.costs import cost
from schemac_dialects.ansi.values import values
from schemac_dialects.duckdb.capabilities import CAPABILITIES
from schemac_dialects.duckdb.normalize import normalize
from schemac_dialects.duckdb.quoting import quote
from schemac_dialects.duckdb.types import native_type

DIALECT = Dialect(
    name="duckdb",
    title="DuckDB",
    sqlglot="duckdb",
    speaks=frozenset({"duckdb"}),
    templates=(Path(__file__).parent / "templates", TEMPLATES),
    capabilities=CAPABILITIES,
    quote=quote,
    literal=literal,
    native_type=native_type,
    normalize=normalize,
    legalize=legalize,
    cost=cost,
    value=values(hexadecimal="from_hex('{}')"),
    canonical=canonical("duckdb"),
    opaque=("CREATE TYPE", "DROP TYPE", "COMMENT ON TYPE", "COMMENT ON SEQUENCE"),
)
