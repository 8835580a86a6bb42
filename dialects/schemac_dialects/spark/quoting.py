"""Identifiers as Spark takes them bare in ANSI mode. Source: https://spark.apache.org/docs/latest/sql-ref-ansi-compliance.html#sql-keywords."""

from __future__ import annotations

from schemac_dialects.ansi.quoting import RESERVED, quoting

_WORDS = """
anti authorization by cross cube escape except extract filter full grant interval lateral minus natural overlaps percentile_cont
percentile_disc position semi some sql timestamp trim unique unknown using within
"""

KEYWORDS = frozenset(_WORDS.split())

quote = quoting("`", RESERVED | KEYWORDS)
