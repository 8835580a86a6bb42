"""Oracle Database: a table of contents."""

from __future__ import annotations

from pathlib import Path

from schemac.dialect import Dialect
from schemac.dialect.legalize import legalize
from schemac_dialects.ansi import TEMPLATES, literal
from schemac_dialects.ansi.canonical import canonical
from schemac_dialects.ansi.costs import cost
from schemac_dialects.ansi.values import values
from schemac_dialects.oracle.capabilities import CAPABILITIES
from schemac_dialects.oracle.normalize import normalize
from schemac_dialects.oracle.quoting import quote
from schemac_dialects.oracle.types import native_type

DIALECT = Dialect(
    name="oracle",
    title="Oracle",
    sqlglot="oracle",
    speaks=frozenset({"oracle"}),
    templates=(Path(__file__).parent / "templates", TEMPLATES),
    capabilities=CAPABILITIES,
    quote=quote,
    literal=literal,
    native_type=native_type,
    normalize=normalize,
    legalize=legalize,
    cost=cost,
    value=values(booleans=False, hexadecimal="HEXTORAW('{}')", words=("date", "timestamp")),
    canonical=canonical("oracle"),
    opaque=("ALTER TABLE", "CREATE INDEX", "CREATE UNIQUE INDEX"),
    words={"table": {"tablespace": "the tablespace that holds the table"}},
)
