"""Operator classes that the server chooses by itself, so that naming one says nothing."""

from __future__ import annotations

_BY_TYPE = {
    "smallint": "int2_ops",
    "integer": "int4_ops",
    "bigint": "int8_ops",
    "numeric": "numeric_ops",
    "text": "text_ops",
    "character varying": "text_ops",
    "character": "bpchar_ops",
    "uuid": "uuid_ops",
    "boolean": "bool_ops",
    "date": "date_ops",
    "timestamp without time zone": "timestamp_ops",
    "timestamp with time zone": "timestamptz_ops",
    "real": "float4_ops",
    "double precision": "float8_ops",
    "bytea": "bytea_ops",
}
_ORDERED = frozenset({"", "hash"})


def is_default(opclass: str, kind: str, method: str) -> bool:
    """Tell whether an operator class is what the server takes for a type and a method when nothing is said."""
    if not opclass:
        return True
    if method == "gin":
        return opclass == ("array_ops" if kind.endswith("[]") else "jsonb_ops" if kind == "jsonb" else "tsvector_ops")
    if method not in _ORDERED:
        return False
    name, _, rest = kind.partition("(")
    base = name + (rest.partition(")")[2] if "time" in name else "")
    return opclass == _BY_TYPE.get(base.strip()) or (opclass == "varchar_ops" and base.strip() == "character varying")
