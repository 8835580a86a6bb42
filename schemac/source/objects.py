"""Builds the objects that have no rows of their own."""

from __future__ import annotations

from typing import Any, NamedTuple

from schemac.model.names import Name, Ref, split_name
from schemac.model.objects import Domain, DomainCheck, Enum, Extension, Namespace, Sequence, View
from schemac.source.building import Building, Key
from schemac.source.defaults import default_of
from schemac.source.document import Holder
from schemac.source.expressions import query_fault

_NUMBERS = ("start", "increment", "minimum", "maximum", "cache")


class WrittenDomain(NamedTuple):
    """A domain as written, and where."""

    name: Name
    entry: dict[str, Any]
    holder: Holder
    key: Key


def build_namespaces(build: Building) -> None:
    """Add the namespaces of the document at hand."""
    for text, entry, holder, key in build.entries(build.document.data, "namespaces"):
        name = build.part_name(text, holder, key)
        build.add(Namespace(name=name, **shared(entry)), entry, holder, key)


def build_extensions(build: Building) -> None:
    """Add the extensions of the document at hand."""
    for text, given, holder, key in build.entries(build.document.data, "extensions"):
        entry = {"version": given} if isinstance(given, str) else given or {}
        if build.printable(text, holder, key, at_key=isinstance(key, str)):
            item = Extension(name=text, version=entry.get("version", ""), schema=entry.get("schema", ""), **shared(entry))
            build.add(item, entry, holder, key)


def build_enums(build: Building) -> None:
    """Add the enums of the document at hand."""
    for text, entry, holder, key in build.entries(build.document.data, "enums"):
        name = build.object_name(text, holder, key)
        if name is None:
            continue
        given: list[str | dict[str, Any]] = entry["values"] if isinstance(entry, dict) else entry
        labels = [each["name"] if isinstance(each, dict) else each for each in given]
        if not labels:
            build.complain(
                "SC206", f"the enum {name} has no labels", holder, key, at_key=isinstance(key, str), hint="a list of texts: [pending, paid]"
            )
        seen: set[str] = set()
        for index, label in enumerate(labels):
            if label in seen:
                build.complain("SC202", f"the enum {name} has the label {label!r} twice", given, index)
            seen.add(label)
            said = given[index]
            if isinstance(said, dict) and "renamed_from" in said:
                build.rename_label(Ref("label", name.namespace, label, name.name), said)
        build.types.add_enum(name, tuple(labels))
        build.add(Enum(name=name.name, namespace=name.namespace, values=tuple(labels), **shared(entry)), entry, holder, key)


def know_domains(build: Building) -> list[WrittenDomain]:
    """Get to know the types of the domains of the document at hand, before any default is read, and return the domains."""
    found: list[WrittenDomain] = []
    for text, given, holder, key in build.entries(build.document.data, "domains"):
        name = build.object_name(text, holder, key)
        if name is not None:
            entry = given if isinstance(given, dict) else {"type": given}
            build.types.add_domain(name, entry["type"])
            found.append(WrittenDomain(name, entry, holder, key))
    return found


def build_domains(build: Building, written: list[WrittenDomain]) -> None:
    """Add the domains of the document at hand."""
    for name, entry, holder, key in written:
        known = build.types.read(entry["type"])
        if known is None:
            short = isinstance(holder, dict) and isinstance(holder[str(key)], str)
            at: tuple[Holder, Key] = (holder, key) if short else (entry, "type")
            build.complain(
                "SC203",
                f"`{entry['type']}` is not the spelling of a type",
                *at,
                hint="a type is written as SQL: varchar(20), numeric(12,2)",
            )
        domain = Domain(
            name=name.name,
            namespace=name.namespace,
            type=entry["type"],
            nullable=entry.get("nullable", True),
            default=default_of(build, entry, known, f"the domain {name}") if "default" in entry else None,
            collation=entry.get("collation", ""),
            checks=tuple(_domain_checks(build, name, entry)),
            **shared(entry),
        )
        build.add(domain, entry, holder, key)


