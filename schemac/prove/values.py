"""Values for the rows of a proof: for each type a few that differ, the plain ones first and the extreme ones after."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping

from schemac.model.objects import Domain, Enum
from schemac.model.relations import Composite, Range
from schemac.model.rows import Value
from schemac.model.schema import Schema
from schemac.model.sql_text import identifiers
from schemac.model.types import INTEGERS, Type, parse_type

COUNT = 12
"""How many values are made for a column."""

_LONGEST = 2000
_BITS = {"tinyint": 8, "smallint": 16, "smallserial": 16, "mediumint": 24, "integer": 32, "serial": 32, "bigint": 64, "bigserial": 64}
_PATTERNS = (
    *("ab", "AB", "A", "a1", "abc", "ABC", "AB12", "12345", "a@example.com", "https://example.com/", "+431234567", "a-b-c", "a_b", "a.b"),
    *(
        "00000000-0000-4000-8000-000000000001",
        "#00ff00",
        "2020-01-02",
        "1.2.3",
        "{}",
        "[]",
        "en",
        "en_US",
        "EUR",
        "/a/b",
        "a:b",
        "0123456789abcdef",
    ),
)
_SHAPES = {
    "point": "POINT({0} 1)",
    "linestring": "LINESTRING({0} 1,2 3)",
    "polygon": "POLYGON((0 0,{0} 0,{0} 9,0 9,0 0))",
    "multipoint": "MULTIPOINT(({0} 1),(2 3))",
    "multilinestring": "MULTILINESTRING(({0} 1,2 3))",
    "multipolygon": "MULTIPOLYGON(((0 0,{0} 0,{0} 9,0 9,0 0)))",
    "geometrycollection": "GEOMETRYCOLLECTION(POINT({0} 1))",
    "geometry": "POINT({0} 1)",
}
_DRAWN = {"point": "({0},1)", "polygon": "((0,0),(1,{0}),(2,0))", "geometry": "POINT({0} 1)"}
_TEXTUAL: Mapping[str, str] = {
    "date": "2020-01-{0:02}",
    "time": "10:00:{0:02}",
    "timetz": "10:00:{0:02}+00",
    "timestamp": "2020-01-{0:02} 10:20:30.125",
    "timestamptz": "2020-01-{0:02} 10:20:30.125+00",
    "interval": "{0} days 01:00:00",
    "year": "20{0:02}",
    "uuid": "00000000-0000-4000-8000-0000000000{0:02}",
    "inet": "10.0.0.{0}",
    "inet4": "10.0.0.{0}",
    "inet6": "2001:db8::{0}",
    "cidr": "10.0.{0}.0/24",
    "macaddr": "08:00:2b:01:02:{0:02}",
    "macaddr8": "08:00:2b:01:02:03:04:{0:02}",
    "xml": "<a>{0}</a>",
    "tsvector": "word{0}",
    "tsquery": "word{0}",
    "money": "{0}.50",
    "oid": "{0}",
    "hstore": "key=>{0}",
    "ltree": "a.b{0}",
    "line": "{{1,2,{0}}}",
    "lseg": "[(0,0),(1,{0})]",
    "box": "({0},1),(0,0)",
    "path": "((0,0),(1,{0}))",
    "circle": "<(0,0),{0}>",
    "regclass": "pg_class",
    "regproc": "now",
    "regtype": "integer",
    "pg_lsn": "0/{0}",
    "int4range": "[{0}0,{0}5)",
    "int8range": "[{0}0,{0}5)",
    "numrange": "[{0}0,{0}5)",
    "daterange": "[2020-{0:02}-01,2020-{0:02}-15)",
    "tsrange": "[2020-{0:02}-01 10:00:00,2020-{0:02}-15 10:00:00)",
    "tstzrange": "[2020-{0:02}-01 10:00:00+00,2020-{0:02}-15 10:00:00+00)",
    "int4multirange": "{{[{0}0,{0}5)}}",
    "int8multirange": "{{[{0}0,{0}5)}}",
    "nummultirange": "{{[{0}0,{0}5)}}",
    "datemultirange": "{{[2020-{0:02}-01,2020-{0:02}-15)}}",
}
_SUBRANGES = {"integer": "int4range", "bigint": "int8range", "numeric": "numrange", "date": "daterange", "timestamp": "tsrange"}


def values_of(native: str, schema: Schema, label: str = "") -> list[Value]:
    """Return values of a type, as far as any are known of it, each of them different where the type has so many.

    schema: holds the enums, domains and other types that it may name. label: what texts begin with.
    """
    try:
        kind = parse_type(native)
    except ValueError:
        return _guesses()
    if kind.dimensions:
        inner = values_of(re.sub(r"(\s*\[\s*\d*\s*\])+$", "", native), schema, label)
        lists = [json.dumps([_plain(value)]) for value in inner[: COUNT - 1] if value.kind != "sql"]
        return [Value("array", text) for text in (*lists, "[]")]
    found = _named(kind.name, schema)
    return found(label) if found is not None else _usual(kind, label)


def _plain(value: Value) -> object:
    """Return a value as the element of a list in JSON."""
    return json.loads(value.text) if value.kind == "boolean" else value.text


def _named(name: str, schema: Schema) -> Callable[[str], list[Value]] | None:
    """Return what makes the values of a type that the schema defines; None for any other."""
    bare = name.replace('"', "").rpartition(".")[2]
    item = next((each for each in schema if each.name == bare and isinstance(each, Enum | Domain | Composite | Range)), None)
    match item:
        case Enum():
            labels = item.values
            return lambda _: [Value("text", label) for label in labels]
        case Domain():
            texts = [check.sql for check in item.checks]
            base = item.type
            return lambda label: [*suggested(texts, base, "value"), *values_of(base, schema, label)]
        case Composite():
            rows = [[value.text for value in values_of(each.type, schema)[:COUNT]] or [""] for each in item.attributes]
            return lambda _: [Value("text", _record([row[at % len(row)] for row in rows])) for at in range(3)]
        case Range():
            known = _TEXTUAL[_SUBRANGES.get(parse_type(item.subtype).name, "numrange")]
            return lambda _: [Value("text", known.format(at + 1)) for at in range(9)] + [Value("text", "empty")]
        case _:
            return None


def _record(texts: list[str]) -> str:
    escaped = (text.replace("\\", "\\\\").replace('"', '\\"') for text in texts)
    return "(" + ",".join(f'"{text}"' for text in escaped) + ")"


def _usual(kind: Type, label: str) -> list[Value]:
    """Return values of a type that engines have by themselves."""
    name = kind.name.rpartition(".")[2]
    if name in INTEGERS:
        return _whole(name, kind)
    if name in _SHAPES:
        shapes = [Value("sql", f"ST_GeomFromText('{_SHAPES[name].format(at + 1)}')") for at in range(4)]
        return shapes + [Value("text", _DRAWN[name].format(at + 1)) for at in range(4) if name in _DRAWN]
    if name in _TEXTUAL:
        return [Value("text", _TEXTUAL[name].format(at + 1)) for at in range(9)]
    match name:
        case "numeric":
            return _decimals(kind)
        case "real" | "double" | "float":
            return [Value("number", f"{at + 1}.5") for at in range(COUNT - 2)] + [Value("number", "0"), Value("number", "-2.25")]
        case "boolean":
            return [Value("boolean", word) for word in ("true", "false")]
        case "enum" | "set":
            return [Value("text", text[1:-1].replace("''", "'")) for text in kind.arguments]
        case "json" | "jsonb":
            return [Value("json", f'{{"a": {at + 1}}}') for at in range(4)] + [Value("json", "[1, 2]"), Value("json", '"a"')]
        case "bit" | "varbit":
            size = int(kind.arguments[0]) if kind.arguments and kind.arguments[0].isdigit() else 1
            return [Value("text", f"{at % (1 << min(size, 20)):b}".rjust(size, "0")) for at in range(1, COUNT)]
        case "blob" | "binary" | "varbinary" | "tinyblob" | "mediumblob" | "longblob":
            return _bytes(name, kind)
        case _ if kind.is_text:
            return _texts(kind, label)
        case _:
            return _guesses()


def _whole(name: str, kind: Type) -> list[Value]:
    bits = _BITS[name]
    most = 2**bits - 1 if "unsigned" in kind.words else 2 ** (bits - 1) - 1
    return [Value("number", str(number)) for number in (*range(1, COUNT - 2), 0, most, most - 1)]


def _decimals(kind: Type) -> list[Value]:
    """Return numbers with as many digits as the type keeps."""
    digits = [int(text) for text in kind.arguments if text.lstrip("-").isdigit()]
    scale = max(digits[1], 0) if len(digits) > 1 else 0 if digits else 2
    whole = digits[0] - scale if digits else 6
    fraction = "." + "25".ljust(scale, "1")[:scale] if scale else ""
    small = [f"{at if whole > 0 else 0}{fraction}" for at in range(1, COUNT - 2)]
    largest = ("9" * whole or "0") + ("." + "9" * scale if scale else "")
    return [Value("number", text) for text in (*small, "0", largest)]


def _bytes(name: str, kind: Type) -> list[Value]:
    size = int(kind.arguments[0]) if kind.arguments and kind.arguments[0].isdigit() else 4
    size = min(size, 16)
    return [Value("bytes", f"{at:02x}".rjust(2 * size, "0") if name == "binary" else f"{at:02x}") for at in range(1, COUNT)]


def _texts(kind: Type, label: str) -> list[Value]:
    """Return texts that fit, among them one that fills the type and an empty one."""
    given = int(kind.arguments[0]) if kind.arguments and kind.arguments[0].isdigit() else None
    size = given if given is not None else 1 if kind.name == "char" else _LONGEST
    plain = [_fitted(f"{label} {at}".strip(), str(at), size) for at in range(1, COUNT)]
    full = _fitted("ö" + "x" * (min(size, _LONGEST) - 2) + "9", "9", size)
    texts = [plain[0], full, *plain[1:], "", *(text for text in _PATTERNS if len(text) <= size)]
    return [Value("text", text) for text in dict.fromkeys(texts)]


def _fitted(text: str, end: str, size: int) -> str:
    """Return a text cut to a size so that what tells it apart stays at its end."""
    return text if len(text) <= size else (text[: max(size - len(end), 0)] + end)[-size:] if size else ""


def _guesses() -> list[Value]:
    """Return values one of which most types take."""
    texts = ("1", "2", "3", "a", "b", "", "{}", "[]", "(1,2)", "2020-01-02", "t")
    return [Value("number", text) if text.isdigit() else Value("text", text) for text in texts]


_LITERAL = re.compile(r"'((?:[^']|'')*)'|(?<![\w.'\"])(-?\d+(?:\.\d+)?)(?![\w'\"])")


def suggested(conditions: list[str], native: str, column: str) -> list[Value]:
    """Return the values that conditions speak of where they speak of a column: their literals, what lies beside, texts so long."""
    found: list[Value] = []
    try:
        kind = parse_type(native)
    except ValueError:
        kind = Type("text")
    for condition in conditions:
        if column.lower() not in {word.lower() for word in identifiers(condition)}:
            continue
        for match in _LITERAL.finditer(condition):
            if match[1] is not None:
                found += _of_text(match[1].replace("''", "'"), kind)
            elif kind.is_text:
                found += [Value("text", "x" * int(float(match[2])))] if 0 <= float(match[2]) <= _LONGEST else []
            else:
                found += _beside(match[2])
    return list(dict.fromkeys(found))


def _of_text(text: str, kind: Type) -> list[Value]:
    if kind.is_text or kind.name in _TEXTUAL:
        return [Value("text", text)]
    return [Value("number", text)] if re.fullmatch(r"-?\d+(\.\d+)?", text) else []


def _beside(number: str) -> list[Value]:
    """Return a number and its neighbours."""
    if "." in number:
        return [Value("number", number)]
    return [Value("number", str(int(number) + step)) for step in (1, 0, -1, 2)]
