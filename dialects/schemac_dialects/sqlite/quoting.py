"""Identifiers as SQLite reads them: its own reserved words besides the standard ones."""

from __future__ import annotations

from schemac_dialects.ansi.quoting import RESERVED, quoting

quote = quoting(
    reserved=RESERVED
    | frozenset(
        """abort action add after autoincrement before begin cascade conflict database deferred detach each exclusive explain fail generated
    glob if ignore immediate indexed instead key nothing of plan pragma query raise recursive regexp reindex release rename
    replace restrict savepoint temp temporary trigger vacuum virtual without""".split()
    )
)
