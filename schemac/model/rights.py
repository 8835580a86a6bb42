"""Who may do what: roles, grants, and what is granted on what comes later."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from msgspec import Struct

from schemac.model.foreign import UserMapping
from schemac.model.names import Ref
from schemac.model.objects import Object
from schemac.model.relations import Policy

OWNER = "owner"
"""The native word for the role that an object belongs to; where it is left unsaid, whoever owns the object goes on owning it."""

PUBLIC = "public"
"""The grantee that stands for everybody."""

SORTS = {
    "table": "table",
    "view": "table",
    "materialized_view": "table",
    "foreign_table": "table",
    "sequence": "sequence",
    "enum": "type",
    "domain": "type",
    "composite": "type",
    "range": "type",
    "function": "function",
    "procedure": "function",
    "aggregate": "function",
    "namespace": "namespace",
    "foreign_server": "server",
    "foreign_data_wrapper": "wrapper",
}
"""For each kind of object the sort under which rights to it are granted; the sorts share no names."""


class Role(Object, frozen=True, kw_only=True, tag="role"):
    """A user or a group of them. Roles belong to the server, not to one database; passwords are never held.

    member_of: the roles whose rights it has. admin_of: those that it may also give to others.
    valid_until: the moment from which its password counts no more, as the server prints it.
    """

    kind = "role"
    shared: ClassVar[bool] = True

    login: bool = False
    superuser: bool = False
    create_database: bool = False
    create_role: bool = False
    inherit: bool = True
    replication: bool = False
    bypass_rls: bool = False
    connection_limit: int = -1
    valid_until: str = ""
    member_of: tuple[str, ...] = ()
    admin_of: tuple[str, ...] = ()


class ColumnGrant(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What may be done with one column; `grantable` are those of the privileges that may be given on."""

    column: str
    privileges: tuple[str, ...]
    grantable: tuple[str, ...] = ()

    def __str__(self) -> str:
        """Return the privileges and the column, as a person reads them."""
        return f"{' and '.join(self.privileges)} on {self.column}"


class Grant(Object, frozen=True, kw_only=True, tag="grant"):
    """All that one grantee may do with one object, where that is not what it may anyway; no privilege at all takes a usual right away.

    name, namespace: those of the object. on: its sort, a value of SORTS. to: a role, or `public`.
    grantable: those of the privileges that may be given on.
    """

    kind = "grant"

    on: str
    to: str
    privileges: tuple[str, ...] = ()
    grantable: tuple[str, ...] = ()
    columns: tuple[ColumnGrant, ...] = ()

    @property
    def ref(self) -> Ref:
        """The identity: the object and the grantee."""
        return Ref(self.kind, self.namespace, f"{self.to} on {self.on} {self.name}")

    @property
    def subjects(self) -> tuple[Ref, ...]:
        """The refs under which the object may be known."""
        return tuple(Ref(kind, self.namespace, self.name) for kind, sort in SORTS.items() if sort == self.on)

    @property
    def target(self) -> tuple[str, str, str]:
        """What the rights are to: sort, namespace and name."""
        return self.on, self.namespace, self.name


class DefaultPrivilege(Object, frozen=True, kw_only=True, tag="default_privilege"):
    """What one grantee may do with objects that a role is yet to make.

    name: the role that makes them. namespace: where, or empty for everywhere; `within` tells that the default namespace is meant.
    on: the sort of object. In a namespace the privileges are added to the usual ones, elsewhere they stand in their place.
    """

    kind = "default_privilege"

    on: str
    to: str
    privileges: tuple[str, ...] = ()
    grantable: tuple[str, ...] = ()
    within: bool = False

    @property
    def ref(self) -> Ref:
        """The identity: who makes what where, and the grantee."""
        where = " in the default namespace" if self.within and not self.namespace else ""
        return Ref(self.kind, self.namespace, f"{self.to} on each {self.on} of {self.name}{where}")


def sort_and_name(ref: Ref) -> tuple[str, str, str] | None:
    """Return what rights to an object are rights to: sort, namespace and name; None where there are none to give."""
    sort = SORTS.get(ref.kind)
    return (sort, ref.namespace, ref.name) if sort and not ref.parent else None


def concerned(objects: Iterable[Object]) -> list[Role]:
    """Return the roles that own something here, may do something here, are asked for by a policy, or lend their rights to such roles."""
    found = list(objects)
    named = set(concerned_names(found))
    roles = {item.name: item for item in found if isinstance(item, Role)}
    waiting = [name for name in named if name in roles]
    while waiting:
        role = roles[waiting.pop()]
        more = [name for name in (*role.member_of, *role.admin_of) if name in roles and name not in named]
        named |= set(more)
        waiting += more
    return [role for name, role in roles.items() if name in named]


def concerned_names(objects: Iterable[Object]) -> frozenset[str]:
    """Return the names of those that own something among the objects, may do something with them, or are asked for by a policy."""
    named: set[str] = set()
    for item in objects:
        if OWNER in item.options:
            named.add(item.options[OWNER])
        match item:
            case Grant():
                named.add(item.to)
            case DefaultPrivilege():
                named |= {item.to, item.name}
            case Policy():
                named.update(item.roles)
            case UserMapping():
                named.add(item.name)
            case _:
                continue
    return frozenset(named)
