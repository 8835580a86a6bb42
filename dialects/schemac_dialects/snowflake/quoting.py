"""Identifiers as Snowflake takes them bare: folded to upper case, so that a plain lower-case name stays bare.

Source: https://docs.snowflake.com/en/sql-reference/reserved-keywords.
"""

from __future__ import annotations

from schemac_dialects.ansi.quoting import RESERVED, quoting

_WORDS = """
account by connect connection current database following gscluster ilike increment insert issue lateral localtime localtimestamp
minus natural of organization qualify regexp revoke rlike row sample schema set start tablesample trigger try_cast using values
whenever
"""

KEYWORDS = frozenset(_WORDS.split())

quote = quoting(reserved=RESERVED | KEYWORDS)
