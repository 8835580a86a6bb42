"""What MySQL can do, by version."""

from __future__ import annotations

from dataclasses import replace

from schemac.dialect import Capabilities

COLUMN_ASPECTS = frozenset(
    {"type", "nullable", "default", "identity", "generated", "collation", "comment", "options", "position"},
)

PROGRAMS = ("function", "procedure", "trigger", "event")

CAPABILITIES = Capabilities(
    version=(9, 7),
    kinds=frozenset({"table", "column", "primary_key", "unique", "check", "foreign_key", "index", "view", *PROGRAMS}),
    alter=(
        ("table", frozenset({"comment", "options"})),
        ("column", COLUMN_ASPECTS),
        ("event", frozenset({"schedule", "body", "preserve", "state", "comment", "options"})),
        ("view", frozenset({"sql", "columns", "check_option", "options"})),
    ),
    replace=frozenset({"primary_key", "unique", "check", "foreign_key", "index"}),
    rename=frozenset({"table", "column", "index", "unique", "view", "event"}),
    caseless=frozenset({"column", "index", "unique", "event"}),
    comments=frozenset({"table", "column", "index", "constraint", "function", "procedure", "event"}),
    index=frozenset({"unique", "order", "expression", "length", "method"}),
    constraint=frozenset({"on_delete", "on_update", "not_enforced"}),
    generated=frozenset({"stored", "virtual"}),
    identifier_limit=64,
    identity=True,
    identity_options=False,
    transactional_ddl=False,
    names_by_table=frozenset({"primary_key", "unique", "index"}),
    inline_indexes=True,
    inline_comments=True,
    column_position=True,
    check_option=True,
)
"""Those of the newest version known, of which no server was asked."""


def capabilities(version: tuple[int, ...], defaults: tuple[tuple[str, str], ...]) -> Capabilities:
    """Return what a server of this version can do, and what it gives to what is left unsaid."""
    made = replace(CAPABILITIES, version=version, defaults=defaults)
    if version < (8, 0, 16):
        made = replace(made, kinds=made.kinds - {"check"})
    if version < (8, 0, 13):
        made = replace(made, index=made.index - {"expression"})
    if version < (8, 0):
        made = replace(made, index=made.index - {"order"})
    return made
