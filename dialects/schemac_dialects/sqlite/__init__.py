"""SQLite, offline: a table of contents."""

from __future__ import annotations

from pathlib import Path

from schemac.dialect import Dialect, TrashWords
from schemac.dialect.file_rules import COMMON
from schemac_dialects.ansi import TEMPLATES, literal
from schemac_dialects.sqlite.canonical import canonical
from schemac_dialects.sqlite.capabilities import CAPABILITIES
from schemac_dialects.sqlite.costs import cost
from schemac_dialects.sqlite.defaults import default_value
from schemac_dialects.sqlite.hazards import RULES
from schemac_dialects.sqlite.legalize import legalize
from schemac_dialects.sqlite.normalize import normalize
from schemac_dialects.sqlite.quoting import quote
from schemac_dialects.sqlite.script import pieces
from schemac_dialects.sqlite.trash import with_trash
from schemac_dialects.sqlite.types import native_type, spell_type
from schemac_dialects.sqlite.values import value
from schemac_dialects.sqlite.words import WORDS

DIALECT = Dialect(
    name="sqlite",
    title="SQLite",
    sqlglot="sqlite",
    speaks=frozenset({"sqlite"}),
    templates=(Path(__file__).parent / "templates", TEMPLATES),
    capabilities=CAPABILITIES,
    quote=quote,
    literal=literal,
    native_type=native_type,
    spell_type=spell_type,
    normalize=normalize,
    legalize=legalize,
    cost=cost,
    canonical=canonical,
    words=WORDS,
    filters={"default_value": default_value},
    script=(
        ("PRAGMA foreign_keys = OFF", "BEGIN IMMEDIATE"),
        ("PRAGMA foreign_key_check", "COMMIT", "PRAGMA foreign_keys = ON"),
    ),
    quoted_text=True,
    loose_values=True,
    rules=RULES,
    file_rules=tuple(COMMON.values()),
    reader="schemac_dialects.sqlite.files:READER",
    embedded=True,
    pieces=pieces,
    value=value,
    trash=TrashWords(space="", prefix="_schemac_trash_", works=with_trash),
    engine="schemac_dialects.sqlite.live:ENGINE",
)
