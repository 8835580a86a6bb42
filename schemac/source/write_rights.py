"""Roles, owners, grants and default privileges as a definition says them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from msgspec.structs import replace

from schemac.model.names import dotted, spell
from schemac.model.objects import Object, Sequence
from schemac.model.rights import OWNER, DefaultPrivilege, Grant, Role
from schemac.model.schema import Schema
from schemac.source.write_table import differing, shared

_FLAGS = ("login", "superuser", "create_database", "create_role", "inherit", "replication", "bypass_rls", "connection_limit", "valid_until")
_GROUPS = ("member_of", "admin_of")
_FOREIGN = {"wrapper": "foreign_data_wrappers", "server": "foreign_servers"}
_SORTS = {"table": "tables", "sequence": "sequences", "function": "functions", "type": "types", "namespace": "namespaces", **_FOREIGN}


class _Said(NamedTuple):
    """What one entry of `grants:` says besides the objects."""

    to: str
    privileges: tuple[str, ...]
    grant_option: bool
    columns: tuple[str, ...]


def usual_owner(schema: Schema) -> str:
    """Return the role that owns most objects; empty where no owner is known."""
    owners = Counter(item.options[OWNER] for item in schema if OWNER in item.options)
    return min(owners, key=lambda owner: (-owners[owner], owner)) if owners else ""


def said_owner(schema: Schema, owner: str) -> str:
    """Return the owner as far as it is worth a line: on a server with one role only, and with one owner, there is nothing to say."""
    alone = not any(isinstance(item, Role) for item in schema)
    return "" if alone and all(item.options.get(OWNER, owner) == owner for item in schema) else owner


def without_owner(schema: Schema, owner: str) -> Schema:
    """Return the schema with nothing said of that owner, and of the owners of sequences that go with a table, which are the table's."""
    if not owner:
        return schema
    return Schema.of(_without(item) if _goes_without(item, owner) else item for item in schema)


def _goes_without(item: Object, owner: str) -> bool:
    said = item.options.get(OWNER)
    return said is not None and (said == owner or (isinstance(item, Sequence) and item.owned_by is not None))


def _without(item: Object) -> Object:
    return replace(item, options={word: value for word, value in item.options.items() if word != OWNER})


def write_grants(schema: Schema) -> dict[str, list[dict[str, Any]]]:
    """Return the sections `grants` and `default_privileges`."""
    grants = [item for item in schema if isinstance(item, Grant)]
    later = [item for item in schema if isinstance(item, DefaultPrivilege)]
    return {"grants": _grants(grants), "default_privileges": [_later(item, given) for item in later for given in _given(item)]}


def write_role(role: Role, dialect: str) -> dict[str, Any]:
    """Return a role, empty where everything about it is as usual."""
    groups = {word: [spell(name) for name in getattr(role, word)] for word in _GROUPS if getattr(role, word)}
    return differing(role, Role(name=""), _FLAGS) | groups | shared(role, dialect)


def _grants(grants: Iterable[Grant]) -> list[dict[str, Any]]:
    """Return the grants, those that say the same of several objects in one entry."""
    entries: dict[_Said, dict[str, list[str]]] = {}
    for grant in grants:
        for said in _parts(grant):
            entries.setdefault(said, {}).setdefault(_SORTS[grant.on], []).append(_named(grant))
    return [_entry(said, on) for said, on in entries.items()]


def _parts(grant: Grant) -> Iterator[_Said]:
    """Go through what one grant says, one thing at a time."""
    for privileges, option in _given(grant):
        yield _Said(grant.to, privileges, option, ())
    columns: dict[tuple[tuple[str, ...], bool], list[str]] = {}
    for each in grant.columns:
        plain = tuple(name for name in each.privileges if name not in each.grantable)
        for privileges, option in ((plain, False), (each.grantable, True)):
            if privileges:
                columns.setdefault((privileges, option), []).append(spell(each.column))
    for (privileges, option), names in columns.items():
        yield _Said(grant.to, privileges, option, tuple(names))


def _given(item: Grant | DefaultPrivilege) -> Iterator[tuple[tuple[str, ...], bool]]:
    """Go through an item's privileges: those for the grantee alone, and those that it may give on."""
    plain = tuple(name for name in item.privileges if name not in item.grantable)
    if plain or not (item.grantable or getattr(item, "columns", ())):
        yield plain, False
    if item.grantable:
        yield item.grantable, True


def _named(grant: Grant) -> str:
    """Return the name of what the rights are to; a routine's arguments are no part of its name."""
    plain, opening, rest = grant.name.partition("(") if grant.on == "function" else (grant.name, "", "")
    return dotted(grant.namespace, plain) + opening + rest


def _entry(said: _Said, on: dict[str, list[str]]) -> dict[str, Any]:
    entry: dict[str, Any] = {"to": said.to, "on": on["tables"] if set(on) == {"tables"} else on}
    entry["privileges"] = list(said.privileges)
    if said.columns:
        entry["columns"] = list(said.columns)
    return entry | ({"grant_option": True} if said.grant_option else {})


def _later(item: DefaultPrivilege, given: tuple[tuple[str, ...], bool]) -> dict[str, Any]:
    privileges, option = given
    where = {"in": item.namespace or "public"} if item.within or item.namespace else {}
    entry = {"by": item.name, **where, "on": _SORTS[item.on], "to": item.to, "privileges": list(privileges)}
    return entry | ({"grant_option": True} if option else {})
