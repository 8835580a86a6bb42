"""Types: from any engine's spelling to the text that the server prints, and from that text to what a person writes."""

from __future__ import annotations

import re

from schemac.dialect import NativeType, Unsupported
from schemac.model.names import Ref, split_name
from schemac.model.schema import Schema
from schemac.model.types import Type, parse_type
from schemac_dialects.postgresql.quoting import literal, qualified

_PLAIN = {
    "double": "double precision",
    "blob": "bytea",
    "tinyint": "smallint",
    "mediumint": "integer",
    "serial": "integer",
    "bigserial": "bigint",
    "smallserial": "smallint",
    "year": "smallint",
    "tinytext": "text",
    "mediumtext": "text",
    "longtext": "text",
    "ntext": "text",
    "tinyblob": "bytea",
    "mediumblob": "bytea",
    "longblob": "bytea",
    "smalldatetime": "timestamp(0) without time zone",
} | {name: name for name in ("smallint", "integer", "bigint", "real", "boolean", "text", "date")}
_BUILT_IN = frozenset(
    """uuid json jsonb xml inet cidr macaddr macaddr8 money point line lseg box path polygon circle tsvector tsquery name oid regclass
    regproc regtype regnamespace regrole regconfig regdictionary regprocedure regoper regoperator regcollation pg_lsn pg_snapshot
    txid_snapshot xid xid8 cid tid jsonpath int4range int8range numrange tsrange tstzrange daterange int4multirange int8multirange
    nummultirange tsmultirange tstzmultirange datemultirange refcursor oidvector int2vector gtsvector pg_node_tree""".split()
)
_FRACTIONS = {
    "time": "time{} without time zone",
    "timetz": "time{} with time zone",
    "timestamp": "timestamp{} without time zone",
    "timestamptz": "timestamp{} with time zone",
}
_UNSIGNED = {"tinyint": "smallint", "smallint": "integer", "mediumint": "integer", "integer": "bigint", "bigint": "numeric(20,0)"}
_LONGEST = 10_485_760
_DIGITS = 1000
_FINEST = 6
_INTERVAL = re.compile(
    r"interval(?P<fields>(?: (?:year|month|day|hour|minute|second)(?: to (?:month|hour|minute|second))?)?) ?(?:\((?P<digits>\d)\))?",
)
_PRINTED = re.compile(
    r"(?P<name>character varying|character|bit varying|timestamp|time)(?P<size>\(\d+\))?(?P<zone> with(?:out)? time zone)?(?P<array>\[\])?"
)
_HOUSE = {"character varying": "varchar", "character": "char", "bit varying": "varbit"}


def native_type(text: str, own: bool, schema: Schema) -> NativeType:
    """Return the type as `format_type` prints it. Raises Unsupported, and ValueError where the text is no type at all."""
    verbatim = _verbatim(text)
    if verbatim is not None:
        return NativeType(verbatim)
    named = _defined(text, schema)
    if named is not None:
        return NativeType(named)
    kind = parse_type(text)
    made = _unsigned(kind) or _sized(kind) or _listed(kind) or _known(kind)
    if made is None:
        made = _foreign(kind, text, own=own, schema=schema)
    return NativeType(made.text + "[]", made.loss, "") if kind.dimensions else made


def _verbatim(text: str) -> str | None:
    """Return an interval, `"char"` or `bpchar`, whose spelling is the server's but for blanks and case; None for any other type."""
    plain = " ".join(text.split()).lower()
    array = "[]" if "[" in plain else ""
    plain = plain.partition("[")[0].rstrip()
    if plain in {'"char"', "bpchar"}:
        return plain + array
    match = _INTERVAL.fullmatch(plain)
    if not match:
        return None
    return f"interval{match['fields']}{'(' + match['digits'] + ')' if match['digits'] else ''}{array}"


def _defined(text: str, schema: Schema) -> str | None:
    """Return an enum or domain of the schema that the type names, as it is or in arrays."""
    spelling, bracket, _ = text.partition("[")
    for candidate in (spelling.strip(), spelling.strip().lower()):
        try:
            parts = split_name(candidate)
        except ValueError:
            return None
        namespace = parts[0] if len(parts) == 2 and parts[0] != "public" else ""
        if any(Ref(sort, namespace, parts[-1]) in schema.objects for sort in ("enum", "domain")):
            return qualified(namespace, parts[-1]) + ("[]" if bracket else "")
    return None


