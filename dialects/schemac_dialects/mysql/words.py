"""The native words that a definition may use under `dialects: {mysql: ...}`."""

from __future__ import annotations

from collections.abc import Mapping

CREATE_OPTIONS = {
    "avg_row_length": "an estimate of the bytes in a row",
    "checksum": "1 keeps a live checksum of all rows (MyISAM)",
    "compression": "page compression: zlib, lz4 or none",
    "delay_key_write": "1 writes keys when the table is closed (MyISAM)",
    "encryption": "Y keeps the table encrypted",
    "insert_method": "where a MERGE table inserts: first, last or no",
    "key_block_size": "the size of a compressed page in kilobytes",
    "max_rows": "how many rows are planned for",
    "min_rows": "how few rows are planned for",
    "pack_keys": "whether keys are packed: 0, 1 or default (MyISAM)",
    "stats_auto_recalc": "whether statistics are recomputed by themselves: 0, 1 or default",
    "stats_persistent": "whether statistics outlive a restart: 0, 1 or default",
    "stats_sample_pages": "how many pages are read for statistics",
}
"""Options that the catalogue lists as `word=value`, and that are written the same way."""

_SESSION = {
    "sql_mode": "the SQL mode in which its body runs, where not the server's",
    "charset": "the character set of the client that wrote it",
    "collation": "the collation of the connection that wrote it",
}
_ROUTINE = {
    **_SESSION,
    "deterministic": "true where the same arguments always give the same result",
    "data_access": "no sql, contains sql, reads sql data or modifies sql data",
    "security": "whose rights count: definer or invoker",
}
TABLE_WORDS = {
    "autoextend_size": "by how many bytes the table's file grows at once",
    "secondary_engine": "the engine that holds a copy for analyses",
    "tablespace": "the tablespace that holds the table, where not its own",
}
"""Options that MySQL alone has."""
USING = {
    "using": "the usual method said in so many words: btree or hash",
    "key_block_size": "the size of the index's pages in kilobytes, where it is not the table's",
}
KEY_WORDS = USING | {
    "prefix": "for a column of which only the beginning is in the key, its length: {column: length}",
    "descending": "a list of the columns that run backwards in the key",
}

WORDS: Mapping[str, Mapping[str, str]] = {
    "table": {
        "engine": "the storage engine: InnoDB, MyISAM, MEMORY, ...",
        "charset": "the character set of columns that name none",
        "collation": "the collation of columns that name none",
        "row_format": "how rows are kept: dynamic, compact, redundant, compressed, fixed",
        **CREATE_OPTIONS,
        **TABLE_WORDS,
        "union": "the tables of which a MERGE table is made",
        "partition_by": "what is partitioned by what: range (year(paid)), list columns (country), hash (id), key (id)",
        "partitions": "how many partitions, or a list of them: `p2024 values less than (2025)`",
    },
    "column": {
        "charset": "the character set of a text column; `collation` says it too",
        "on_update": "the value a row gets here when it is changed: current_timestamp",
        "invisible": "true leaves the column out of `select *`",
        "not_secondary": "true leaves the column out of the copy of the secondary engine",
        "srid": "the spatial reference system of a geometry",
    },
    "primary_key": KEY_WORDS,
    "unique": {"invisible": "true hides the index from the optimizer"} | USING,
    "index": {"invisible": "true hides the index from the optimizer", "parser": "what parses a fulltext index: ngram"} | USING,
    "function": {**_ROUTINE, "aggregate": "true for an aggregate function (MariaDB)"},
    "procedure": _ROUTINE,
    "trigger": _SESSION,
    "event": {**_SESSION, "time_zone": "the time zone of its schedule"},
    "view": {
        "algorithm": "undefined, merge or temptable",
        "charset": "the character set in which the view was made, and its texts are taken; `collation` goes with it",
        "collation": "the collation of the view's texts",
        "security": "whose rights count: definer or invoker",
    },
}
