"""The native words of SQLite that a definition may use under `dialects: {sqlite: ...}`."""

from __future__ import annotations

WORDS = {
    "table": {
        "strict": "true for a STRICT table, whose columns hold only what their types say",
        "without_rowid": "true for a table kept in the order of its primary key (WITHOUT ROWID)",
    },
    "column": {"not_null_on_conflict": "what a null does: rollback, abort, fail, ignore or replace"},
    "primary_key": {
        "on_conflict": "what a duplicate does: rollback, abort, fail, ignore or replace",
        "order": "columns that are kept in descending order: {column: desc}",
    },
    "index": {"ascending": "the numbers of the keys that are said to be ascending in so many words: [1]"},
    "unique": {"on_conflict": "what a duplicate does: rollback, abort, fail, ignore or replace"},
}
