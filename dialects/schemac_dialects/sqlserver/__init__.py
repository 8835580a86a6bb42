"""SQL Server: a table of contents."""

from __future__ import annotations

from pathlib import Path

from schemac.dialect import Dialect
from schemac.dialect.legalize import legalize
from schemac_dialects.ansi import TEMPLATES
from schemac_dialects.ansi.canonical import canonical
from schemac_dialects.ansi.costs import cost
from schemac_dialects.ansi.values import values
from schemac_dialects.sqlserver.capabilities import CAPABILITIES
from schemac_dialects.sqlserver.normalize import normalize
from schemac_dialects.sqlserver.quoting import literal, quote
from schemac_dialects.sqlserver.types import native_type

DIALECT = Dialect(
    name="sqlserver",
    title="SQL Server",
    sqlglot="tsql",
    speaks=frozenset({"sqlserver"}),
    templates=(Path(__file__).parent / "templates", TEMPLATES),
    capabilities=CAPABILITIES,
    quote=quote,
    literal=literal,
    native_type=native_type,
    normalize=normalize,
    legalize=legalize,
    cost=cost,
    value=values(booleans=False, hexadecimal="0x{}"),
    canonical=canonical("tsql"),
    words={"index": {"clustered": "true: the table itself is kept in the order of this index"}},
    separator=";\nGO",
    opaque=("EXEC sys.", "ALTER TABLE"),
)
