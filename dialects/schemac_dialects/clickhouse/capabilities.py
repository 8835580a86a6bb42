"""What ClickHouse 24.8 and later can do with MergeTree tables.

Sources: https://clickhouse.com/docs/sql-reference/statements/create/table and alter/. The primary key sorts and is not unique; checks are
enforced on insert; there are no unique constraints, foreign keys, identities or sequences, and its indexes skip data rather than find rows.
"""

from __future__ import annotations

from schemac.dialect import Capabilities

CAPABILITIES = Capabilities(
    version=(24, 8),
    kinds=frozenset({"table", "column", "primary_key", "check", "view", "namespace"}),
    alter=(
        ("column", frozenset({"type", "nullable", "default", "comment"})),
        ("table", frozenset({"comment"})),
    ),
    replace=frozenset({"check", "view"}),
    rename=frozenset({"table", "column"}),
    comments=frozenset({"table", "column", "view", "namespace"}),
    index=frozenset(),
    constraint=frozenset(),
    informational=frozenset({"primary_key"}),
    generated=frozenset({"stored", "virtual"}),
    default_namespace="default",
    identifier_limit=200,
    identifier_bytes=True,
    identity=False,
    inline_comments=True,
)
