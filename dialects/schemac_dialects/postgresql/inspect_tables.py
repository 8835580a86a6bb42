"""Tables of a live database with their columns and constraints."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from schemac.model.names import Name
from schemac.model.objects import Words
from schemac.model.plan import Unmodelled
from schemac.model.tables import (
    Check,
    Column,
    Constraint,
    Exclude,
    ExcludeKey,
    ForeignKey,
    Generated,
    Index,
    PartitionOf,
    PrimaryKey,
    Table,
    Unique,
)
from schemac_dialects.postgresql.bounds import keywords_lowered
from schemac_dialects.postgresql.catalogue import Catalogue, Row, noted, parameters
from schemac_dialects.postgresql.children import LOCAL
from schemac_dialects.postgresql.clones import given_names
from schemac_dialects.postgresql.defaults import printed
from schemac_dialects.postgresql.inspect_foreign import foreign_words
from schemac_dialects.postgresql.inspect_indexes import Backing, Indexes
from schemac_dialects.postgresql.inspect_not_null import not_nulls
from schemac_dialects.postgresql.inspect_relations import Relation, Relations
from schemac_dialects.postgresql.parens import read

_ACTIONS = {"a": "no action", "r": "restrict", "c": "cascade", "n": "set null", "d": "set default"}
_MATCHES = {"s": "simple", "f": "full", "p": "partial"}
_STORAGES = {"p": "plain", "e": "external", "x": "extended", "m": "main"}
_COMPRESSIONS = {"p": "pglz", "l": "lz4"}
_REPLICA = {"f": "full", "n": "nothing"}


def tables(catalogue: Catalogue, relations: Relations, found_indexes: Indexes, unmodelled: list[Unmodelled]) -> Iterator[Table]:
    """Go through the tables that the model holds; what it does not hold of them is noted."""
    elsewhere = foreign_words(catalogue, relations)
    columns = _columns(catalogue, relations, elsewhere, unmodelled)
    constraints = _constraints(catalogue, relations, found_indexes, unmodelled)
    for relation in relations.modelled("rpf"):
        parents = tuple(relations.by_oid[oid].full_name for oid in relations.parents.get(relation.oid, ()) if oid in relations.by_oid)
        yield Table(
            name=relation.name,
            namespace=relation.full_name.namespace,
            comment=catalogue.comment("pg_class", relation.oid),
            options=_words(relation, found_indexes) | elsewhere.get((relation.oid, 0), {}),
            columns=tuple(columns.get(relation.oid, ())),
            constraints=tuple(constraints.get(relation.oid, ())),
            indexes=tuple(found_indexes.of_table.get(relation.oid, ())),
            partition_by=_divided(relation),
            partition_of=PartitionOf(table=parents[0], values=_values(relation.bound)) if relation.bound and parents else None,
            inherits=() if relation.bound else parents,
        )


def _divided(relation: Relation) -> str:
    """Return how a table's rows are divided, with the strategy in small letters."""
    strategy, _, rest = (relation.divided or "").partition(" ")
    return f"{strategy.lower()} {rest}".strip()


def _values(bound: str) -> str:
    """Return which rows a partition holds, as a definition says it."""
    return keywords_lowered(bound.removeprefix("FOR VALUES ").strip())


def _words(relation: Relation, found: Indexes) -> Words:
    """Return a table's native words."""
    words, replica = relation.words, found.replica
    if relation.typed:
        words["of_type"] = relation.typed
    if relation.secured:
        words["rls"] = True
    if relation.forced:
        words["force_rls"] = True
    if relation.oid in found.clustered:
        words["cluster_on"] = found.clustered[relation.oid]
    if relation.method:
        words["access_method"] = relation.method
    if relation.replica in _REPLICA and relation.kind != "f":
        words["replica_identity"] = _REPLICA[relation.replica]
    elif relation.replica == "i" and relation.oid in replica:
        words["replica_identity"] = replica[relation.oid]
    return words


def _columns(
    catalogue: Catalogue, relations: Relations, elsewhere: Mapping[tuple[int, int], Words], unmodelled: list[Unmodelled]
) -> dict[int, list[Column]]:
    """Return the columns of every modelled table, in order."""
    texts = {(oid, number): text for oid, number, text in catalogue.rows["defaults"]}
    kept = not_nulls(catalogue, relations, unmodelled)
    found: dict[int, list[Column]] = {}
    for row in catalogue.rows["columns"]:
        oid, number, name, kind, notnull, identity, generated, collation, collated, _, is_domain = row[:11]
        relation = relations.by_oid.get(oid)
        if relation is None or relation.other or relation.kind in "mv":
            continue
        if identity and relations.unlike_its_table(relation, number):
            unmodelled.append(noted("identity logged unlike its table", name, relation.full_name.namespace, relation.name))
        text = texts.get((oid, number))
        words = _column_words(row) | (relations.identity_words(relation, number, name) if identity else {})
        column = Column(
            name=name,
            type=kind,
            nullable=not notnull,
            default=None if generated or text is None else printed(text, kind, is_domain=is_domain),
            identity=relations.identity(oid, number, identity),
            generated=Generated(sql=read(text), stored=generated == "s") if generated and text is not None else None,
            collation=catalogue.collations.get(collation, "") if collated else "",
            comment=catalogue.comment("pg_class", oid, number),
            options=words | (kept.get((oid, number), {}) if notnull else {}) | elsewhere.get((oid, number), {}),
        )
        found.setdefault(oid, []).append(column)
    return found