def _unsigned(kind: Type) -> NativeType | None:
    """Return what holds an unsigned number: the next larger type, and a check that keeps it from going below zero."""
    if "unsigned" not in kind.words:
        return None
    wider = _UNSIGNED.get(kind.name)
    if wider is None:
        plain = _sized(kind) or _known(kind)
        if plain is None:
            return None
        return NativeType(plain.text, check="{column} >= 0")
    loss = "bigint unsigned becomes numeric(20), which holds every value and computes more slowly" if kind.name == "bigint" else ""
    return NativeType(wider, loss, "{column} >= 0")


def _sized(kind: Type) -> NativeType | None:
    """Return a type whose length, precision or scale the server prints."""
    first = kind.arguments[0].lower() if kind.arguments else ""
    match kind.name:
        case "varchar":
            return _text(first)
        case "char":
            return NativeType(f"character({first or 1})")
        case "numeric":
            return _numeric(kind)
        case "double" if first and len(kind.arguments) == 1:
            return NativeType("real" if int(first) <= 24 else "double precision")
        case "bit":
            return NativeType(f"bit({first or 1})")
        case "varbit":
            return NativeType(f"bit varying({first})" if first else "bit varying")
        case "binary" | "varbinary":
            return NativeType("bytea", check=f"octet_length({{column}}) <= {first}" if first.isdigit() else "")
        case name if name in _FRACTIONS:
            return _fraction(name, first)
        case _:
            return None


def _text(length: str) -> NativeType:
    if not length:
        return NativeType("character varying")
    if not length.isdigit():
        return NativeType("text")
    return NativeType(f"character varying({length})" if int(length) <= _LONGEST else "text")


def _numeric(kind: Type) -> NativeType:
    if not kind.arguments:
        return NativeType("numeric")
    precision, scale = kind.arguments[0], kind.arguments[1] if len(kind.arguments) > 1 else "0"
    if not precision.isdigit() or int(precision) > _DIGITS:
        reason = f"numeric({', '.join(kind.arguments)}) has more digits than the {_DIGITS} of PostgreSQL"
        raise Unsupported(reason, "write numeric without a precision")
    return NativeType(f"numeric({int(precision)},{int(scale)})")


def _fraction(name: str, digits: str) -> NativeType:
    if not digits:
        return NativeType(_FRACTIONS[name].format(""))
    kept = min(int(digits), _FINEST)
    loss = f"{name}({digits}) keeps {_FINEST} digits of a second" if kept < int(digits) else ""
    return NativeType(_FRACTIONS[name].format(f"({kept})"), loss)


def _listed(kind: Type) -> NativeType | None:
    """Return an enum written in place as text with a check."""
    if kind.name == "set":
        raise Unsupported("PostgreSQL has no set type", "write text[] with a check, or a table of its own")
    if kind.name != "enum" or not kind.arguments:
        return None
    labels = [argument[1:-1].replace("''", "'") for argument in kind.arguments]
    listed = ", ".join(literal(label) for label in labels).replace("{", "{{").replace("}", "}}")
    return NativeType("text", check=f"{{column}} IN ({listed})")


def _known(kind: Type) -> NativeType | None:
    """Return a type that has one spelling here."""
    if kind.name in _PLAIN:
        return NativeType(_PLAIN[kind.name])
    return NativeType(kind.name) if kind.name in _BUILT_IN and not kind.arguments else None


def _foreign(kind: Type, text: str, *, own: bool, schema: Schema) -> NativeType:
    """Return a type that only the server knows: one of an extension or one made by hand. Raises Unsupported where none can be meant."""
    if not own and not any(ref.kind == "extension" for ref in schema.objects):
        reason = f"PostgreSQL has no type `{text}`"
        raise Unsupported(reason, "define it under enums or domains, name its extension under extensions, or write a type that it has")
    parts = split_name(kind.name)
    namespace = parts[0] if len(parts) > 1 and parts[0] != "public" else ""
    arguments = f"({','.join(kind.arguments)})" if kind.arguments else ""
    return NativeType(f"{qualified(namespace, parts[-1])}{arguments}{''.join(f' {word}' for word in kind.words)}")


def spell_type(text: str) -> str:
    """Return a printed type as a person writes it: `varchar(320)`, `timestamptz(3)`, `numeric(12)`."""
    match = _PRINTED.fullmatch(text)
    if not match:
        return re.sub(r"\Anumeric\((\d+),0\)", r"numeric(\1)", text).replace("double precision", "double")
    name = _HOUSE.get(match["name"], match["name"]) + ("tz" if match["zone"] == " with time zone" else "")
    return f"{name}{match['size'] or ''}{match['array'] or ''}"
