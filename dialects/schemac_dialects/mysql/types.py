"""Types as MySQL and MariaDB spell them in `information_schema.columns.column_type`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from schemac.dialect import NativeType, Unsupported
from schemac.model.names import Ref, parse_name
from schemac.model.objects import Enum
from schemac.model.schema import Schema
from schemac.model.types import Type, parse_type
from schemac_dialects.mysql.quoting import literal

VARCHAR_LIMIT = 16383
"""The longest varchar of four-byte characters that fits into a row."""

_OWN = re.compile(
    r"""\s*(?P<name>[a-z]\w*(?:\s+[a-z]\w*)*)\s*
    (?:\(\s*(?P<arguments>(?:[^()']|'(?:[^'\\]|''|\\.)*')*?)\s*\))?
    \s*(?P<words>[a-z ]*?)\s*\Z""",
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_LABEL = re.compile(r"'(?:[^'\\]|''|\\.)*'", re.DOTALL)
_NAMES = {
    "integer": "int",
    "int1": "tinyint",
    "int2": "smallint",
    "int3": "mediumint",
    "middleint": "mediumint",
    "int4": "int",
    "int8": "bigint",
    "dec": "decimal",
    "numeric": "decimal",
    "fixed": "decimal",
    "number": "decimal",
    "double precision": "double",
    "real": "double",
    "float4": "float",
    "float8": "double",
    "character": "char",
    "character varying": "varchar",
    "char varying": "varchar",
    "nchar": "char",
    "national char": "char",
    "national varchar": "varchar",
    "nvarchar": "varchar",
    "long": "mediumtext",
    "long varchar": "mediumtext",
    "long varbinary": "mediumblob",
    "geometrycollection": "geomcollection",
}
_INTEGERS = frozenset({"tinyint", "smallint", "mediumint", "int", "bigint"})
_FIRST_ARGUMENT = {"char": "1", "binary": "1", "bit": "1"}
_TEXTS = ("longtext", "text", "mediumtext", "tinytext", "varchar", "char", "enum", "set")
_GEOMETRY = ("geometry", "point", "linestring", "polygon", "multipoint", "multilinestring", "multipolygon", "geomcollection")
_KNOWN = frozenset(
    {
        *_INTEGERS,
        *_TEXTS,
        *_GEOMETRY,
        "decimal",
        "float",
        "double",
        "bit",
        "date",
        "time",
        "datetime",
        "timestamp",
        "year",
        "binary",
        "varbinary",
        "tinyblob",
        "blob",
        "mediumblob",
        "longblob",
        "json",
    }
)


@dataclass(frozen=True, slots=True)
class Spelling:
    """How one of the two servers prints types.

    name: its word under `dialects:`. widths: the display widths of integers, signed and unsigned; none where they are not printed.
    further: types that only this server has. names: spellings that only this server folds.
    uuid: what a portable uuid becomes. year: how `year` is printed.
    """

    name: str
    widths: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    further: frozenset[str] = frozenset({"vector"})
    names: Mapping[str, str] = field(default_factory=dict)
    uuid: str = "char(36)"
    year: str = "year"


def is_text(native: str) -> bool:
    """Tell whether a native type holds text, so that it has a collation."""
    return native.partition("(")[0] in _TEXTS


def is_number(native: str) -> bool:
    """Tell whether a native type is a number, whose literals stand without quotes."""
    name = native.partition("(")[0].partition(" ")[0]
    return name in _INTEGERS or name in {"decimal", "float", "double", "year"}


def is_large(native: str) -> bool:
    """Tell whether MySQL wants the type's defaults written as expressions: its values live outside the row."""
    name = native.partition("(")[0]
    return name == "json" or name.endswith(("text", "blob")) or name in _GEOMETRY


def native_type(text: str, own: bool, schema: Schema, spelling: Spelling) -> NativeType:
    """Return a type in the server's spelling. Raises Unsupported where it has none, ValueError where the text is no type."""
    found = _enum(text, schema)
    if found is not None:
        return NativeType(f"enum({','.join(literal(label) for label in found.values)})")
    own_text = _own(text, spelling)
    if own and own_text is not None:
        return NativeType(own_text)
    kind = parse_type(text)
    if own and not kind.dimensions:
        return NativeType(" ".join(text.split()))
    if kind.dimensions:
        raise Unsupported(f"{text} is an array, which this server has not", f"dialects: {{{spelling.name}: {{type: json}}}}")
    made = _portable(kind, spelling)
    if made is not None:
        return made
    if own_text is None:
        raise Unsupported(f"there is no type {text}", f"name one of its own: dialects: {{{spelling.name}: {{type: ...}}}}")
    return NativeType(own_text)


def _enum(text: str, schema: Schema) -> Enum | None:
    """Return the enum of the definition that a type names, if it names one."""
    if "(" in text:
        return None
    try:
        name = parse_name(text.strip())
    except ValueError:
        return None
    found = schema.objects.get(Ref("enum", name.namespace, name.name))
    return found if isinstance(found, Enum) else None


def _own(text: str, spelling: Spelling) -> str | None:
    """Return a type of the server's own as it prints it; None where it is none."""
    match = _OWN.match(text)
    if not match:
        return None
    words = match["words"].lower().split()
    name = " ".join(match["name"].lower().split())
    while name.rpartition(" ")[2] in {"unsigned", "zerofill", "signed"}:
        name, _, word = name.rpartition(" ")
        words.insert(0, word)
    if name in {"bool", "boolean"}:
        return "tinyint(1)"
    name = spelling.names.get(name, _NAMES.get(name, name))
    if name not in _KNOWN and name not in spelling.further:
        return None
    return _spelled(name, match["arguments"] or "", words, spelling)


def _spelled(name: str, written: str, words: list[str], spelling: Spelling) -> str:
    """Return a known type's name with its arguments and words as the server prints them."""
    if name in {"enum", "set"}:
        return f"{name}({','.join(_LABEL.findall(written))})"
    arguments = ",".join(part.strip() for part in written.split(",")) if written else _FIRST_ARGUMENT.get(name, "")
    if name == "year":
        return spelling.year
    if name == "float" and arguments.isdigit():
        name, arguments = ("double" if int(arguments) > 24 else "float"), ""
    if name == "decimal":
        arguments = f"{arguments or 10},0" if "," not in arguments else arguments
    if arguments and ((name in {"datetime", "timestamp", "time"} and arguments == "0") or name in _GEOMETRY or name.endswith("text")):
        arguments = ""
    unsigned, zerofill = "unsigned" in words or "zerofill" in words, "zerofill" in words
    if name in _INTEGERS:
        arguments = _width(name, arguments, spelling, unsigned=unsigned, zerofill=zerofill)
    return name + (f"({arguments})" if arguments else "") + (" unsigned" if unsigned else "") + (" zerofill" if zerofill else "")


_ZEROFILL = {"tinyint": "3", "smallint": "5", "mediumint": "8", "int": "10", "bigint": "20"}


def _width(name: str, written: str, spelling: Spelling, *, unsigned: bool, zerofill: bool) -> str:
    """Return the display width that the server prints for an integer."""
    if spelling.widths:
        return written or str(spelling.widths[name][unsigned])
    if zerofill:
        return written or _ZEROFILL[name]
    return "1" if name == "tinyint" and written == "1" and not unsigned else ""


_PORTABLE = {
    "boolean": NativeType("tinyint(1)"),
    "text": NativeType("longtext"),
    "blob": NativeType("longblob"),
    "real": NativeType("float"),
    "double": NativeType("double"),
    "date": NativeType("date"),
    "jsonb": NativeType("json"),
    "json": NativeType("json"),
    "citext": NativeType("longtext", "citext becomes longtext: it compares by its collation"),
    "name": NativeType("varchar(63)"),
    "money": NativeType("decimal(19,2)", "money becomes decimal(19,2): no currency sign is kept"),
    "xml": NativeType("longtext", "xml becomes longtext: it is not checked to be well formed"),
}
_PORTABLE_NAMES = {"integer": "int"}
_TIMES = {"timestamp": "datetime", "timestamptz": "timestamp", "time": "time"}
_ZONE_LOSS = "timestamptz becomes timestamp, which is kept in UTC and holds the years 1970 to 2038 only"


def _portable(kind: Type, spelling: Spelling) -> NativeType | None:
    """Return what a type of the language becomes; None where it is no type of the language."""
    if kind.name == "uuid":
        loss = "" if spelling.uuid == "uuid" else "uuid becomes char(36): it is not checked to be one"
        return NativeType(spelling.uuid, loss)
    if kind.name in _PORTABLE:
        return _PORTABLE[kind.name]
    if kind.name in _TIMES:
        digits = kind.arguments[0] if kind.arguments else "6"
        name = _TIMES[kind.name] + ("" if digits == "0" else f"({digits})")
        return NativeType(name, _ZONE_LOSS if kind.name == "timestamptz" else "")
    if kind.name == "numeric":
        return _numeric(kind)
    if kind.name == "varchar":
        return _varchar(kind)
    if kind.name in {"timetz", "interval", "varbit", "inet", "cidr", "macaddr", "hstore", "tsvector"}:
        remedy = f"keep it in another type: dialects: {{{spelling.name}: {{type: varchar(64)}}}}"
        raise Unsupported(f"there is no type {kind.name}", remedy)
    words = list(kind.words)
    name = _PORTABLE_NAMES.get(kind.name, kind.name)
    if name in _INTEGERS or name in {"char", "binary", "bit"}:
        return NativeType(_spelled(name, ",".join(kind.arguments), words, spelling))
    return None


def _numeric(kind: Type) -> NativeType:
    """Return an exact number. Raises Unsupported where it has more digits than the server keeps."""
    if not kind.arguments:
        loss = "numeric without a precision becomes decimal(65,30): 35 digits before and 30 after the point"
        return NativeType("decimal(65,30)", loss)
    precision, scale = int(kind.arguments[0]), int(kind.arguments[1]) if len(kind.arguments) > 1 else 0
    if precision > 65 or not 0 <= scale <= min(30, precision):
        raise Unsupported(f"numeric({precision},{scale}) is beyond decimal(65,30)", "write a precision and a scale within it")
    return NativeType(f"decimal({precision},{scale})" + "".join(f" {word}" for word in kind.words))


def _varchar(kind: Type) -> NativeType:
    """Return a text with a bound; one too long for a row becomes a long text with a check."""
    if not kind.arguments:
        return NativeType("longtext")
    if int(kind.arguments[0]) <= VARCHAR_LIMIT:
        return NativeType(f"varchar({kind.arguments[0]})")
    return NativeType("longtext", check=f"char_length({{column}}) <= {kind.arguments[0]}")


def spell_type(native: str, spelling: Spelling) -> str:
    """Return a native type without the display widths that the server adds by itself."""
    name, _, rest = native.partition("(")
    if native == spelling.year:
        return "year"
    if name not in spelling.widths:
        return native
    _, _, words = rest.partition(")")
    short = name + words
    return short if _own(short, spelling) == native else native