def _domain_checks(build: Building, domain: Name, entry: dict[str, Any]) -> list[DomainCheck]:
    found: list[tuple[str, str, Holder, Key]] = []
    more: dict[int, dict[str, Any]] = {}
    if "check" in entry:
        found.append(("", entry["check"], entry, "check"))
    for text, given, holder, key in build.entries(entry, "checks"):
        if isinstance(given, dict):
            more[len(found)] = {word: given[word] for word in ("valid", "comment") if word in given}
            found.append((text, given["sql"], given, "sql"))
        elif isinstance(given, str):
            found.append((text, given, holder, key))
        else:
            found.append(("", text, holder, key))
    for _, sql, holder, key in found:
        for fault in build.expressions.faults(sql, ("value",)):
            if fault.reason:
                build.complain("SC209", f"a check of the domain {domain} is no SQL expression: {fault.reason}", holder, key)
            else:
                hint = "a domain's check speaks of `value` alone"
                build.complain(
                    "SC208", f"{fault.word} in a check of the domain {domain} does not exist", holder, key, hint=hint, word=fault.word
                )
    return [
        DomainCheck(sql=sql, name=build.part_name(name, holder, key) if name else "", **more.get(at, {}))
        for at, (name, sql, holder, key) in enumerate(found)
    ]


def build_sequences(build: Building) -> None:
    """Add the sequences of the document at hand."""
    for text, given, holder, key in build.entries(build.document.data, "sequences"):
        name = build.object_name(text, holder, key)
        if name is None:
            continue
        entry = given or {}
        options: dict[str, Any] = {option: int(entry[option]) for option in _NUMBERS if option in entry}
        owner = _owner(build, entry) if "owned_by" in entry else None
        item = Sequence(
            name=name.name,
            namespace=name.namespace,
            type=entry.get("type", "bigint"),
            cycle=entry.get("cycle", False),
            owned_by=owner,
            **options,
            **shared(entry),
        )
        build.add(item, entry, holder, key)


def _owner(build: Building, entry: dict[str, Any]) -> tuple[str, str, str] | None:
    try:
        parts = split_name(entry["owned_by"])
    except ValueError:
        parts = ()
    if len(parts) not in {2, 3}:
        build.complain("SC205", f"`{entry['owned_by']}` is no column", entry, "owned_by", hint="write table.column")
        return None
    return ("", parts[0], parts[1]) if len(parts) == 2 else (parts[0], parts[1], parts[2])


def judge_query(build: Building, called: str, given: str | dict[str, Any], holder: Holder, key: Key) -> None:
    """Complain about the query of what is `called` so where it cannot be right; `given` is the query, or holds it."""
    at: tuple[Holder, Key] = (given, "sql") if isinstance(given, dict) else (holder, key)
    fault = query_fault(given["sql"] if isinstance(given, dict) else given)
    if fault:
        build.complain("SC209", f"the query of the {called} cannot be right: {fault}", *at)


def output_names(build: Building, entry: dict[str, Any]) -> tuple[str, ...]:
    """Return the names that a view gives its output."""
    columns = entry.get("columns", [])
    return tuple(build.part_name(column, columns, index, at_key=False) for index, column in enumerate(columns))


def build_views(build: Building) -> None:
    """Add the views of the document at hand."""
    for text, given, holder, key in build.entries(build.document.data, "views"):
        name = build.object_name(text, holder, key)
        if name is None:
            continue
        entry = given if isinstance(given, dict) else {"sql": given}
        judge_query(build, f"view {name}", given, holder, key)
        item = View(
            name=name.name,
            namespace=name.namespace,
            sql=entry["sql"],
            columns=output_names(build, entry),
            check_option=entry.get("check_option", ""),
            **shared(entry),
        )
        build.add(item, entry, holder, key)


def shared(entry: Any) -> dict[str, Any]:
    """Return the fields that every object takes from its entry."""
    if not isinstance(entry, dict):
        return {}
    return {"comment": entry.get("comment"), "dialects": entry.get("dialects", {})}
