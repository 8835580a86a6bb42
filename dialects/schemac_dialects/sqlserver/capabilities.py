"""What SQL Server 2022 can do.

Sources: https://learn.microsoft.com/sql/t-sql/statements/ (create-table, alter-table, create-index). Filtered indexes, INCLUDE and computed
columns are there; indexes on expressions (only on computed columns), deferrable constraints and RESTRICT are not. A unique constraint or
index takes nulls as equal.
"""

from __future__ import annotations

from schemac.dialect import Capabilities

CAPABILITIES = Capabilities(
    version=(16,),
    kinds=frozenset({"table", "column", "primary_key", "unique", "check", "foreign_key", "index", "view", "namespace", "sequence"}),
    alter=(("column", frozenset({"type", "nullable", "comment"})), ("table", frozenset({"comment"})), ("view", frozenset({"comment"}))),
    rename=frozenset({"table", "column", "index"}),
    comments=frozenset({"table", "column", "view"}),
    index=frozenset({"unique", "order", "partial", "include", "nulls_distinct"}),
    constraint=frozenset(f"{when} {action}" for when in ("on_delete", "on_update") for action in ("cascade", "set null", "set default"))
    | {"nulls_distinct"},
    generated=frozenset({"stored", "virtual"}),
    default_namespace="dbo",
    identifier_limit=128,
    serial_sequences=False,
    transactional_ddl=True,
)
