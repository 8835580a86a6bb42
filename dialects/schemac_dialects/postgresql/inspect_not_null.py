"""What is unusual about the NOT NULL constraints of a live database, which have names from version 18 on."""

from __future__ import annotations

from schemac.model.objects import Words
from schemac.model.plan import Unmodelled
from schemac_dialects.postgresql.catalogue import Catalogue, noted
from schemac_dialects.postgresql.inspect_relations import Relations
from schemac_dialects.postgresql.not_null import NAME, NO_INHERIT, VALID, usual_name


def not_nulls(catalogue: Catalogue, relations: Relations, unmodelled: list[Unmodelled]) -> dict[tuple[int, int], Words]:
    """Return the words of the constraints that are not as the server makes them, by table and column; comments on them are noted."""
    found: dict[tuple[int, int], Words] = {}
    for oid, number, name, valid, no_inherit, commented in catalogue.rows["not_nulls"]:
        relation = relations.by_oid.get(oid)
        if relation is None or relation.other:
            continue
        words: Words = {}
        if name != usual_name(relation.name, relations.columns[oid][number]):
            words[NAME] = name
        if not valid:
            words[VALID] = False
        if no_inherit:
            words[NO_INHERIT] = True
        if commented:
            unmodelled.append(noted("comment on a NOT NULL constraint", name, relation.full_name.namespace, relation.name))
        found[oid, number] = words
    return found
