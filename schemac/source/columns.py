"""Builds columns, and the constraints that are written within them."""

from __future__ import annotations

from typing import Any

from schemac.model.names import Name
from schemac.model.tables import Check, Column, ForeignKey, Generated, Identity, PrimaryKey, Unique
from schemac.source.building import Building, Key, PlacedPart
from schemac.source.constraints import reference
from schemac.source.defaults import default_of
from schemac.source.document import Holder, held
from schemac.source.known_types import KnownType

_COUNTERS = frozenset({"serial", "bigserial", "smallserial"})


def build_columns(build: Building, table: Name, spec: dict[str, Any], key_columns: set[str], parts: list[PlacedPart]) -> tuple[Column, ...]:
    """Return the columns of a table, and add them and what is written within them to `parts`.

    key_columns: names of the columns of a primary key that stands outside of the columns.
    """
    columns: dict[str, Column] = {}
    primary: list[tuple[str, dict[str, Any]]] = []
    inner: list[PlacedPart] = []
    for text, entry, holder, key in build.entries(spec, "columns"):
        name = build.part_name(text, holder, key)
        words = {"type": entry} if isinstance(entry, str) else entry
        column = _column(build, table, name, words, holder, key, in_key=name in key_columns)
        if words is entry:
            inner += _within(build, table, name, entry)
            if entry.get("primary_key"):
                primary.append((name, entry))
        if name in columns:
            build.complain("SC202", f"the column {table}.{name} is defined twice", holder, key, at_key=isinstance(key, str))
            continue
        columns[name] = column
        parts.append(PlacedPart(column, holder, key))
    if primary:
        inner.insert(0, PlacedPart(PrimaryKey(columns=tuple(name for name, _ in primary)), primary[0][1], "primary_key"))
    parts += inner
    return tuple(columns.values())


def _column(build: Building, table: Name, name: str, entry: dict[str, Any], holder: Holder, key: Key, *, in_key: bool) -> Column:
    text = entry["type"]
    known = build.types.read(text)
    if known is None:
        at: tuple[Holder, Key] = (entry, "type") if entry is held(holder, key) else (holder, key)
        build.complain(
            "SC203", f"`{text}` is not the spelling of a type", *at, hint="a type is written as SQL: varchar(20), numeric(12,2), text[]"
        )
    if len(entry) == 1:
        return Column(name=name, type=text, nullable=not in_key)
    in_key = in_key or entry.get("primary_key", False)
    if in_key and entry.get("nullable") is True:
        hint = "take `nullable: true` away, or make it `unique` in place of `primary_key`"
        build.complain("SC216", f"{table}.{name} is part of the primary key and cannot be nullable", entry, "nullable", hint=hint)
    identity = _identity(entry["identity"]) if "identity" in entry else None
    generated = _generated(entry["generated"]) if "generated" in entry else None
    default = None
    if "default" in entry:
        _only_one_source(build, table, name, entry, known)
        default = default_of(build, entry, known, f"{table}.{name}")
    elif identity and generated:
        build.complain(
            "SC212", f"{table}.{name} is both generated and an identity", entry, "identity", at_key=True, hint="keep one of the two"
        )
    return Column(
        name=name,
        type=text,
        nullable=entry.get("nullable", True) and not in_key,
        default=default,
        identity=identity,
        generated=generated,
        collation=entry.get("collation", ""),
        comment=entry.get("comment"),
        dialects=entry.get("dialects", {}),
    )


def _only_one_source(build: Building, table: Name, name: str, entry: dict[str, Any], known: KnownType | None) -> None:
    """Note a default on a column whose values come from elsewhere."""
    counter = known is not None and known.type.name in _COUNTERS
    other = next((word for word in ("generated", "identity") if word in entry), "a serial" if counter else "")
    if other and entry["default"] is not None:
        what = {"generated": "computed", "identity": "an identity"}.get(other, other)
        build.complain(
            "SC212", f"{table}.{name} is {what} and cannot have a default", entry, "default", at_key=True, hint="take one of the two away"
        )


def _identity(value: str | dict[str, Any]) -> Identity:
    if isinstance(value, str):
        return Identity(always=value == "always")
    numbers: dict[str, Any] = {option: given if isinstance(given, bool) else int(given) for option, given in value.items()}
    return Identity(**numbers)


def _generated(value: str | dict[str, Any]) -> Generated:
    return Generated(sql=value) if isinstance(value, str) else Generated(sql=value["sql"], stored=value.get("stored", True))


def _within(build: Building, table: Name, name: str, entry: dict[str, Any]) -> list[PlacedPart]:
    """Return the constraints that a column's own words make."""
    found: list[PlacedPart] = []
    if entry.get("unique"):
        found.append(PlacedPart(Unique(columns=(name,)), entry, "unique"))
    if "check" in entry:
        found.append(PlacedPart(Check(sql=entry["check"]), entry, "check"))
    if "references" in entry:
        target = entry["references"]
        words = target if isinstance(target, dict) else {}
        options = reference(build, entry, single=True)
        if options is not None:
            label = build.part_name(words["name"], words, "name", at_key=False) if "name" in words else ""
            part = ForeignKey(name=label, columns=(name,), comment=words.get("comment"), dialects=words.get("dialects", {}), **options)
            found.append(PlacedPart(part, entry, "references"))
    if "renamed_from" in entry:
        build.rename_part("column", table, name, entry)
    return found
