"""What BigQuery can do.

Sources: https://cloud.google.com/bigquery/docs/reference/standard-sql/data-definition-language and docs/primary-foreign-keys: primary and
foreign keys must be NOT ENFORCED; there are no unique constraints, checks, identities, generated columns, sequences or plain indexes.
"""

from __future__ import annotations

from schemac.dialect import Capabilities

CAPABILITIES = Capabilities(
    kinds=frozenset({"table", "column", "primary_key", "foreign_key", "view", "namespace"}),
    alter=(
        ("column", frozenset({"type", "default", "comment"})),
        ("table", frozenset({"comment"})),
        ("view", frozenset({"comment"})),
        ("namespace", frozenset({"comment"})),
    ),
    replace=frozenset({"primary_key", "foreign_key", "view"}),
    rename=frozenset({"table", "column"}),
    comments=frozenset({"table", "column", "view", "namespace"}),
    index=frozenset(),
    constraint=frozenset(),
    informational=frozenset({"primary_key", "foreign_key"}),
    identifier_limit=300,
    identity=False,
    inline_comments=True,
)
