"""Words of SQL that are no columns."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


KEYWORDS = _words("""
    and or not in is null isnull notnull true false unknown like ilike rlike regexp glob match similar to escape between symmetric
    asymmetric case when then else end cast as collate at zone with without time distinct from for any all some array row exists
    operator overlaps over partition by filter within group asc desc nulls first last both leading trailing using div mod xor
    binary extract year quarter month week day hour minute second millisecond microsecond epoch dow doy isodow isoyear century
    decade timezone interval date timestamp timestamptz timetz datetime years months weeks days hours minutes seconds current_date
    current_time current_timestamp current_user current_role current_catalog current_schema session_user system_user localtime
    localtimestamp user sysdate systimestamp int integer smallint bigint tinyint numeric decimal real double precision float text
    varchar char character varying bool boolean json jsonb uuid bytea blob signed unsigned
""")
"""Words that may stand bare in an expression without being a column."""

VALUES = _words("""
    null current_date current_time current_timestamp current_user current_role current_catalog current_schema session_user system_user
    localtime localtimestamp
""")
"""Words that are SQL for a value, so that they are no literal text even as the default of a text column."""
