"""Identifiers as Snowflake takes them bare: it folds them to upper case, so a plain lower-case name stays bare and means the same everywhere.

Source: https://docs.snowflake.com/en/sql-reference/reserved-keywords.
"""

from __future__ import annotations

from schemac_dialects.ansi.quoting import RESERVED, quoting

KEYWORDS = frozenset(
    """account by connect connection current database following gscluster ilike increment insert issue minus natural of organization qualify
    regexp revoke rlike row sample schema set start tablesample trigger try_cast values whenever using lateral localtime localtimestamp""".split()
)

quote = quoting(reserved=RESERVED | KEYWORDS)
