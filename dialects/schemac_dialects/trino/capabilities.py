"""What Trino's own grammar can say; how much of it works is up to the connector.

Source: https://trino.io/docs/current/sql/create-table.html and alter-table.html: NOT NULL, comments and properties;
no constraints, defaults, identities, generated columns, indexes or sequences.
"""

from __future__ import annotations

from schemac.dialect import Capabilities

CAPABILITIES = Capabilities(
    kinds=frozenset({"table", "column", "view", "namespace"}),
    alter=(
        ("column", frozenset({"type", "comment"})),
        ("table", frozenset({"comment"})),
        ("view", frozenset({"comment"})),
    ),
    replace=frozenset({"view"}),
    rename=frozenset({"table", "column", "view"}),
    comments=frozenset({"table", "column", "view"}),
    index=frozenset(),
    constraint=frozenset(),
    identity=False,
    inline_comments=True,
)
