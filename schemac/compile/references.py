"""What an object or part needs to exist before it does."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from schemac.compile.rights import needs_of_rights
from schemac.model.foreign import FOREIGN, ForeignServer, ForeignWrapper, UserMapping
from schemac.model.names import Name, Ref, parse_name
from schemac.model.objects import Domain, Object, Sequence, View, Words
from schemac.model.programs import ROUTINES, Aggregate, EventTrigger, Function, Hanging, Procedure, Routine, Rule, Trigger, VirtualTable
from schemac.model.raw import RawStatement
from schemac.model.relations import Composite, MaterializedView, Policy, Publication, Range, Statistics
from schemac.model.schema import Schema
from schemac.model.sql_text import called, identifiers, tokens
from schemac.model.tables import Check, Column, Exclude, ForeignKey, Index, Part, PrimaryKey, Table, Unique

_TYPES = ("enum", "domain", "composite", "range")
_ROWS = ("table", "view", "materialized_view", "extension")
_BUILT_IN = frozenset(
    "date time timestamp interval text name json jsonb xml uuid money point path line box circle polygon bit char oid".split()
)
_RELATIONS = ("table", "view", "materialized_view")
_WITH_INDEX = ("index", "primary_key", "unique", "exclude")
_COLLATIONS = ("collation",)


class Catalogue:
    """The names of a schema's objects, for finding which of them a text mentions. `routines` are the names that a call may mean."""

    def __init__(self, *schemas: Schema) -> None:
        """Take in the names of all objects of the schemas."""
        self._by_word: dict[str, list[Ref]] = {}
        self._types: dict[str, tuple[Ref, ...]] = {}
        for schema in schemas:
            for ref, item in schema.objects.items():
                for word in {item.name, item.name.lower()}:
                    known = self._by_word.setdefault(word, [])
                    if ref not in known:
                        known.append(ref)
        self._words = frozenset(self._by_word)
        routines = (item for schema in schemas for item in schema if isinstance(item, Function | Procedure))
        self._bodies = {item.ref: item.body for item in routines}
        self.routines = frozenset(word for word, refs in self._by_word.items() if any(ref.kind in ROUTINES for ref in refs))

    def mentioned(self, sql: str, kinds: tuple[str, ...]) -> Iterator[Ref]:
        """Go through the objects of some kinds whose names stand in a text."""
        if not sql:
            return
        for word in identifiers(sql) & self._words:
            for ref in self._by_word[word]:
                if ref.kind in kinds and _placed(ref, sql):
                    yield ref

    def types_in(self, text: str, besides: Ref | None = None) -> tuple[Ref, ...]:
        """Return what a type is made of: types, extensions, and relations whose rows it holds; tables have many columns and few types."""
        found = self._types.get(text)
        if found is None:
            mentioned = self.mentioned(text, (*_TYPES, *_ROWS))
            found = tuple(ref for ref in mentioned if not (ref.kind in _RELATIONS and ref.name in _BUILT_IN))
            self._types[text] = found
        return tuple(ref for ref in found if ref != besides) if besides in found else found

    def on(self, item: Hanging) -> Iterator[Ref]:
        """Go through the table or view that something hangs on, and through those of another kind that has its name."""
        return (ref for ref in self._by_word.get(item.table, ()) if (ref.namespace, ref.name) == item.owner and not ref.parent)

    def columns(self, table: Name, sql: str) -> Iterator[Ref]:
        """Go through the columns of a table that a text may mention."""
        written = {token.identifier for token in tokens(sql) if token.identifier is not None} if sql else set()
        return (Ref("column", table.namespace, word, table.name) for word in written | {word.lower() for word in written})

    def called(self, *texts: str | None) -> Iterator[Ref]:
        """Go through the routines that texts call; of overloads, all."""
        for sql in texts:
            for word in (called(sql) if sql else frozenset()) & self.routines:
                for ref in self._by_word[word]:
                    if ref.kind in ROUTINES and _placed(ref, str(sql)):
                        yield ref

    def run(self, *texts: str) -> Iterator[Ref]:
        """Go through what texts reach when they are run: the routines that they call, and what stands in the bodies of those."""
        waiting, seen = list(texts), set[Ref]()
        while waiting:
            for ref in self.called(waiting.pop()):
                if ref in seen:
                    continue
                seen.add(ref)
                yield ref
                body = self._bodies.get(ref, "")
                waiting.append(body)
                yield from self.mentioned(body, _RELATIONS)

    def inside_strings(self, sql: str | None) -> Iterator[Ref]:
        """Go through the sequences that a default names inside a string: `nextval('a_id_seq')`."""
        if sql and "nextval" in sql.lower():
            inner = sql.replace("'", " ")
            yield from self.mentioned(inner, ("sequence",))


