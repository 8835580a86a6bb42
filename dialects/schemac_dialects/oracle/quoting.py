"""Identifiers as Oracle takes them bare: it folds them to upper case, so a plain lower-case name stays bare and means the same everywhere.

Source: https://docs.oracle.com/en/database/oracle/oracle-database/23/sqlrf/Oracle-SQL-Reserved-Words.html.
"""

from __future__ import annotations

from schemac_dialects.ansi.quoting import RESERVED, quoting

_WORDS = """
access add audit by char cluster comment compress connect date decimal drop exclusive file float identified immediate increment
index initial insert integer level lock long maxextents minus mlslabel mode modify noaudit nocompress nowait number of offline
online option pctfree prior public raw rename resource rowid rownum session set share size smallint start successful synonym
sysdate uid validate values varchar varchar2 whenever
"""

KEYWORDS = frozenset(_WORDS.split())

_written = quoting(reserved=RESERVED | KEYWORDS)


def quote(name: str) -> str:
    """Return an identifier as SQL; one that begins with an underscore is quoted, because Oracle refuses it bare."""
    return f'"{name}"' if name.startswith("_") and '"' not in name else _written(name)
