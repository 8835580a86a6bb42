"""MariaDB, offline: MySQL's table of contents with what differs."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from schemac.dialect import Capabilities
from schemac.model.definition import Definition
from schemac_dialects.mariadb.capabilities import CAPABILITIES
from schemac_dialects.mariadb.folding import RULES
from schemac_dialects.mariadb.types import native_type, spell_type
from schemac_dialects.mariadb.words import WORDS
from schemac_dialects.mysql import DIALECT as MYSQL
from schemac_dialects.mysql.normalize import normalize as normalize_with


def normalize(definition: Definition, can: Capabilities) -> Definition:
    """Return the definition as MariaDB would print it back. Raises SchemaError."""
    return normalize_with(definition, can, RULES)


DIALECT = replace(
    MYSQL,
    name="mariadb",
    title="MariaDB",
    templates=(Path(__file__).parent / "templates", *MYSQL.templates),
    capabilities=CAPABILITIES,
    silent=frozenset(),
    native_type=native_type,
    spell_type=spell_type,
    normalize=normalize,
    words=WORDS,
    engine="schemac_dialects.mariadb.live:ENGINE",
)
