"""What SQLite can do; versions are those of the library."""

from __future__ import annotations

from dataclasses import replace

from schemac.dialect import Capabilities

DROP_COLUMN = (3, 35)
STRICT = (3, 37)

CAPABILITIES = Capabilities(
    version=(3, 45),
    kinds=Capabilities().kinds | {"trigger", "virtual_table"},
    alter=(),
    replace=frozenset({"index", "view", "trigger"}),
    rename=frozenset({"table", "column", "virtual_table"}),
    caseless=frozenset({"table", "column", "index"}),
    index=frozenset({"unique", "order", "partial", "expression", "collation"}),
    constraint=frozenset({"on_delete", "on_update", "deferrable", "match"}),
    names_by_table=frozenset({"primary_key", "unique", "check", "foreign_key"}),
    generated=frozenset({"stored", "virtual"}),
    identifier_limit=1_000_000,
    identity_options=False,
    transactional_ddl=True,
    forward_references=True,
    unnamed_constraints=True,
    copies_tables=True,
)


def capabilities(version: tuple[int, ...]) -> Capabilities:
    """Return what a library of this version can do. Source: https://www.sqlite.org/changes.html."""
    return replace(CAPABILITIES, version=version)
