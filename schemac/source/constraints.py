"""Builds the constraints of a table."""

from __future__ import annotations

from typing import Any

from schemac.model.names import Name, parse_name, split_name
from schemac.model.tables import Check, Constraint, Exclude, ExcludeKey, ForeignKey, PrimaryKey, Unique
from schemac.source.building import Building, PlacedPart
from schemac.source.document import Holder, held

_OPTIONS = {
    "primary_key": ("deferrable", "initially_deferred"),
    "unique": ("nulls_distinct", "deferrable", "initially_deferred"),
    "check": ("no_inherit", "valid", "enforced"),
    "exclude": ("method", "where", "deferrable", "initially_deferred"),
    "foreign_key": ("on_delete", "on_update", "match", "deferrable", "initially_deferred", "valid"),
}


def build_constraints(build: Building, table: Name, spec: dict[str, Any], parts: list[PlacedPart]) -> None:
    """Add to `parts` the constraints that a table's own words make."""
    if "primary_key" in spec:
        parts.append(PlacedPart(PrimaryKey(columns=columns_of(build, spec, "primary_key")), spec, "primary_key"))
    for index, _ in enumerate(spec.get("unique", ())):
        parts.append(PlacedPart(Unique(columns=columns_of(build, spec["unique"], index)), spec["unique"], index))
    for index, sql in enumerate(spec.get("checks", ())):
        parts.append(PlacedPart(Check(sql=sql), spec["checks"], index))
    for text, entry, holder, key in build.entries(spec, "constraints"):
        name = build.part_name(text, holder, key) if text else ""
        part = _constraint(build, name, entry)
        if part is not None:
            parts.append(PlacedPart(part, entry, part.kind))
            if "renamed_from" in entry and not name:
                build.complain(
                    "SC217", "a constraint without a name cannot have been renamed", entry, "renamed_from", hint="give it its name"
                )
            elif "renamed_from" in entry:
                build.rename_part(part.kind, table, name, entry)


def _constraint(build: Building, name: str, entry: dict[str, Any]) -> Constraint | None:
    words = {"name": name, "comment": entry.get("comment"), "dialects": entry.get("dialects", {})}
    if "foreign_key" in entry:
        options = reference(build, entry, single=False)
        return None if options is None else ForeignKey(columns=columns_of(build, entry, "foreign_key"), **words, **options)
    if "check" in entry:
        return Check(sql=entry["check"], **words, **options_of(entry, "check"))
    include = columns_of(build, entry, "include") if "include" in entry else ()
    if "exclude" in entry:
        elements = tuple([_element(build, entry["exclude"], at) for at in range(len(entry["exclude"]))])
        return Exclude(elements=elements, include=include, **words, **options_of(entry, "exclude"))
    if "unique" in entry:
        return Unique(columns=columns_of(build, entry, "unique"), include=include, **words, **options_of(entry, "unique"))
    return PrimaryKey(columns=columns_of(build, entry, "primary_key"), include=include, **words, **options_of(entry, "primary_key"))


def _element(build: Building, elements: list[dict[str, Any]], at: int) -> ExcludeKey:
    """Return one element of an exclusion constraint."""
    words = dict(elements[at])
    if "column" in words:
        words["column"] = build.part_name(words["column"], elements[at], "column", at_key=False)
    return ExcludeKey(**words)


def options_of(entry: dict[str, Any], kind: str) -> dict[str, Any]:
    """Return the options given for a constraint of that kind; what is deferred at first is deferrable."""
    options = {option: entry[option] for option in _OPTIONS[kind] if option in entry}
    if options.get("initially_deferred"):
        options["deferrable"] = True
    return options


def columns_of(build: Building, holder: Holder, key: str | int) -> tuple[str, ...]:
    """Return the plain names in a list of columns."""
    names: list[str] = held(holder, key)
    return tuple([build.part_name(name, names, index, at_key=False) for index, name in enumerate(names)])


def reference(build: Building, entry: dict[str, Any], *, single: bool) -> dict[str, Any] | None:
    """Return the fields of a foreign key that `entry["references"]` says, or None and a problem."""
    target = entry["references"]
    if isinstance(target, str):
        return _from_text(build, target, entry)
    try:
        table = parse_name(target["table"])
    except ValueError:
        build.complain("SC205", f"`{target['table']}` is no name of a table", target, "table", hint="customer, or billing.customer")
        return None
    if "column" in target and "columns" in target:
        build.complain("SC218", "`column` and `columns` cannot both be given", target, "column", at_key=True, hint="keep `columns`")
    referenced = columns_of(build, target, "columns") if "columns" in target else ()
    if "column" in target and not referenced:
        referenced = (build.part_name(target["column"], target, "column", at_key=False),)
    if single and len(referenced) > 1:
        build.complain(
            "SC218", "a single column cannot reference several", target, "columns", hint="write it under the table's `constraints:`"
        )
    return {"table": table, "referenced": referenced, **options_of(target, "foreign_key")}


def _from_text(build: Building, text: str, entry: dict[str, Any]) -> dict[str, Any] | None:
    """Return what `table`, `table.column` or `namespace.table.column` references."""
    try:
        parts = split_name(text)
    except ValueError:
        parts = ()
    match parts:
        case (table,):
            return {"table": Name("", table)}
        case (table, column):
            return {"table": Name("", table), "referenced": (column,)}
        case (namespace, table, column):
            return {"table": Name(namespace, table), "referenced": (column,)}
        case _:
            hint = "write table.column or namespace.table.column"
            build.complain("SC205", f"`{text}` is no reference to a column", entry, "references", hint=hint)
            return None
