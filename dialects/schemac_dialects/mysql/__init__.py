"""MySQL, offline: a table of contents."""

from __future__ import annotations

from pathlib import Path

from schemac.dialect import Capabilities, Dialect, NativeType, TrashWords
from schemac.dialect.file_rules import COMMON
from schemac.model.definition import Definition
from schemac.model.schema import Schema
from schemac_dialects.ansi import TEMPLATES
from schemac_dialects.mysql import types
from schemac_dialects.mysql.canonical import canonical
from schemac_dialects.mysql.capabilities import CAPABILITIES
from schemac_dialects.mysql.costs import cost
from schemac_dialects.mysql.folding import RULES
from schemac_dialects.mysql.hazards import RULES as HAZARDS
from schemac_dialects.mysql.legalize import legalize
from schemac_dialects.mysql.normalize import normalize as normalize_with
from schemac_dialects.mysql.online import online
from schemac_dialects.mysql.partitions import partition_clause
from schemac_dialects.mysql.quoting import literal, option, quote
from schemac_dialects.mysql.script import pieces
from schemac_dialects.mysql.trash import with_trash
from schemac_dialects.mysql.values import value
from schemac_dialects.mysql.words import WORDS

SPELLING = types.Spelling(name="mysql")


def native_type(text: str, own: bool, schema: Schema) -> NativeType:
    """Return a type in MySQL's spelling. Raises Unsupported where it has none, ValueError where the text is no type."""
    return types.native_type(text, own, schema, SPELLING)


def spell_type(native: str) -> str:
    """Return a native type as a person would write it."""
    return types.spell_type(native, SPELLING)


def normalize(definition: Definition, can: Capabilities) -> Definition:
    """Return the definition as MySQL would print it back. Raises SchemaError."""
    return normalize_with(definition, can, RULES)


DIALECT = Dialect(
    name="mysql",
    title="MySQL",
    sqlglot="mysql",
    speaks=frozenset({"mysql", "mariadb"}),
    templates=(Path(__file__).parent / "templates", TEMPLATES),
    capabilities=CAPABILITIES,
    quote=quote,
    literal=literal,
    native_type=native_type,
    sql_words=frozenset({"partition_by", "partitions"}),
    silent=frozenset({"charset"}),
    spell_type=spell_type,
    normalize=normalize,
    legalize=legalize,
    online=online,
    cost=cost,
    canonical=canonical,
    words=WORDS,
    filters={"option": option, "partition_clause": partition_clause},
    prints_one_line=True,
    rules=HAZARDS,
    file_rules=tuple(COMMON.values()),
    reader="schemac_dialects.mysql.files:READER",
    pieces=pieces,
    value=value,
    trash=TrashWords(space="", prefix="_schemac_trash_", works=with_trash),
    engine="schemac_dialects.mysql.live:ENGINE",
)