def _placed(ref: Ref, sql: str) -> bool:
    """Tell whether a text can mean an object of this namespace: one that is not the default is written out, its quotes doubled."""
    return not ref.namespace or ref.namespace in sql or ref.namespace.replace('"', '""') in sql


def needs(subject: Object | Part, table: Table | None, known: Catalogue, *, forward: bool) -> frozenset[Ref]:
    """Return the refs that must exist before the subject, its own table's included for a part.

    forward: the engine takes foreign keys to tables that do not exist yet.
    """
    if isinstance(subject, Part) and table is not None:
        found = set(_of_part(subject, table, known, forward=forward))
    else:
        found = set(_of_object(subject, known, forward=forward))
    namespace = table.namespace if table is not None else getattr(subject, "namespace", "")
    if isinstance(subject, Object):
        found.update((*needs_of_rights(subject), *needs_of_foreign(subject, known)))
    if isinstance(subject, RawStatement):
        found.update(ref for ref in subject.needed if ref != subject.ref)
    if namespace and subject.kind != "namespace":
        found.add(Ref("namespace", "", namespace))
    return frozenset(found)


def _of_object(subject: Object | Part, known: Catalogue, *, forward: bool) -> Iterator[Ref]:
    match subject:
        case Table():
            for parent in subject.parents:
                yield Ref("table", *parent)
            if known.routines:
                yield from known.called(*texts(subject))
            for kind in {column.type for column in subject.columns}:
                yield from known.types_in(kind, subject.ref)
            for collation in {column.collation for column in subject.columns if column.collation}:
                yield from known.mentioned(collation, _COLLATIONS)
            for default in {column.default for column in subject.columns if column.default}:
                yield from known.inside_strings(default)
            if not forward:
                for part in subject.constraints:
                    if isinstance(part, ForeignKey) and part.table != subject.full_name:
                        yield Ref("table", part.table.namespace, part.table.name)
        case View() | MaterializedView():
            yield from (ref for ref in _of_query(subject, known) if ref != subject.ref)
        case Domain():
            yield from known.called(subject.default, *(check.sql for check in subject.checks))
            yield from known.types_in(subject.type)
            yield from known.mentioned(subject.collation, _COLLATIONS)
        case Composite():
            for attribute in subject.attributes:
                yield from known.types_in(attribute.type, subject.ref)
                yield from known.mentioned(attribute.collation, _COLLATIONS)
        case Range():
            yield from known.types_in(subject.subtype, subject.ref)
            yield from known.mentioned(subject.collation, _COLLATIONS)
            yield from known.called(f"{subject.canonical}()", f"{subject.difference}()")
        case Policy():
            yield from known.called(subject.using, subject.check)
            yield from _policy(subject, known)
        case Statistics():
            yield from known.mentioned(subject.table, ("table", "materialized_view"))
            namespace, table = parse_name(subject.table)
            for word in identifiers(" ".join(subject.columns)):
                yield Ref("column", namespace, word, table)
        case Publication():
            for entry in subject.tables:
                yield from known.mentioned(entry, ("table",))
            yield from (Ref("namespace", "", name) for name in subject.namespaces)
        case Sequence(owned_by=(namespace, table, column)):
            yield Ref("table", namespace, table)
            yield Ref("column", namespace, column, table)
        case _:
            yield from needs_of_program(subject, known)


def needs_of_foreign(subject: Object, known: Catalogue) -> Iterator[Ref]:
    """Go through what something foreign needs: a server what speaks to it, which an extension may have brought along."""
    match subject:
        case Table() if FOREIGN in subject.options:
            yield Ref("foreign_server", "", subject.options[FOREIGN]["server"])
        case ForeignWrapper():
            yield from known.called(f"{subject.handler}()", f"{subject.validator}()")
        case ForeignServer():
            yield Ref("foreign_data_wrapper", "", subject.wrapper)
            yield Ref("extension", "", subject.wrapper)
        case UserMapping():
            yield Ref("foreign_server", "", subject.server)
        case _:
            return


def _of_query(subject: View | MaterializedView, known: Catalogue) -> Iterator[Ref]:
    """Go through what a view reads and calls; what is run when it is made reaches further."""
    runs = isinstance(subject, MaterializedView) and subject.populated
    yield from (known.run if runs else known.called)(subject.sql)
    yield from known.mentioned(subject.sql, _RELATIONS)


