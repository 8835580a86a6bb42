"""Types as MariaDB spells them."""

from __future__ import annotations

from schemac.dialect import NativeType
from schemac.model.schema import Schema
from schemac_dialects.mysql import types as mysql

SPELLING = mysql.Spelling(
    name="mariadb",
    widths={"tinyint": (4, 3), "smallint": (6, 5), "mediumint": (9, 8), "int": (11, 10), "bigint": (20, 20)},
    further=frozenset({"uuid", "inet4", "inet6", "geometrycollection", "vector"}),
    names={"geometrycollection": "geometrycollection", "geomcollection": "geometrycollection"},
    uuid="uuid",
    year="year(4)",
)


def native_type(text: str, own: bool, schema: Schema) -> NativeType:
    """Return a type in MariaDB's spelling. Raises Unsupported where it has none, ValueError where the text is no type."""
    return mysql.native_type(text, own, schema, SPELLING)


def spell_type(native: str) -> str:
    """Return a native type as a person would write it."""
    return mysql.spell_type(native, SPELLING)
