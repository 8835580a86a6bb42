"""What Snowflake can do with standard tables.

Sources: https://docs.snowflake.com/en/sql-reference/constraints-overview (keys are kept, only NOT NULL is enforced), sql/create-table
(generated columns are virtual), sql/alter-table-column (a default can only be dropped). Standard tables have no indexes and no checks.
"""

from __future__ import annotations

from schemac.dialect import Capabilities

CAPABILITIES = Capabilities(
    kinds=frozenset({"table", "column", "primary_key", "unique", "foreign_key", "view", "namespace", "sequence"}),
    alter=(
        ("column", frozenset({"type", "nullable", "comment"})),
        ("table", frozenset({"comment"})),
        ("view", frozenset({"comment"})),
        ("namespace", frozenset({"comment"})),
        ("sequence", frozenset({"comment"})),
    ),
    replace=frozenset({"primary_key", "unique", "foreign_key", "view"}),
    rename=frozenset({"table", "column", "view"}),
    comments=frozenset({"table", "column", "view", "namespace", "sequence"}),
    index=frozenset(),
    constraint=frozenset({"on_delete", "on_update", "match"}),
    informational=frozenset({"primary_key", "unique", "foreign_key"}),
    generated=frozenset({"virtual"}),
    default_namespace="public",
    identifier_limit=255,
    serial_sequences=False,
)
