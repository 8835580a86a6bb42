"""What an object or part needs to exist before it does."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from schemac.compile.rights import needs_of_rights
from schemac.model.names import Ref
from schemac.model.objects import Domain, Object, Sequence, View
from schemac.model.schema import Schema
from schemac.model.sql_text import identifiers
from schemac.model.tables import Check, Column, ForeignKey, Index, Part, PrimaryKey, Table, Unique

_TYPES = ("enum", "domain")
_RELATIONS = ("table", "view")


class Catalogue:
    """The names of a schema's objects, for finding which of them a text mentions."""

    def __init__(self, *schemas: Schema) -> None:
        """Take in the names of all objects of the schemas."""
        self._by_word: dict[str, list[Ref]] = {}
        for schema in schemas:
            for ref in schema.objects:
                for word in {ref.name, ref.name.lower()}:
                    known = self._by_word.setdefault(word, [])
                    if ref not in known:
                        known.append(ref)
        self._words = frozenset(self._by_word)

    def mentioned(self, sql: str, kinds: tuple[str, ...]) -> Iterator[Ref]:
        """Go through the objects of some kinds whose names stand in a text."""
        if not sql:
            return
        for word in identifiers(sql) & self._words:
            for ref in self._by_word[word]:
                if ref.kind in kinds and (not ref.namespace or ref.namespace in sql):
                    yield ref

    def inside_strings(self, sql: str | None) -> Iterator[Ref]:
        """Go through the sequences that a default names inside a string: `nextval('a_id_seq')`."""
        if sql and "nextval" in sql.lower():
            inner = sql.replace("'", " ")
            yield from self.mentioned(inner, ("sequence",))


def needs(subject: Object | Part, table: Table | None, known: Catalogue, *, forward: bool) -> frozenset[Ref]:
    """Return the refs that must exist before the subject, its own table's included for a part.

    forward: the engine takes foreign keys of a new table to tables that do not exist yet.
    """
    if isinstance(subject, Part) and table is not None:
        found = set(_of_part(subject, table, known))
    else:
        found = set(_of_object(subject, known, forward=forward))
    namespace = table.namespace if table is not None else getattr(subject, "namespace", "")
    if isinstance(subject, Object):
        found.update(needs_of_rights(subject))
    if namespace and subject.kind != "namespace":
        found.add(Ref("namespace", "", namespace))
    return frozenset(found)


def _of_object(subject: Object | Part, known: Catalogue, *, forward: bool) -> Iterator[Ref]:
    match subject:
        case Table():
            for column in subject.columns:
                yield from known.mentioned(column.type, (*_TYPES, "extension"))
                yield from known.inside_strings(column.default)
            if not forward:
                for part in subject.constraints:
                    if isinstance(part, ForeignKey) and part.table != subject.full_name:
                        yield Ref("table", part.table.namespace, part.table.name)
        case View():
            yield from (ref for ref in known.mentioned(subject.sql, _RELATIONS) if ref != subject.ref)
        case Domain():
            yield from known.mentioned(subject.type, (*_TYPES, "extension"))
        case Sequence(owned_by=(namespace, table, column)):
            yield Ref("table", namespace, table)
            yield Ref("column", namespace, column, table)
        case _:
            return


def _of_part(part: Part, table: Table, known: Catalogue) -> Iterator[Ref]:
    yield table.ref
    match part:
        case Column():
            yield from known.mentioned(part.type, (*_TYPES, "extension"))
            yield from known.inside_strings(part.default)
            if part.generated is not None:
                yield from _columns(table, identifiers(part.generated.sql))
        case Check():
            yield from _columns(table, identifiers(part.sql))
        case PrimaryKey() | Unique():
            yield from _columns(table, frozenset((*part.columns, *part.include)))
        case ForeignKey():
            yield from _columns(table, frozenset(part.columns))
            yield Ref("table", part.table.namespace, part.table.name)
            for column in part.referenced:
                yield Ref("column", part.table.namespace, column, part.table.name)
        case Index():
            words = {key.column for key in part.keys if key.column} | set(part.include)
            for key in part.keys:
                words |= identifiers(key.sql)
            yield from _columns(table, frozenset(words) | identifiers(part.where))
        case _:
            return


def _columns(table: Table, words: AbstractSet[str]) -> Iterator[Ref]:
    """Go through the table's columns that are among the words, compared as SQL compares bare names."""
    for column in table.columns:
        if column.name in words or column.name.lower() in words:
            yield Ref("column", table.namespace, column.name, table.name)
