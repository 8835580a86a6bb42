"""What Oracle Database 23ai can do (release 23.0, the first with BOOLEAN columns).

Sources: https://docs.oracle.com/en/database/oracle/oracle-database/23/sqlrf/ (CREATE TABLE, constraint, CREATE
INDEX). Foreign keys have no ON UPDATE, and ON DELETE only CASCADE and SET NULL; generated columns are virtual (stored
ones came in 23.7); a schema is a user, so none is made.
"""

from __future__ import annotations

from schemac.dialect import Capabilities

CAPABILITIES = Capabilities(
    version=(23,),
    kinds=frozenset({"table", "column", "primary_key", "unique", "check", "foreign_key", "index", "view", "sequence", "namespace"}),
    alter=(
        ("column", frozenset({"type", "nullable", "default", "comment"})),
        ("table", frozenset({"comment"})),
        ("view", frozenset({"comment"})),
    ),
    rename=frozenset({"table", "column", "index"}),
    comments=frozenset({"table", "column", "view"}),
    index=frozenset({"unique", "order", "expression"}),
    constraint=frozenset({"on_delete cascade", "on_delete set null", "deferrable"}),
    generated=frozenset({"virtual"}),
    identifier_limit=128,
    identifier_bytes=True,
    serial_sequences=False,
    check_option=True,
)
