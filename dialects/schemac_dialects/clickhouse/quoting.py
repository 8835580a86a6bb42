"""Identifiers as ClickHouse takes them bare; hardly a word is reserved, so the shared ones are quoted for safety."""

from __future__ import annotations

from schemac_dialects.ansi.quoting import RESERVED, quoting

_WORDS = """
alias anti asof by ephemeral final format global ilike interval join materialized prewhere qualify sample semi settings
"""

KEYWORDS = frozenset(_WORDS.split())

quote = quoting("`", RESERVED | KEYWORDS)
