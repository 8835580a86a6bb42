"""The native words that a definition may use under `dialects: {mariadb: ...}`."""

from __future__ import annotations

from collections.abc import Mapping

from schemac_dialects.mysql.words import TABLE_WORDS, USING
from schemac_dialects.mysql.words import WORDS as MYSQL

_OVERLAPS = {"without_overlaps": "the period that no two rows with one key may share a part of"}
_HIDDEN = {"ignored": "true hides the index from the optimizer"} | USING

WORDS: Mapping[str, Mapping[str, str]] = {
    **MYSQL,
    "table": {
        **{word: said for word, said in MYSQL["table"].items() if word not in TABLE_WORDS},
        "periods": "periods by name with the two columns that hold their ends: {system_time: [since, until]}",
        "system_versioned": "true keeps every row's history",
        "transactional": "1 makes the table safe from crashes (Aria)",
        "page_checksum": "1 keeps a checksum of each page (Aria)",
        "page_compressed": "1 compresses pages (InnoDB)",
        "page_compression_level": "how hard pages are compressed: 1 to 9",
        "encrypted": "YES keeps the table encrypted",
        "encryption_key_id": "the key that the table is encrypted with",
    },
    "column": {
        "charset": MYSQL["column"]["charset"],
        "on_update": MYSQL["column"]["on_update"],
        "invisible": MYSQL["column"]["invisible"],
        "row": "start or end: the moment from which, or up to which, a row of a versioned table was current",
        "unversioned": "true leaves the column out of the rows' history",
        "compressed": "true keeps the column's values compressed",
    },
    "primary_key": {**MYSQL["primary_key"], **_OVERLAPS},
    "unique": _HIDDEN | _OVERLAPS,
    "sequence": {"engine": "the storage engine that keeps the sequence"},
    "index": _HIDDEN | _OVERLAPS | {"parser": MYSQL["index"]["parser"]},
    "check": {"level": "column for a check that is part of the definition of the column it is named after"},
    "foreign_key": {"explicit": "the actions given as NO ACTION in so many words: `on_delete`, `on_update` or both"},
}
