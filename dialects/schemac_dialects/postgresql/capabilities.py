"""What each version of PostgreSQL can do."""

from __future__ import annotations

from schemac.dialect import Capabilities
from schemac_dialects.postgresql.not_null import WORDS as NOT_NULL_WORDS

NEWEST = (18, 0)

_ALTER = {
    "namespace": {"comment"},
    "extension": {"comment", "version", "schema"},
    "enum": {"comment", "values"},
    "domain": {"comment", "default", "nullable", "checks"},
    "sequence": {"comment", "type", "start", "increment", "minimum", "maximum", "cache", "cycle", "owned_by", "options"},
    "table": {"comment", "options", "partition_of", "inherits"},
    "column": {"comment", "type", "collation", "nullable", "default", "identity", "generated", "options"},
    "primary_key": {"comment"},
    "unique": {"comment"},
    "exclude": {"comment"},
    "check": {"comment", "valid"},
    "foreign_key": {"comment", "valid", "deferrable", "initially_deferred"},
    "index": {"comment", "options"},
    "view": {"comment", "sql", "check_option", "options"},
    "materialized_view": {"comment", "populated", "options"},
    "policy": {"comment", "roles", "using", "check"},
    "composite": {"comment", "attributes"},
    "range": {"comment"},
    "collation": {"comment"},
    "statistics": {"comment", "options"},
    "publication": {"comment", "tables", "namespaces", "publish", "via_root"},
    "foreign_data_wrapper": {"comment", "handler", "validator", "settings"},
    "foreign_server": {"comment", "version", "settings"},
    "user_mapping": {"settings"},
    "subscription": {"comment", "connection", "publications", "enabled", "slot", "options"},
    "role": {
        "comment",
        "login",
        "superuser",
        "create_database",
        "create_role",
        "inherit",
        "replication",
        "bypass_rls",
        "connection_limit",
        "valid_until",
        "member_of",
        "admin_of",
    },
    "grant": {"privileges", "grantable", "columns"},
    "default_privilege": {"privileges", "grantable"},
    "function": {"comment", "arguments", "returns", "language", "body", "options"},
    "procedure": {"comment", "arguments", "language", "body", "options"},
    "aggregate": {"comment"},
    "trigger": {"comment", "state"},
    "rule": {"comment", "state", "sql"},
    "event_trigger": {"comment", "state"},
}
_REPLACED = {
    "primary_key",
    "unique",
    "check",
    "foreign_key",
    "exclude",
    "index",
    "view",
    "function",
    "procedure",
    "aggregate",
    "trigger",
    "event_trigger",
}
_KINDS = frozenset(_ALTER)
_INDEX_WORDS = frozenset({"cluster_on", "replica_identity"})


def capabilities(version: tuple[int, ...] = NEWEST) -> Capabilities:
    """Return the abilities of one version, from 13 on; the newest known one unless told."""
    major = version[0] if version else NEWEST[0]
    constraint = {"deferrable", "include", "not_valid", "no_inherit", "match", "on_update", "on_delete"}
    index = {"unique", "expression", "partial", "include", "order", "nulls", "collation", "opclass", "method"}
    if major >= 15:
        constraint.add("nulls_distinct")
        index.add("nulls_distinct")
    if major >= 18:
        constraint.add("not_enforced")
    return Capabilities(
        version=tuple(version) or NEWEST,
        kinds=_KINDS,
        alter=tuple((kind, frozenset(attributes)) for kind, attributes in _ALTER.items()),
        replace=frozenset(_REPLACED),
        table=frozenset({"partition", "inherits", "empty"}),
        rename=_KINDS - {"extension"},
        comments=_KINDS | {"constraint"},
        index=frozenset(index),
        constraint=frozenset(constraint),
        generated=frozenset({"stored", "virtual"} if major >= 18 else {"stored"}),
        default_namespace="public",
        identifier_limit=63,
        identifier_bytes=True,
        transactional_ddl=True,
        index_words=_INDEX_WORDS,
        not_null_words=NOT_NULL_WORDS,
        used_after_commit=frozenset({"enum"}),
        unnamed_constraints=False,
        check_option=True,
    )
