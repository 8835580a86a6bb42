"""The native words that a definition may use under `dialects: {postgresql: ...}`."""

from __future__ import annotations

from schemac.model.rights import OWNER
from schemac_dialects.postgresql.owners import WORDS as OWNED

_WORDS = {
    "table": {
        "with": "storage parameters, such as {fillfactor: 90}",
        "tablespace": "the tablespace that holds the rows",
        "unlogged": "true leaves the table out of the write-ahead log: fast, and empty after a crash",
        "access_method": "the table access method, heap where nothing is said",
        "replica_identity": "what logical replication sends of the old row: full, nothing, or the name of an index",
    },
    "index": {
        "with": "storage parameters, such as {fastupdate: false}",
        "tablespace": "the tablespace that holds the index",
        "invalid": "true where a concurrent build failed; only ever found, never wished for",
    },
    "primary_key": {
        "with": "storage parameters of the index behind it",
        "tablespace": "the tablespace of the index behind it",
    },
    "unique": {
        "with": "storage parameters of the index behind it",
        "tablespace": "the tablespace of the index behind it",
    },
    "foreign_key": {
        "set_columns": "the columns that `on delete set null` or `set default` sets, where not all (from 15)",
        "not_enforced": "true keeps the key as a note that is never checked (from 18)",
    },
    "view": {"with": "options, such as {security_barrier: true}"},
    "sequence": {"unlogged": "true leaves the sequence out of the write-ahead log (from 15)"},
}

WORDS = _WORDS | {kind: _WORDS.get(kind, {}) | {OWNER: "the role that owns it"} for kind in OWNED}
