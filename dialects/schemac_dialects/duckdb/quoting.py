"""Identifiers as DuckDB takes them bare. Source: `duckdb_keywords()`, the categories `reserved` and `type_function`."""

from __future__ import annotations

from schemac_dialects.ansi.quoting import RESERVED, quoting

_WORDS = """
anti asof at by columns concurrently describe generated ilike join lambda map outer overlaps pivot pivot_longer pivot_wider
positional qualify semi show struct summarize try_cast tuple unpack unpivot
"""

KEYWORDS = frozenset(_WORDS.split())

quote = quoting(reserved=RESERVED | KEYWORDS)
