"""What every relation is called, and the sequences and views among them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from schemac.model.names import Name
from schemac.model.objects import Sequence, View, Words
from schemac.model.plan import Unmodelled
from schemac.model.tables import Identity
from schemac_dialects.postgresql.catalogue import Catalogue, Row, noted, parameters, space
from schemac_dialects.postgresql.counting import without_defaults
from schemac_dialects.postgresql.made_names import joined
from schemac_dialects.postgresql.parens import read, stable
from schemac_dialects.postgresql.view_words import COMMENTS, DEFAULTS


class Relation(NamedTuple):
    """One relation of any kind; `other` says what it is when the model does not hold it."""

    oid: int
    namespace: str
    name: str
    kind: str
    persistence: str
    options: list[str] | None
    tablespace: str | None
    method: str | None
    replica: str
    other: str
    secured: bool
    query: str | None
    forced: bool
    populated: bool
    divided: str | None
    bound: str | None
    typed: str | None

    @property
    def full_name(self) -> Name:
        """The name as the model has it."""
        return Name(space(self.namespace), self.name)

    @property
    def words(self) -> Words:
        """The native words that hold for every kind of relation."""
        words: Words = {}
        if self.options:
            words["with"] = parameters(self.options)
        if self.tablespace:
            words["tablespace"] = self.tablespace
        if self.persistence == "u":
            words["unlogged"] = True
        return words


class Relations:
    """The relations by oid, the names of their columns, and the counters behind identity columns."""

    def __init__(self, catalogue: Catalogue) -> None:
        """Read the rows of relations and columns."""
        self.by_oid = {row[0]: Relation(*row) for row in catalogue.rows["relations"]}
        self.columns: dict[int, dict[int, str]] = {}
        for row in catalogue.rows["columns"]:
            self.columns.setdefault(row[0], {})[row[1]] = row[2]
        self.parents: dict[int, list[int]] = {}
        for child, parent in catalogue.rows["inherits"]:
            self.parents.setdefault(child, []).append(parent)
        self.identities = {(row[9], row[10]): row for row in catalogue.rows["sequences"] if row[8] == "i"}

    def modelled(self, kinds: str) -> Iterator[Relation]:
        """Go through the relations of some kinds that the model holds."""
        return (relation for relation in self.by_oid.values() if relation.kind in kinds and not relation.other)

    def named(self, oid: int, numbers: list[int] | None) -> tuple[str, ...]:
        """Return the names of a table's columns by their numbers."""
        names = self.columns.get(oid, {})
        return tuple(names[number] for number in numbers or ())

    def commented(self, catalogue: Catalogue, oid: int) -> Words:
        """Return the comments on the columns of a view, as its native word."""
        said = {name: catalogue.comment("pg_class", oid, number) for number, name in self.columns.get(oid, {}).items()}
        found = {name: text for name, text in said.items() if text is not None}
        return {COMMENTS: found} if found else {}

    def identity(self, oid: int, number: int, sort: str) -> Identity | None:
        """Return how an identity column counts."""
        row = self._counter(oid, number) if sort else None
        if row is None:
            return None
        _, kind, start, increment, minimum, maximum, cache, cycle = row[:8]
        counter = Identity(always=sort == "a", start=start, increment=increment, minimum=minimum, maximum=maximum, cache=cache, cycle=cycle)
        return without_defaults(counter, kind)

    def identity_words(self, relation: Relation, number: int, column: str) -> Words:
        """Return the name of the counter behind an identity column, where it is not the one that the server gives."""
        row = self._counter(relation.oid, number)
        counter = self.by_oid.get(row[0]) if row is not None else None
        owner = self.by_oid.get(row[9]) if row is not None else None
        if counter is None or owner is None or counter.name == joined(owner.name, column, "seq"):
            return {}
        return {"identity_sequence": counter.name}

    def unlike_its_table(self, relation: Relation, number: int) -> bool:
        """Tell whether the counter of an identity column is in the write-ahead log and its table is not, or the other way about."""
        row = self.identities.get((relation.oid, number))
        counter = self.by_oid.get(row[0]) if row is not None else None
        return counter is not None and counter.persistence != relation.persistence

    def _counter(self, oid: int, number: int) -> Row | None:
        """Return what counts a column: a sequence of its own, or that of the table of which its table is a partition."""
        while (oid, number) not in self.identities:
            name = self.columns[oid][number]
            parents = self.parents.get(oid, ())
            above = next((parent for parent in parents if name in self.columns.get(parent, {}).values()), None)
            if above is None:
                return None
            oid, number = above, next(at for at, column in self.columns[above].items() if column == name)
        return self.identities[oid, number]


def sequences(catalogue: Catalogue, relations: Relations, unmodelled: list[Unmodelled]) -> Iterator[Sequence]:
    """Go through the sequences that are no identity's; one that belongs to what is not modelled is noted."""
    for oid, kind, start, increment, minimum, maximum, cache, cycle, dependency, table, number in catalogue.rows["sequences"]:
        relation = relations.by_oid.get(oid)
        if relation is None or dependency == "i" or relation.other:
            continue
        owner = relations.by_oid.get(table) if dependency == "a" else None
        if dependency == "a" and (owner is None or owner.other):
            unmodelled.append(noted("sequence", relation.name, relation.full_name.namespace, owner.name if owner else ""))
            continue
        column = relations.columns[table][number] if owner else ""
        sequence = Sequence(
            name=relation.name,
            namespace=relation.full_name.namespace,
            comment=catalogue.comment("pg_class", oid),
            options=relation.words,
            type=kind,
            start=start,
            increment=increment,
            minimum=minimum,
            maximum=maximum,
            cache=cache,
            cycle=cycle,
            owned_by=(*owner.full_name, column) if owner else None,
        )
        yield without_defaults(sequence, kind)


def views(catalogue: Catalogue, relations: Relations) -> Iterator[View]:
    """Go through the views."""
    defaults = {(oid, number): text for oid, number, text in catalogue.rows["defaults"]}
    for relation in relations.modelled("v"):
        words = relation.words
        settings = dict(words.pop("with", {}))
        check_option = str(settings.pop("check_option", ""))
        if settings:
            words["with"] = settings
        words |= relations.commented(catalogue, relation.oid)
        given = {
            name: read(defaults[relation.oid, at])
            for at, name in relations.columns.get(relation.oid, {}).items()
            if (relation.oid, at) in defaults
        }
        words |= {DEFAULTS: given} if given else {}
        yield View(
            name=relation.name,
            namespace=relation.full_name.namespace,
            comment=catalogue.comment("pg_class", relation.oid),
            options=words,
            sql=stable(relation.query or "").strip().rstrip(";"),
            check_option=check_option,
        )
