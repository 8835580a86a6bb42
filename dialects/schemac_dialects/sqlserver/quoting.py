"""Identifiers and literals as Transact-SQL writes them.

Source: https://learn.microsoft.com/sql/t-sql/language-elements/reserved-keywords-transact-sql.
"""

from __future__ import annotations

from schemac_dialects.ansi.quoting import RESERVED, quoting

_WORDS = """
add alter authorization backup begin break browse bulk by cascade checkpoint close clustered coalesce compute contains
containstable continue convert current cursor database dbcc deallocate declare deny disk distributed double dump errlvl escape
exec execute exit external file fillfactor for freetext freetexttable function goto holdlock identity identity_insert identitycol
if insert key kill lineno load merge national nocheck nonclustered nullif off offsets open opendatasource openquery openrowset
openxml option over percent pivot plan precision print proc procedure public raiserror read readtext reconfigure replication
restore restrict return revert revoke rowcount rowguidcol rule save schema securityaudit semantickeyphrasetable set setuser
shutdown statistics system_user textsize top tran transaction truncate try_convert tsequal unpivot updatetext use values varying
waitfor while within writetext
"""

KEYWORDS = frozenset(_WORDS.split())

quote = quoting("[", RESERVED | KEYWORDS, "]")


def literal(text: str) -> str:
    """Return a text as a Unicode string literal."""
    return "N'" + text.replace("'", "''") + "'"
