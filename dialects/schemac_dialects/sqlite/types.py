"""Types on SQLite: five storage classes, and declared names that choose among them.

Source: https://www.sqlite.org/datatype3.html (affinity is taken from the declared name).
"""

from __future__ import annotations

from schemac.dialect import NativeType, Unsupported
from schemac.model.names import Ref, parse_name
from schemac.model.objects import Enum
from schemac.model.schema import Schema
from schemac.model.types import INTEGERS, Type, parse_type
from schemac_dialects.ansi import literal

_TEXT_TIMES = frozenset({"date", "time", "timestamp", "timestamptz", "timetz"})
_PLAIN = {"real": "REAL", "double": "REAL", "text": "TEXT", "blob": "BLOB", "varbinary": "BLOB", "binary": "BLOB", "boolean": "BOOLEAN"}
_NETWORK = frozenset({"inet", "cidr", "macaddr", "macaddr8"})


def native_type(text: str, own: bool, schema: Schema) -> NativeType:
    """Return SQLite's declared type for a type as written. Raises Unsupported where no mapping keeps its values."""
    enum = _enum(text, schema)
    if enum is not None:
        labels = ", ".join(literal(label) for label in enum.values)
        return NativeType("TEXT", "SQLite has no enums: labels are checked, but sort as text", f"{{column}} IN ({labels})")
    if own:
        return NativeType(text.strip().upper())
    return _portable(parse_type(text), text)


def _portable(kind: Type, text: str) -> NativeType:
    """Return the declared type for a portable type."""
    if kind.dimensions:
        raise Unsupported(f"SQLite has no arrays, so no `{text}`", "dialects: {sqlite: {type: text}}, holding JSON")
    arguments = f"({','.join(kind.arguments)})" if kind.arguments else ""
    if kind.name in INTEGERS:
        big = kind.name == "bigint" and "unsigned" in kind.words
        return NativeType("INTEGER", "SQLite's integers end at 2^63 - 1" if big else "")
    if kind.name in _PLAIN:
        return NativeType(_PLAIN[kind.name])
    if kind.name == "numeric":
        return NativeType(f"NUMERIC{arguments}", "SQLite keeps about 15 digits of a numeric, as a binary fraction")
    if kind.name in {"varchar", "char"}:
        return NativeType(f"{kind.name.upper()}{arguments}", "SQLite does not enforce the length of a text" if arguments else "")
    if kind.name in _TEXT_TIMES:
        return NativeType("TEXT", "SQLite has no type for dates and times: they are text, which sorts rightly in ISO 8601 and UTC")
    if kind.name in {"json", "jsonb"}:
        return NativeType("TEXT", "", "{column} IS NULL OR json_valid({column})")
    if kind.name == "uuid":
        return NativeType("TEXT")
    if kind.name == "enum":
        return NativeType(
            "TEXT", "SQLite has no enums: labels are checked, but sort as text", f"{{column}} IN ({', '.join(kind.arguments)})"
        )
    if kind.name in _NETWORK:
        return NativeType("TEXT", f"SQLite has no {kind.name}: addresses are text and sort as text")
    raise Unsupported(f"SQLite has no type `{text}`", "dialects: {sqlite: {type: text}}, or another type that holds its values")


def _enum(text: str, schema: Schema) -> Enum | None:
    """Return the enum of the definition that a type names, if it names one."""
    if "(" in text or not text.strip():
        return None
    try:
        name = parse_name(parse_type(text).name)
    except ValueError:
        return None
    found = schema.objects.get(Ref("enum", name.namespace, name.name))
    return found if isinstance(found, Enum) else None


def spell_type(text: str) -> str:
    """Return a declared type in lower case, as a definition writes it."""
    return text.lower()
