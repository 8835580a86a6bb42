"""Roles, owners, grants and default privileges of a live database."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from msgspec.structs import replace

from schemac.model.names import Ref
from schemac.model.objects import Object, Words
from schemac.model.rights import OWNER, SORTS, ColumnGrant, DefaultPrivilege, Grant, Role
from schemac_dialects.postgresql.catalogue import Catalogue, Row, space
from schemac_dialects.postgresql.owners import PUBLIC_NAMESPACE, WORDS
from schemac_dialects.postgresql.privileges import every, in_order

_LATER = {"r": "table", "S": "sequence", "f": "function", "T": "type", "n": "namespace"}

Target = tuple[str, str, str]


def with_rights(catalogue: Catalogue, objects: Iterable[Object]) -> Iterator[Object]:
    """Go through the objects with their owners, and then through the roles and through what they may do with these objects."""
    yield from roles(catalogue)
    owners = {_target(row): row[3] for row in catalogue.rows["owners"]}
    words: dict[str, Words] = {}
    known: set[Target] = {("namespace", "", "public")}
    for item in objects:
        target = (SORTS.get(item.kind, item.kind), item.namespace, item.ref.name)
        known.add(target)
        if item.kind not in WORDS or item.ref == PUBLIC_NAMESPACE:
            yield item
            continue
        owner = owners.get(target, catalogue.user)
        own = words.setdefault(owner, {OWNER: owner})
        yield replace(item, options=item.options | own if item.options else own)
    yield from _grants(catalogue.rows["grants"], known, owners, catalogue.version)
    yield from _default_privileges(catalogue.rows["default_privileges"])


def roles(catalogue: Catalogue) -> Iterator[Role]:
    """Go through the roles of the server but those that it came with."""
    for name, login, superuser, databases, creates, inherit, replication, bypass, limit, until, comment, groups, admin in catalogue.rows[
        "roles"
    ]:
        yield Role(
            name=name,
            comment=comment,
            login=login,
            superuser=superuser,
            create_database=databases,
            create_role=creates,
            inherit=inherit,
            replication=replication,
            bypass_rls=bypass,
            connection_limit=limit,
            valid_until=until or "",
            member_of=tuple(groups),
            admin_of=tuple(admin),
        )


def _grants(rows: Iterable[Row], known: set[Target], owners: Mapping[Target, str], version: tuple[int, ...]) -> Iterator[Grant]:
    """Go through the grants on what is known or came with an extension, those on columns taken together with those on their table."""
    found: dict[Ref, Grant] = {}
    for row in rows:
        target = _target(row)
        if target not in known and not row[7] and target[0] != "sequence":  # an identity column counts by one that is no object
            continue
        kind, namespace, name = target
        part, to, privileges, grantable = row[3], row[4], in_order(row[5]), in_order(row[6])
        held = every(kind, version) if part is not None and owners.get(target) == to else ()
        grant = Grant(name=name, namespace=namespace, on=kind, to=to, privileges=held)
        grant = found.get(grant.ref, grant)
        if part is None:
            found[grant.ref] = replace(grant, privileges=privileges, grantable=grantable)
        else:
            column = ColumnGrant(column=part, privileges=privileges, grantable=grantable)
            found[grant.ref] = replace(grant, columns=(*grant.columns, column))
    yield from found.values()


def _default_privileges(rows: Iterable[Row]) -> Iterator[DefaultPrivilege]:
    for role, namespace, sort, to, privileges, grantable in rows:
        yield DefaultPrivilege(
            name=role,
            namespace=space(namespace),
            within=bool(namespace),
            on=_LATER[sort],
            to=to,
            privileges=in_order(privileges),
            grantable=in_order(grantable),
        )


def _target(row: Row) -> Target:
    """Return what a row is about."""
    return row[0], space(row[1]), row[2]
