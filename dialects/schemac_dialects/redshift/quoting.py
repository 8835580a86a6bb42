"""Identifiers as Redshift takes them bare. Source: https://docs.aws.amazon.com/redshift/latest/dg/r_pg_keywords.html."""

from __future__ import annotations

from schemac_dialects.ansi.quoting import RESERVED, quoting

_WORDS = """
aes128 aes256 allowoverwrite backup binary blanksasnull bytedict bzip2 connect credentials cross current_user_id deflate defrag
delta delta32k disable emptyasnull enable encode encrypt encryption explicit globaldict256 globaldict64k gzip identity ignore
ilike join language leading lun luns lzo lzop minus mostly16 mostly32 mostly8 new object off offline offset oid old open outer
over parallel partition percent permissions pivot placing raw readratio recover rejectlog resort respect restore similar snapshot
sysdate system tag tdes text255 text32k timestamp top truncatecolumns type unnest unpivot wallet without
"""

KEYWORDS = frozenset(_WORDS.split())

quote = quoting(reserved=RESERVED | KEYWORDS)
