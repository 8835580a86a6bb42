"""PostgreSQL 13 to 18: what is known of it without a server."""

from __future__ import annotations

from pathlib import Path

from schemac.dialect import Dialect, TrashWords
from schemac_dialects.ansi import TEMPLATES
from schemac_dialects.postgresql.canonical import canonical
from schemac_dialects.postgresql.capabilities import capabilities
from schemac_dialects.postgresql.costs import cost
from schemac_dialects.postgresql.hazards import RULES
from schemac_dialects.postgresql.hazards.files import EXPLAINED
from schemac_dialects.postgresql.legalize import legalize
from schemac_dialects.postgresql.normalize import normalize
from schemac_dialects.postgresql.online import online
from schemac_dialects.postgresql.programs import FILTERS
from schemac_dialects.postgresql.quoting import literal, quote
from schemac_dialects.postgresql.script import pieces
from schemac_dialects.postgresql.spelling import published, published_name, spelled
from schemac_dialects.postgresql.trash import SPACE, with_trash
from schemac_dialects.postgresql.types import native_type, spell_type
from schemac_dialects.postgresql.values import value
from schemac_dialects.postgresql.words import WORDS

DIALECT = Dialect(
    name="postgresql",
    title="PostgreSQL",
    sqlglot="postgres",
    templates=(Path(__file__).parent / "templates", TEMPLATES),
    capabilities=capabilities(),
    quote=quote,
    literal=literal,
    native_type=native_type,
    normalize=normalize,
    legalize=legalize,
    online=online,
    cost=cost,
    canonical=canonical,
    speaks=frozenset({"postgresql"}),
    words=WORDS,
    silent=frozenset({"identity_sequence", "not_null", "local"}),
    spell_type=spell_type,
    filters={**FILTERS, "spelled": spelled, "published": published, "published_name": published_name},
    opaque=(
        "DO $",
        "DROP SUBSCRIPTION",
        "CREATE SUBSCRIPTION",
        "ALTER SUBSCRIPTION",
        "DROP USER MAPPING",
        "DROP SERVER",
        "DROP FOREIGN",
        "CREATE USER MAPPING",
        "CREATE SERVER",
        "CREATE FOREIGN TABLE",
        "CREATE FOREIGN DATA WRAPPER",
        "ALTER USER MAPPING",
        "ALTER SERVER",
        "ALTER FOREIGN TABLE",
        "ALTER FOREIGN DATA WRAPPER",
        "ALTER DEFAULT PRIVILEGES",
        "ALTER AGGREGATE",
        "ALTER COLLATION",
        "ALTER EVENT TRIGGER",
        "ALTER FUNCTION",
        "ALTER PROCEDURE",
        "ALTER RULE",
        "ALTER TRIGGER",
        "CREATE AGGREGATE",
        "CREATE CONSTRAINT TRIGGER",
        "CREATE EVENT TRIGGER",
        "CREATE FUNCTION",
        "CREATE OR REPLACE FUNCTION",
        "CREATE OR REPLACE PROCEDURE",
        "CREATE OR REPLACE RULE",
        "CREATE OR REPLACE TRIGGER",
        "CREATE PROCEDURE",
        "CREATE RULE",
        "CREATE TRIGGER",
        "DROP AGGREGATE",
        "DROP EVENT TRIGGER",
        "DROP FUNCTION",
        "DROP PROCEDURE",
        "DROP RULE",
        "DROP TRIGGER",
        "SET check_function_bodies",
        "ALTER DOMAIN",
        "ALTER EXTENSION",
        "ALTER INDEX",
        "ALTER MATERIALIZED VIEW",
        "ALTER POLICY",
        "ALTER PUBLICATION",
        "ALTER ROLE",
        "ALTER SCHEMA",
        "ALTER SEQUENCE",
        "ALTER STATISTICS",
        "ALTER TABLE",
        "ALTER TYPE",
        "ALTER VIEW",
        "COMMENT ON",
        "CREATE COLLATION",
        "CREATE DOMAIN",
        "CREATE EXTENSION",
        "CREATE ROLE",
        "CREATE POLICY",
        "CREATE PUBLICATION",
        "CREATE STATISTICS",
        "CREATE TYPE",
        "DROP COLLATION",
        "DROP DOMAIN",
        "DROP EXTENSION",
        "DROP POLICY",
        "DROP PUBLICATION",
        "DROP STATISTICS",
        "DROP TYPE",
        "REFRESH MATERIALIZED VIEW",
        "GRANT",
        "REVOKE",
    ),
    system_columns=frozenset({"tableoid", "ctid", "xmin", "xmax", "cmin", "cmax"}),
    unlike=frozenset({"citext", "character", "bpchar", "name"}),
    rules=RULES,
    file_rules=tuple(EXPLAINED.values()),
    reader="schemac_dialects.postgresql.reading:READER",
    pieces=pieces,
    value=value,
    trash=TrashWords(space=SPACE, prefix="", works=with_trash, types=frozenset({"enum", "domain", "composite"})),
    engine="schemac_dialects.postgresql.live:ENGINE",
)
