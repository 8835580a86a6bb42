"""Tables of a live database with their columns and constraints."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from schemac.model.names import Name
from schemac.model.objects import Words
from schemac.model.plan import Unmodelled
from schemac.model.tables import Check, Column, Constraint, ForeignKey, Generated, PrimaryKey, Table, Unique
from schemac_dialects.postgresql.catalogue import Catalogue, Row, noted
from schemac_dialects.postgresql.defaults import printed
from schemac_dialects.postgresql.inspect_indexes import Backing, indexes
from schemac_dialects.postgresql.inspect_relations import Relation, Relations
from schemac_dialects.postgresql.parens import unwrapped

_ACTIONS = {"a": "no action", "r": "restrict", "c": "cascade", "n": "set null", "d": "set default"}
_MATCHES = {"s": "simple", "f": "full", "p": "partial"}
_REPLICA = {"f": "full", "n": "nothing"}


def tables(catalogue: Catalogue, relations: Relations, unmodelled: list[Unmodelled]) -> Iterator[Table]:
    """Go through the tables that the model holds; what it does not hold of them is noted."""
    columns = _columns(catalogue, relations, unmodelled)
    found_indexes = indexes(catalogue, relations, unmodelled)
    constraints = _constraints(catalogue, relations, found_indexes.behind, unmodelled)
    for relation in relations.modelled("r"):
        yield Table(
            name=relation.name,
            namespace=relation.full_name.namespace,
            comment=catalogue.comment("pg_class", relation.oid),
            options=_words(relation, found_indexes.replica),
            columns=tuple(columns.get(relation.oid, ())),
            constraints=tuple(constraints.get(relation.oid, ())),
            indexes=tuple(found_indexes.of_table.get(relation.oid, ())),
        )


def _words(relation: Relation, replica: dict[int, str]) -> Words:
    """Return a table's native words."""
    words = relation.words
    if relation.method:
        words["access_method"] = relation.method
    if relation.replica in _REPLICA:
        words["replica_identity"] = _REPLICA[relation.replica]
    elif relation.replica == "i" and relation.oid in replica:
        words["replica_identity"] = replica[relation.oid]
    return words


def _columns(catalogue: Catalogue, relations: Relations, unmodelled: list[Unmodelled]) -> dict[int, list[Column]]:
    """Return the columns of every modelled table, in order."""
    texts = {(oid, number): text for oid, number, text in catalogue.rows["defaults"]}
    found: dict[int, list[Column]] = {}
    for oid, number, name, kind, notnull, identity, generated, collation, collated, stored, is_domain in catalogue.rows["columns"]:
        relation = relations.by_oid.get(oid)
        if relation is None or relation.other:
            continue
        text = texts.get((oid, number))
        if stored:
            unmodelled.append(noted("storage of a column", name, relation.full_name.namespace, relation.name))
        column = Column(
            name=name,
            type=kind,
            nullable=not notnull,
            default=None if generated or text is None else printed(text, kind, is_domain=is_domain),
            identity=relations.identity(oid, number, identity),
            generated=Generated(sql=unwrapped(text), stored=generated == "s") if generated and text is not None else None,
            collation=catalogue.collations.get(collation, "") if collated else "",
            comment=catalogue.comment("pg_class", oid, number),
        )
        found.setdefault(oid, []).append(column)
    return found


def _constraints(
    catalogue: Catalogue, relations: Relations, behind: dict[int, Backing], unmodelled: list[Unmodelled]
) -> dict[int, list[Constraint]]:
    """Return the constraints of every modelled table: keys first, then by name."""
    found: dict[int, list[Constraint]] = {}
    order = {"p": 0, "u": 1, "c": 2, "f": 3}
    for row in sorted(catalogue.rows["constraints"], key=lambda row: order.get(row[4], 4)):
        relation = relations.by_oid.get(row[1])
        if relation is None or relation.other or relation.kind != "r":
            continue
        made = _constraint(row, relations, behind, catalogue)
        if made is None:
            kind = "exclusion constraint" if row[4] == "x" else "constraint"
            unmodelled.append(noted(kind, row[3], relation.full_name.namespace, relation.name))
        else:
            found.setdefault(relation.oid, []).append(made)
    return found


def _constraint(row: Row, relations: Relations, behind: dict[int, Backing], catalogue: Catalogue) -> Constraint | None:
    """Return one constraint; None for a sort that the model does not hold."""
    oid, table, _, name, sort, key = row[:6]
    comment = catalogue.comment("pg_constraint", oid)
    if row[19]:
        return None
    match sort:
        case "c":
            valid = row[13] or not row[18]
            return Check(name=name, comment=comment, sql=unwrapped(row[16]), no_inherit=row[14], valid=valid, enforced=row[18])
        case "p" | "u":
            return _key(row, relations.named(table, key), behind.get(row[15], Backing()), comment)
        case "f":
            return _foreign_key(row, relations, comment)
        case _:
            return None


def _key(row: Row, columns: tuple[str, ...], backing: Backing, comment: str | None) -> PrimaryKey | Unique:
    """Return a primary key or a unique constraint with what the index behind it says."""
    shared: dict[str, Any] = {
        "name": row[3],
        "comment": comment,
        "options": backing.words,
        "columns": columns,
        "include": backing.include,
        "deferrable": row[11],
        "initially_deferred": row[12],
    }
    return PrimaryKey(**shared) if row[4] == "p" else Unique(**shared, nulls_distinct=backing.nulls_distinct)


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
