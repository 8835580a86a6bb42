"""Identifiers as GoogleSQL takes them bare. Source: https://cloud.google.com/bigquery/docs/reference/standard-sql/lexical."""

from __future__ import annotations

from schemac_dialects.ansi.quoting import RESERVED, quoting

_WORDS = """
assert_rows_modified at by contains cube current define enum escape exclude extract following graph_table grouping groups hash if
ignore interval join lookup merge new no nulls of partition preceding proto qualify range recursive respect rollup rows set struct
treat unbounded unnest within
"""

KEYWORDS = frozenset(_WORDS.split())

quote = quoting("`", RESERVED | KEYWORDS)
