"""What MariaDB can do, by version."""

from __future__ import annotations

from dataclasses import replace

from schemac.dialect import Capabilities
from schemac_dialects.mysql.capabilities import CAPABILITIES as MYSQL

CAPABILITIES = replace(
    MYSQL,
    version=(11, 8),
    kinds=MYSQL.kinds | {"sequence"},
    alter=(*MYSQL.alter, ("sequence", frozenset({"start", "increment", "minimum", "maximum", "cache", "cycle", "comment", "options"}))),
    comments=MYSQL.comments | {"sequence"},
    index=MYSQL.index - {"expression"} | {"leaned_on_backwards"},
    constraint=MYSQL.constraint - {"not_enforced"},
    rename=MYSQL.rename | {"sequence"} | {"checked_column"},
    serial_sequences=False,
    names_by_table=MYSQL.names_by_table | {"check"},
)
"""Those of the newest version known, of which no server was asked."""


def capabilities(version: tuple[int, ...], defaults: tuple[tuple[str, str], ...]) -> Capabilities:
    """Return what a server of this version can do, and what it gives to what is left unsaid."""
    made = replace(CAPABILITIES, version=version, defaults=defaults)
    return replace(made, index=made.index - {"order"}) if version < (10, 8) else made
