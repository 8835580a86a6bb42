"""What lives in a database besides what the model holds, and what depends on what."""

from __future__ import annotations

from collections.abc import Iterator

from schemac.model.names import Ref
from schemac.model.plan import Unmodelled
from schemac_dialects.postgresql.catalogue import Catalogue, noted, space
from schemac_dialects.postgresql.inspect_relations import Relations
from schemac_dialects.postgresql.sundry import named


def census(catalogue: Catalogue, relations: Relations) -> Iterator[Unmodelled]:
    """Go through the relations of other sorts, then through everything that is no relation."""
    for relation in relations.by_oid.values():
        if relation.other:
            yield noted(relation.other, relation.name, relation.full_name.namespace)
    for kind, name, namespace, owner in catalogue.rows["census"]:
        yield noted(kind, name, space(namespace), owner)


def depends(catalogue: Catalogue) -> tuple[tuple[Ref, Ref], ...]:
    """Return who reads what: views, materialized views, rules, triggers, policies and functions, and the objects and columns they need."""
    found = []
    for kind, namespace, name, owner, other, other_namespace, other_name, column in catalogue.rows["depends"]:
        reader = Ref(kind, space(namespace), name, owner)
        if column is not None:
            found.append((reader, Ref("column", space(other_namespace), column, other_name)))
        found.append((reader, Ref(other, space(other_namespace), other_name)))
    stated = named(catalogue)
    for kind, namespace, name, owner, other, other_namespace, other_name in catalogue.rows["outsiders"]:
        said = f"{kind} {name}"
        reader = Ref("statement", "", stated[said]) if said in stated else Ref(kind, space(namespace), name, owner)
        found.append((reader, Ref(other, space(other_namespace), other_name)))
    for kind, namespace, name, owner, other, other_namespace, other_name in catalogue.rows["callers"]:
        found.append((Ref(kind, space(namespace), name, owner), Ref(other, space(other_namespace), other_name)))
    return tuple(dict.fromkeys(found))
