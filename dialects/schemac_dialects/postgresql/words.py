"""The native words that a definition may use under `dialects: {postgresql: ...}`."""

from __future__ import annotations

from schemac.model.rights import OWNER
from schemac_dialects.postgresql.children import LOCAL
from schemac_dialects.postgresql.owners import WORDS as OWNED
from schemac_dialects.postgresql.view_words import COMMENTS, DEFAULTS

_ROUTINE = {
    "security": "whose rights count: invoker or definer",
    "set": "settings while it runs: {search_path: pg_catalog}",
    "library": "the file that holds it, for the language c; the body is then its name there",
    "transform": "the types for which transforms are used",
}
_FUNCTION = {
    "volatility": "volatile, stable or immutable",
    "strict": "true gives null for every null",
    "leakproof": "true where it tells nothing of its arguments",
    "parallel": "unsafe, restricted or safe",
    "cost": "what a call costs",
    "support": "the function that helps the planner",
}
_AGGREGATE = (
    *(
        "sfunc",
        "stype",
        "sspace",
        "finalfunc",
        "finalfunc_extra",
        "finalfunc_modify",
        "combinefunc",
        "serialfunc",
        "deserialfunc",
        "initcond",
    ),
    *("msfunc", "minvfunc", "mstype", "msspace", "mfinalfunc", "mfinalfunc_extra", "mfinalfunc_modify", "minitcond"),
    *("sortop", "parallel", "hypothetical"),
)

_ATTACHED = "of a partition: the index of the table above that has taken this one in"

_WORDS = {
    "table": {
        "with": "storage parameters, such as {fillfactor: 90}",
        "tablespace": "the tablespace that holds the rows",
        "unlogged": "true leaves the table out of the write-ahead log: fast, and empty after a crash",
        "access_method": "the table access method, heap where nothing is said",
        "rls": "true lets policies rule which rows are seen and written",
        "force_rls": "true lets policies rule the table's owner too",
        "of_type": "the composite type whose attributes are the table's columns, and change with it",
        "cluster_on": "the index by which CLUSTER orders the rows",
        "foreign": "the server that holds the rows and what it wants to know: {server: archive, options: {table_name: t}}",
        "replica_identity": "what logical replication sends of the old row: full, nothing, or the name of an index",
    },
    "column": {
        "storage": "plain, external, extended or main, where not as the type has it",
        "compression": "pglz or lz4, where not the server's default",
        "statistics": "how much ANALYZE gathers of it",
        "with": "parameters for the planner, such as {n_distinct: -0.5}",
        "not_null": "the name of its NOT NULL constraint, where not table_column_not_null (from 18)",
        "not_null_valid": "false leaves the rows from before unchecked (from 18)",
        "not_null_no_inherit": "true keeps NOT NULL from tables that inherit (from 18)",
        "foreign": "options of a foreign table's column, such as {column_name: c}",
        LOCAL: "true keeps a column that a parent hands down when the parent goes",
        "identity_sequence": "the name of the counter behind an identity, where not table_column_seq",
    },
    "index": {
        "with": "storage parameters, such as {fastupdate: false}",
        "tablespace": "the tablespace that holds the index",
        "invalid": "true where a concurrent build failed; only ever found, never wished for",
        "attached": _ATTACHED,
    },
    "primary_key": {
        "with": "storage parameters of the index behind it",
        "tablespace": "the tablespace of the index behind it",
        "invalid": "true where the index behind it cannot be used; only ever found, never wished for",
        "without_overlaps": "true lets the last column, a range, differ by not overlapping (from 18)",
        "attached": _ATTACHED,
    },
    "unique": {
        "with": "storage parameters of the index behind it",
        "tablespace": "the tablespace of the index behind it",
        "invalid": "true where the index behind it cannot be used; only ever found, never wished for",
        "without_overlaps": "true lets the last column, a range, differ by not overlapping (from 18)",
        "attached": _ATTACHED,
    },
    "foreign_key": {
        "set_columns": "the columns that `on delete set null` or `set default` sets, where not all (from 15)",
        "period": "true compares the last columns as periods: what refers must be covered by what is referred to (from 18)",
        "not_enforced": "true keeps the key as a note that is never checked (from 18)",
    },
    "exclude": {
        "with": "storage parameters of the index behind it",
        "tablespace": "the tablespace of the index behind it",
    },
    "materialized_view": {
        "with": "storage parameters, such as {fillfactor: 90}",
        "tablespace": "the tablespace that holds the rows",
        "access_method": "the table access method, heap where nothing is said",
        COMMENTS: "what is said of its columns: {id: The number on the invoice}",
    },
    "statistics": {"target": "how much ANALYZE gathers of it"},
    "collation": {"ctype": "the locale that tells letters apart, where not the one that orders (libc only)"},
    "function": {**_ROUTINE, "window": "true for a window function", "rows": "how many rows the planner reckons with", **_FUNCTION},
    "procedure": {**_ROUTINE},
    "aggregate": dict.fromkeys(_AGGREGATE, "as in CREATE AGGREGATE"),
    "subscription": {
        "binary": "true receives values in binary form (from 14)",
        "streaming": "true, or parallel, takes up transactions before they end (from 14)",
        "synchronous_commit": "how the one that applies changes commits, off where nothing is said",
        "two_phase": "true takes up prepared transactions when they are prepared (from 15)",
        "disable_on_error": "true turns it off when a change cannot be made (from 15)",
        "origin": "none receives only what was changed at the publisher itself (from 16)",
        "password_required": "false lets the owner, a superuser, go without a password (from 16)",
        "run_as_owner": "true makes changes with the rights of its owner (from 16)",
    },
    "view": {
        "with": "options, such as {security_barrier: true}",
        COMMENTS: "what is said of its columns: {id: The number on the invoice}",
        DEFAULTS: "what a column is given that an INSERT into the view leaves out, as the server prints it",
    },
    "composite": {COMMENTS: "what is said of its attributes: {street: With its number}"},
    "sequence": {"unlogged": "true leaves the sequence out of the write-ahead log (from 15)"},
}

WORDS = _WORDS | {kind: _WORDS.get(kind, {}) | {OWNER: "the role that owns it"} for kind in OWNED}
