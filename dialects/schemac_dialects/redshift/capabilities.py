"""What Amazon Redshift can do.

Sources: https://docs.aws.amazon.com/redshift/latest/dg/r_CREATE_TABLE_NEW.html, t_Defining_constraints.html (keys are
information for the planner), c_unsupported-postgresql-features.html: no checks, indexes, sequences or generated
columns; ALTER COLUMN only lengthens a varchar, so it is not offered here.
"""

from __future__ import annotations

from schemac.dialect import Capabilities

CAPABILITIES = Capabilities(
    kinds=frozenset({"table", "column", "primary_key", "unique", "foreign_key", "view", "namespace"}),
    alter=(("column", frozenset({"comment"})), ("table", frozenset({"comment"})), ("view", frozenset({"comment"}))),
    replace=frozenset({"primary_key", "unique", "foreign_key", "view"}),
    rename=frozenset({"table", "column"}),
    comments=frozenset({"table", "column", "view"}),
    index=frozenset(),
    constraint=frozenset(),
    informational=frozenset({"primary_key", "unique", "foreign_key"}),
    default_namespace="public",
    identifier_limit=127,
    identifier_bytes=True,
    transactional_ddl=True,
)