def _column_words(row: Row) -> Words:
    """Return the native words of a column: how it is kept, and how much is gathered about it."""
    words: Words = {}
    if row[11]:
        words["storage"] = _STORAGES[row[11]]
    if row[12]:
        words["compression"] = _COMPRESSIONS.get(row[12], row[12])
    if row[13] >= 0:
        words["statistics"] = row[13]
    if row[14]:
        words["with"] = parameters(row[14])
    if row[15]:
        words[LOCAL] = True
    return words


def _constraints(
    catalogue: Catalogue, relations: Relations, found_indexes: Indexes, unmodelled: list[Unmodelled]
) -> dict[int, list[Constraint]]:
    """Return the constraints of every modelled table: keys first, then by name."""
    found: dict[int, list[Constraint]] = {}
    order = {"p": 0, "u": 1, "c": 2, "f": 3, "x": 4}
    for row in sorted(catalogue.rows["constraints"], key=lambda row: order[row[4]]):
        relation = relations.by_oid.get(row[1])
        if relation is None or relation.other or relation.kind not in "rpf":
            continue
        if row[20] and not (row[22] and _has_own_name(row, relation.name, found_indexes)):
            continue
        made = _constraint(row, relations, found_indexes, catalogue)
        if made is None:
            unmodelled.append(noted("constraint", row[3], relation.full_name.namespace, relation.name))
        else:
            found.setdefault(relation.oid, []).append(made)
    return found


def _has_own_name(row: Row, table: str, found: Indexes) -> bool:
    """Tell whether a key that a partition has of the table above it is not called as the server calls such keys."""
    backing = found.behind.get(row[15])
    return backing is not None and row[4] in "pu" and row[3] not in given_names(table, backing.names, "pkey" if row[4] == "p" else "key")


def _constraint(row: Row, relations: Relations, found: Indexes, catalogue: Catalogue) -> Constraint | None:
    """Return one constraint; None for a sort that the model does not hold."""
    oid, table, _, name, sort, key = row[:6]
    comment = catalogue.comment("pg_constraint", oid)
    match sort:
        case "c":
            valid = row[13] or not row[18]
            return Check(name=name, comment=comment, sql=read(row[16]), no_inherit=row[14], valid=valid, enforced=row[18])
        case "p" | "u":
            return _key(row, relations.named(table, key), found.behind.get(row[15], Backing()), comment)
        case "f":
            return _foreign_key(row, relations, comment)
        case "x":
            return _exclude(row, found.elements[row[15]], comment)
        case _:
            return None


def _key(row: Row, columns: tuple[str, ...], backing: Backing, comment: str | None) -> PrimaryKey | Unique:
    """Return a primary key or a unique constraint with what the index behind it says."""
    shared: dict[str, Any] = {
        "name": row[3],
        "comment": comment,
        "options": backing.words | ({"without_overlaps": True} if row[19] else {}),
        "columns": columns,
        "include": backing.include,
        "deferrable": row[11],
        "initially_deferred": row[12],
    }
    return PrimaryKey(**shared) if row[4] == "p" else Unique(**shared, nulls_distinct=backing.nulls_distinct)


def _exclude(row: Row, index: Index, comment: str | None) -> Exclude:
    """Return an exclusion constraint, whose elements are the keys of the index behind it."""
    elements = [
        ExcludeKey(
            operator=operator,
            column=key.column,
            sql=key.sql,
            opclass=key.opclass,
            collation=key.collation,
            order=key.order,
            nulls=key.nulls,
        )
        for key, operator in zip(index.keys, row[21], strict=True)
    ]
    return Exclude(
        name=row[3],
        comment=comment,
        options=index.options,
        elements=tuple(elements),
        method=index.method,
        where=index.where,
        include=index.include,
        deferrable=row[11],
        initially_deferred=row[12],
    )


def _foreign_key(row: Row, relations: Relations, comment: str | None) -> ForeignKey | None:
    """Return a foreign key; None where it refers to a table outside what is read."""
    other = relations.by_oid.get(row[6])
    if other is None or row[6] not in relations.columns:
        return None
    words: Words = {}
    if row[17]:
        words["set_columns"] = list(relations.named(row[1], row[17]))
    if not row[18]:
        words["not_enforced"] = True
    if row[19]:
        words["period"] = True
    return ForeignKey(
        name=row[3],
        comment=comment,
        options=words,
        columns=relations.named(row[1], row[5]),
        table=Name(*other.full_name),
        referenced=relations.named(row[6], row[7]),
        on_delete=_ACTIONS[row[8]],
        on_update=_ACTIONS[row[9]],
        match=_MATCHES[row[10]],
        deferrable=row[11],
        initially_deferred=row[12],
        valid=row[13] or not row[18],
    )
