"""Builds roles, grants and default privileges."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from msgspec.structs import replace

from schemac.model.names import Name, Ref, split_name
from schemac.model.rights import ColumnGrant, DefaultPrivilege, Grant, Role
from schemac.source.building import Building, Key
from schemac.source.document import Holder
from schemac.source.objects import shared

_FLAGS = ("login", "superuser", "create_database", "create_role", "inherit", "replication", "bypass_rls", "connection_limit", "valid_until")
_FOREIGN = {"foreign_data_wrappers": "wrapper", "foreign_servers": "server"}
_SORTS = {"tables": "table", "sequences": "sequence", "functions": "function", "types": "type", "namespaces": "namespace", **_FOREIGN}


def build_roles(build: Building) -> None:
    """Add the roles of the document at hand."""
    for text, given, holder, key in build.entries(build.document.data, "roles"):
        name = build.part_name(text, holder, key)
        entry = given or {}
        said = {word: entry[word] for word in _FLAGS if word in entry}
        groups: dict[str, Any] = {word: tuple(sorted(entry[word])) for word in ("member_of", "admin_of") if word in entry}
        build.add(Role(name=name, **said, **groups, **shared(entry)), entry, holder, key)


def build_grants(build: Building) -> None:
    """Add the grants of the document at hand; what is said in several places of one object and one grantee is taken together."""
    grants: list[dict[str, Any]] = build.document.data.get("grants", [])
    for index, entry in enumerate(grants):
        for on, name, holder, key in _subjects(build, entry):
            for to in _several(entry["to"]):
                _add(build, _grant(entry, on, name, to), (holder, key), (grants, index))


def _grant(entry: dict[str, Any], on: str, name: Name, to: str) -> Grant:
    """Return what one entry says of one object and one grantee."""
    privileges = tuple(_several(entry.get("privileges", [])))
    grantable = privileges if entry.get("grant_option") else ()
    made = Grant(name=name.name, namespace=name.namespace, on=on, to=to, dialects=entry.get("dialects", {}))
    if "columns" not in entry:
        return replace(made, privileges=privileges, grantable=grantable)
    return replace(
        made, columns=tuple(ColumnGrant(column=column, privileges=privileges, grantable=grantable) for column in entry["columns"])
    )


def _add(build: Building, grant: Grant, name_at: tuple[Holder, Key], entry_at: tuple[Holder, int]) -> None:
    """Take a grant in, together with what was said before of the same object and grantee."""
    known = build.objects.get(grant.ref)
    if isinstance(known, Grant):
        build.objects[grant.ref] = _together(known, grant)
        return
    if grant.on == "table" and not _may_be_there(build, grant) and Name(grant.namespace, grant.name) not in build.damaged:
        hint = "a table or view of this definition; what is of another sort goes under its own word: on: {functions: [...]}"
        build.complain("SC207", f"there is no {grant.full_name} to grant anything on", *name_at, hint=hint)
    build.add(grant, None, *entry_at)


def _may_be_there(build: Building, grant: Grant) -> bool:
    """Tell whether an object is defined; an extension may bring along what nobody defines."""
    return any(ref in build.objects for ref in grant.subjects) or any(ref.kind == "extension" for ref in build.objects)


def _together(first: Grant, second: Grant) -> Grant:
    """Return the rights of two grants as one."""
    columns = {each.column: each for each in first.columns}
    for each in second.columns:
        old = columns.get(each.column, ColumnGrant(column=each.column, privileges=()))
        privileges, grantable = _union(old.privileges, each.privileges), _union(old.grantable, each.grantable)
        columns[each.column] = replace(each, privileges=privileges, grantable=grantable)
    return replace(
        first,
        privileges=_union(first.privileges, second.privileges),
        grantable=_union(first.grantable, second.grantable),
        columns=tuple(columns.values()),
    )


def _union(first: tuple[str, ...], second: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*first, *second)))


def _subjects(build: Building, entry: dict[str, Any]) -> Iterator[tuple[str, Name, Holder, Key]]:
    """Go through what an entry grants rights to: its sort, its name, and where it is written."""
    on = entry["on"]
    if isinstance(on, dict):
        for word, names in on.items():
            yield from _named(build, names, _SORTS[word], on, word)
    else:
        for sort, name, holder, key in _named(build, on, "table", entry, "on"):
            sequence = Ref("sequence", name.namespace, name.name)
            yield "sequence" if sequence in build.objects else sort, name, holder, key


def _named(build: Building, names: str | list[str], sort: str, holder: Holder, key: str) -> Iterator[tuple[str, Name, Holder, Key]]:
    """Go through the names in a list, or the one that stands alone."""
    at: list[tuple[str, Holder, Key]] = (
        [(names, holder, key)] if isinstance(names, str) else [(name, names, index) for index, name in enumerate(names)]
    )
    for text, where, place in at:
        name = _signed(build, text, where, place) if sort == "function" else build.object_name(text, where, place, at_key=False)
        if name is not None:
            yield sort, name, where, place


def _signed(build: Building, text: str, holder: Holder, key: Key) -> Name | None:
    """Return the name of a routine with the types of its arguments behind it: `area(integer, integer)`."""
    plain, opening, rest = text.partition("(")
    try:
        parts = split_name(plain.strip())
    except ValueError:
        parts = ()
    if len(parts) not in {1, 2} or not opening or not rest.rstrip().endswith(")"):
        build.complain(
            "SC205", f"`{text}` is no function with its arguments", holder, key, hint="write area(integer, integer), or now_utc()"
        )
        return None
    return Name(parts[0] if len(parts) == 2 else "", f"{parts[-1]}({rest.rstrip()}")


def build_default_privileges(build: Building) -> None:
    """Add the default privileges of the document at hand."""
    entries: list[dict[str, Any]] = build.document.data.get("default_privileges", [])
    for index, entry in enumerate(entries):
        privileges = tuple(_several(entry.get("privileges", [])))
        for to in _several(entry["to"]):
            made = DefaultPrivilege(
                name=entry["by"],
                namespace=entry.get("in", ""),
                within="in" in entry,
                on=_SORTS[entry["on"]],
                to=to,
                privileges=privileges,
                grantable=privileges if entry.get("grant_option") else (),
                dialects=entry.get("dialects", {}),
            )
            known = build.objects.get(made.ref)
            if isinstance(known, DefaultPrivilege):
                build.objects[made.ref] = replace(
                    known, privileges=_union(known.privileges, privileges), grantable=_union(known.grantable, made.grantable)
                )
            else:
                build.add(made, None, entries, index)


def _several(given: str | list[str]) -> list[str]:
    """Return a list of what may be written as one text."""
    return [given] if isinstance(given, str) else given
