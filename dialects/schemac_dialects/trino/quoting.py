"""Identifiers as Trino takes them bare. Source: https://trino.io/docs/current/language/reserved.html."""

from __future__ import annotations

from schemac_dialects.ansi.quoting import RESERVED, quoting

_WORDS = """
alter auto by constraint create cube current_catalog current_path current_schema deallocate delete describe drop escape execute
exists extract grouping insert intersect json_array json_exists json_object json_query json_table json_value listagg natural
normalize of prepare recursive rollup skip trim uescape unnest values
"""

KEYWORDS = frozenset(_WORDS.split())

quote = quoting(reserved=RESERVED | KEYWORDS)
