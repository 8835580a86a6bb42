"""What Spark SQL 4.0 can do with Delta Lake 4.0 tables.

Sources: https://docs.delta.io/latest/delta-constraints.html (NOT NULL, and CHECK by ALTER TABLE), delta-batch.html
(generated columns are kept in the data; identities are BIGINT),
https://spark.apache.org/docs/latest/sql-ref-syntax-ddl-create-table-datasource.html. No keys, no indexes.
"""

from __future__ import annotations

from schemac.dialect import Capabilities

CAPABILITIES = Capabilities(
    version=(4, 0),
    kinds=frozenset({"table", "column", "check", "view", "namespace"}),
    alter=(
        ("column", frozenset({"nullable", "default", "comment"})),
        ("table", frozenset({"comment"})),
    ),
    replace=frozenset({"check", "view"}),
    rename=frozenset({"table"}),
    comments=frozenset({"table", "column", "view", "namespace"}),
    index=frozenset(),
    constraint=frozenset(),
    generated=frozenset({"stored"}),
    default_namespace="default",
    identifier_limit=255,
    inline_comments=True,
)
