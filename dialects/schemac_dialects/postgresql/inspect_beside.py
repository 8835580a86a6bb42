"""What stands beside the tables of a live database: materialized views, policies, composite and range types, collations, statistics."""

from __future__ import annotations

import json
from collections.abc import Iterator

from schemac.model.objects import Object
from schemac.model.plan import Unmodelled
from schemac.model.relations import Attribute, Collation, Composite, MaterializedView, Policy, Publication, Range, Statistics
from schemac_dialects.postgresql.catalogue import Catalogue, Row, noted, space
from schemac_dialects.postgresql.inspect_indexes import Indexes
from schemac_dialects.postgresql.inspect_relations import Relations
from schemac_dialects.postgresql.made_names import multirange_name
from schemac_dialects.postgresql.parens import read, stable
from schemac_dialects.postgresql.quoting import quote
from schemac_dialects.postgresql.spelling import entry_name
from schemac_dialects.postgresql.view_words import COMMENTS

_COMMANDS = {"*": "all", "r": "select", "a": "insert", "w": "update", "d": "delete"}
_PROVIDERS = {"c": "libc", "i": "icu", "b": "builtin"}
_KINDS = {"d": "ndistinct", "f": "dependencies", "m": "mcv"}


def beside(catalogue: Catalogue, relations: Relations, indexes: Indexes, unmodelled: list[Unmodelled]) -> Iterator[Object]:
    """Go through what stands beside tables, in the order in which it would be made."""
    yield from _collations(catalogue)
    yield from _composites(catalogue)
    yield from _ranges(catalogue)
    yield from _materialized_views(catalogue, relations, indexes)
    yield from _policies(catalogue, relations, unmodelled)
    yield from _statistics(catalogue, relations, unmodelled)
    yield from _publications(catalogue, relations, unmodelled)


def _materialized_views(catalogue: Catalogue, relations: Relations, indexes: Indexes) -> Iterator[MaterializedView]:
    for relation in relations.modelled("m"):
        words = relation.words
        if relation.method:
            words["access_method"] = relation.method
        words |= relations.commented(catalogue, relation.oid)
        yield MaterializedView(
            name=relation.name,
            namespace=relation.full_name.namespace,
            comment=catalogue.comment("pg_class", relation.oid),
            options=words,
            sql=stable(relation.query or "").strip().rstrip(";"),
            populated=relation.populated,
            indexes=tuple(indexes.of_table.get(relation.oid, ())),
        )


def _policies(catalogue: Catalogue, relations: Relations, unmodelled: list[Unmodelled]) -> Iterator[Policy]:
    for oid, table, name, command, permissive, roles, using, check in catalogue.rows["policies"]:
        relation = relations.by_oid.get(table)
        if relation is None or relation.other:
            if relation is not None:
                unmodelled.append(noted("policy", name, relation.full_name.namespace, relation.name))
            continue
        yield Policy(
            name=name,
            namespace=relation.full_name.namespace,
            comment=catalogue.comment("pg_policy", oid),
            table=relation.name,
            command=_COMMANDS[command],
            roles=tuple(roles),
            using=read(using or ""),
            check=read(check or ""),
            permissive=permissive,
        )


def _composites(catalogue: Catalogue) -> Iterator[Composite]:
    attributes: dict[int, list[Attribute]] = {}
    named: dict[int, tuple[str, str]] = {}
    said_of: dict[int, dict[str, str]] = {}
    for oid, namespace, name, attribute, kind, collation, relation, number in catalogue.rows["composites"]:
        named[oid] = (namespace, name)
        if attribute is None:
            continue
        attributes.setdefault(oid, []).append(Attribute(name=attribute, type=kind, collation=catalogue.collations.get(collation, "")))
        comment = catalogue.comment("pg_class", relation, number)
        if comment is not None:
            said_of.setdefault(oid, {})[attribute] = comment
    for oid, (namespace, name) in named.items():
        comment = catalogue.comment("pg_type", oid)
        words = {COMMENTS: said_of[oid]} if oid in said_of else {}
        yield Composite(name=name, namespace=space(namespace), comment=comment, options=words, attributes=tuple(attributes.get(oid, ())))


def _ranges(catalogue: Catalogue) -> Iterator[Range]:
    for oid, namespace, name, subtype, opclass, collation, canonical, difference, multirange in catalogue.rows["ranges"]:
        yield Range(
            name=name,
            namespace=space(namespace),
            comment=catalogue.comment("pg_type", oid),
            subtype=subtype,
            opclass=catalogue.opclasses.get(opclass, ""),
            collation=catalogue.collations.get(collation, ""),
            canonical=canonical or "",
            difference=difference or "",
            multirange="" if multirange in {None, multirange_name(name)} else multirange,
        )


def _collations(catalogue: Catalogue) -> Iterator[Collation]:
    for oid, namespace, name, provider, deterministic, locale, ctype, rules in catalogue.rows["collations"]:
        yield Collation(
            name=name,
            namespace=space(namespace),
            comment=catalogue.comment("pg_collation", oid),
            options={"ctype": ctype} if provider == "c" and ctype and ctype != locale else {},
            locale=locale,
            provider=_PROVIDERS[provider],
            deterministic=deterministic,
            rules=rules or "",
        )


def _statistics(catalogue: Catalogue, relations: Relations, unmodelled: list[Unmodelled]) -> Iterator[Statistics]:
    for oid, namespace, name, table, keys, expressions, kinds, target in catalogue.rows["statistics"]:
        relation = relations.by_oid.get(table)
        if relation is None or relation.other or table not in relations.columns:
            if relation is not None:
                unmodelled.append(noted("statistics", name, space(namespace), relation.name))
            continue
        columns = [quote(column) for column in relations.named(table, [int(key) for key in keys.split()])]
        found = tuple(sorted(_KINDS[kind] for kind in kinds if kind in _KINDS))
        yield Statistics(
            name=name,
            namespace=space(namespace),
            comment=catalogue.comment("pg_statistic_ext", oid),
            options={} if target < 0 else {"target": target},
            table=str(relation.full_name),
            columns=(*columns, *(f"({read(sql)})" for sql in expressions or ())),
            kinds=() if len(found) == len(_KINDS) else found,
        )


def _publications(catalogue: Catalogue, relations: Relations, unmodelled: list[Unmodelled]) -> Iterator[Publication]:
    for row in catalogue.rows["publications"]:
        oid, name, everything, insert, update, delete, truncate, via_root, tables, namespaces = row
        listed = [_published(json.loads(text), relations) for text in tables]
        if None in listed:
            unmodelled.append(noted("publication", name))
            continue
        sent = {"insert": insert, "update": update, "delete": delete, "truncate": truncate}
        yield Publication(
            name=name,
            comment=catalogue.comment("pg_publication", oid),
            tables=tuple(sorted(entry for entry in listed if entry is not None)),
            namespaces=tuple(namespaces),
            all_tables=everything,
            publish=tuple(operation for operation, is_sent in sent.items() if is_sent),
            via_root=via_root,
        )


def _published(row: Row | list[object], relations: Relations) -> str | None:
    """Return a table of a publication with its columns and its condition; None where it is not modelled."""
    oid, columns, condition = row
    relation = relations.by_oid.get(oid) if isinstance(oid, int) else None
    if relation is None or relation.other or not isinstance(oid, int):
        return None
    text = entry_name(relation.full_name)
    if isinstance(columns, str):
        text += f" ({', '.join(quote(column) for column in relations.named(oid, [int(number) for number in columns.split()]))})"
    return text + (f" where ({read(str(condition))})" if condition else "")