def needs_of_program(subject: Object | Part, known: Catalogue) -> Iterator[Ref]:
    """Go through what a routine, a trigger or the like needs; its body is never read, unless the server checks it at once."""
    match subject:
        case Routine():
            words = " ".join((subject.arguments, getattr(subject, "returns", ""), *_values(subject.options)))
            yield from known.mentioned(words, (*_TYPES, *_RELATIONS))
            yield from (ref for ref in known.called(subject.arguments, *_calls(subject)) if ref != subject.ref)
            yield from known.mentioned(getattr(subject, "language", ""), ("extension",))
            if isinstance(subject, Function | Procedure) and subject.parsed:
                body = subject.body
                yield from known.mentioned(body, (*_RELATIONS, "sequence"))
                yield from (ref for ref in known.called(body) if ref != subject.ref)
        case Trigger():
            yield from known.on(subject)
            yield from known.called(subject.execute, subject.when)
            if subject.from_table:
                yield Ref("table", *parse_name(subject.from_table))
            yield from (Ref("column", subject.namespace, column, subject.table) for column in subject.columns)
            yield from known.columns(subject.owner, f"{subject.when} {subject.body}")
            if subject.follows:
                yield subject.ref._replace(name=subject.follows)
        case Rule():
            yield from known.on(subject)
            yield from known.mentioned(subject.sql, _RELATIONS)
            yield from known.called(subject.sql)
        case EventTrigger():
            yield from known.called(subject.execute)
        case VirtualTable():
            sql = subject.sql.replace("'", " ")
            for ref in known.mentioned(sql, _RELATIONS):
                yield ref
                yield from known.columns(ref.owner, sql)
        case _:
            return


def _policy(policy: Policy, known: Catalogue) -> Iterator[Ref]:
    """Go through a policy's table, and the relations and columns that its expressions mention."""
    yield Ref("table", policy.namespace, policy.table)
    for sql in (policy.using, policy.check):
        found = list(known.mentioned(sql, _RELATIONS))
        yield from found
        for ref in (Ref("table", policy.namespace, policy.table), *found):
            yield from (Ref("column", ref.namespace, word, ref.name) for word in identifiers(sql))


def _values(words: Words) -> Iterator[str]:
    """Go through the texts among native words."""
    return (value for value in words.values() if isinstance(value, str))


def _calls(subject: Routine) -> Iterator[str]:
    """Go through the functions that an aggregate is made of, as calls; other routines name none."""
    return (f"{value}()" for value in _values(subject.options)) if isinstance(subject, Aggregate) else iter(())


def _of_part(part: Part, table: Table, known: Catalogue, *, forward: bool) -> Iterator[Ref]:
    yield table.ref
    if not table.columns:
        yield table.ref._replace(kind="materialized_view")
    for parent in table.parents:
        yield Ref(part.kind, parent.namespace, part.name, parent.name)
        if "attached" in part.options:
            kinds = ("index",) if isinstance(part, Index) else ("unique", "primary_key")
            yield from (Ref(kind, parent.namespace, str(part.options["attached"]), parent.name) for kind in kinds)
    yield from known.called(*part_texts(part))
    match part:
        case Column():
            yield from known.types_in(part.type, table.ref)
            yield from known.mentioned(part.collation, _COLLATIONS)
            yield from known.inside_strings(part.default)
            if part.generated is not None:
                yield from _columns(table, identifiers(part.generated.sql))
        case Check():
            yield from _columns(table, identifiers(part.sql))
        case PrimaryKey() | Unique():
            yield from _columns(table, frozenset((*part.columns, *part.include)))
        case ForeignKey():
            yield from _columns(table, frozenset(part.columns))
            if not forward:
                yield Ref("table", part.table.namespace, part.table.name)
                for column in part.referenced:
                    yield Ref("column", part.table.namespace, column, part.table.name)
        case Exclude():
            words = {element.column for element in part.elements if element.column} | set(part.include)
            for element in part.elements:
                words |= identifiers(element.sql)
            yield from _columns(table, frozenset(words) | identifiers(part.where))
        case Index():
            words = {key.column for key in part.keys if key.column} | set(part.include)
            for key in part.keys:
                words |= identifiers(key.sql)
            yield from _columns(table, frozenset(words) | identifiers(part.where))
        case _:
            return


def indexes_named(table: Table, words: AbstractSet[str]) -> Iterator[Ref]:
    """Go through what may be the indexes that native words of a table name; keys have indexes of their own names."""
    for word in sorted(words & table.options.keys()):
        yield from (Ref(kind, table.namespace, str(table.options[word]), table.name) for kind in _WITH_INDEX)


def texts(table: Table) -> Iterator[str]:
    """Go through all SQL expressions of a table."""
    for part in (*table.columns, *table.constraints, *table.indexes):
        yield from part_texts(part)


def part_texts(part: Part) -> Iterator[str]:
    """Go through the SQL expressions of a part of a table."""
    match part:
        case Column():
            yield part.default or ""
            yield part.generated.sql if part.generated is not None else ""
        case Check():
            yield part.sql
        case Index():
            yield part.where
            # an expression that is one call is printed without parentheses around it
            yield from (key.sql for key in part.keys if key.sql)
        case _:
            return


def _columns(table: Table, words: AbstractSet[str]) -> Iterator[Ref]:
    """Go through the table's columns that are among the words, compared as SQL compares bare names."""
    for column in table.columns:
        if column.name in words or column.name.lower() in words:
            yield Ref("column", table.namespace, column.name, table.name)
