"""A live database read into the model."""

from __future__ import annotations

from collections.abc import Iterator

from schemac.model.inspection import Inspection
from schemac.model.objects import Extension, Namespace, Object
from schemac.model.plan import Unmodelled
from schemac.model.rights import OWNER
from schemac.model.schema import Schema
from schemac.session import Session
from schemac_dialects.postgresql.catalogue import Catalogue, read
from schemac_dialects.postgresql.inspect_beside import beside
from schemac_dialects.postgresql.inspect_census import census, depends
from schemac_dialects.postgresql.inspect_foreign import foreign, secrets_left_out
from schemac_dialects.postgresql.inspect_indexes import indexes
from schemac_dialects.postgresql.inspect_programs import programs
from schemac_dialects.postgresql.inspect_relations import Relations, sequences, views
from schemac_dialects.postgresql.inspect_rights import with_rights
from schemac_dialects.postgresql.inspect_tables import tables
from schemac_dialects.postgresql.inspect_types import types
from schemac_dialects.postgresql.owners import PUBLIC_NAMESPACE
from schemac_dialects.postgresql.public_namespace import told
from schemac_dialects.postgresql.subscriptions import subscriptions
from schemac_dialects.postgresql.sundry import sundry


def inspect(session: Session) -> Inspection:
    """Return everything in the database, in a number of queries that does not depend on how much that is. Raises DatabaseError."""
    return assemble(read(session))


def assemble(catalogue: Catalogue) -> Inspection:
    """Return what the rows of a catalogue say."""
    relations = Relations(catalogue)
    unmodelled: list[Unmodelled] = []
    found_indexes = indexes(catalogue, relations, unmodelled)
    objects: list[Object] = [
        *_namespaces(catalogue),
        *_extensions(catalogue),
        *types(catalogue, unmodelled),
        *foreign(catalogue, unmodelled),
        *subscriptions(catalogue),
        *sequences(catalogue, relations, unmodelled),
        *tables(catalogue, relations, found_indexes, unmodelled),
        *views(catalogue, relations),
        *beside(catalogue, relations, found_indexes, unmodelled),
        *programs(catalogue, relations, unmodelled),
    ]
    objects += sundry(catalogue, objects)
    return Inspection(
        schema=Schema.of(with_rights(catalogue, objects)),
        name=catalogue.database,
        server=f"PostgreSQL {catalogue.release}",
        version=catalogue.version,
        census=(*unmodelled, *census(catalogue, relations), *secrets_left_out(catalogue.rows["foreign"], catalogue.rows["subscriptions"])),
        depends=depends(catalogue),
    )


def _namespaces(catalogue: Catalogue) -> Iterator[Namespace]:
    """Go through the namespaces; the usual one is always there, and yielded only where something about it is unusual."""
    for _, name, comment, owner, usual in catalogue.rows["namespaces"]:
        found = told(Namespace(name=name, comment=comment, options={OWNER: owner} if name == PUBLIC_NAMESPACE.name else {}), usual)
        if isinstance(found, Namespace):
            yield found


def _extensions(catalogue: Catalogue) -> Iterator[Extension]:
    """Go through the extensions; their versions and comments are the server's affair unless a definition says otherwise."""
    for _, name, namespace in catalogue.rows["extensions"]:
        yield Extension(name=name, schema="" if namespace == "public" else namespace)
