"""What DuckDB 1.4 and later can do, as its own server told when it was asked.

No identity columns (a sequence stands in), only virtual generated columns, foreign keys without actions, no partial indexes, and few
changes to a table that anything depends on.
"""

from __future__ import annotations

from schemac.dialect import Capabilities

CAPABILITIES = Capabilities(
    version=(1, 4),
    kinds=frozenset({"table", "column", "primary_key", "unique", "check", "foreign_key", "index", "view", "namespace", "enum", "sequence"}),
    alter=(
        ("table", frozenset({"comment"})),
        ("column", frozenset({"type", "nullable", "default", "comment"})),
        ("view", frozenset({"comment"})),
        ("index", frozenset({"comment"})),
        ("enum", frozenset({"comment"})),
        ("sequence", frozenset({"comment"})),
    ),
    replace=frozenset({"index", "view"}),
    rename=frozenset({"table", "column", "view"}),
    comments=frozenset({"table", "column", "view", "index", "enum", "sequence"}),
    index=frozenset({"unique", "expression"}),
    constraint=frozenset({"on_delete restrict", "on_update restrict"}),
    generated=frozenset({"virtual"}),
    default_namespace="main",
    identifier_limit=1_000_000,
    serial_sequences=False,
    transactional_ddl=True,
)
