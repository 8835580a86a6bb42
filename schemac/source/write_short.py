"""What a definition need not say, because the compiler says the same: names that follow the naming, serial columns, synonyms of types."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import fields
from functools import cached_property

from msgspec.structs import replace

from schemac.compile.naming import derived_name
from schemac.compile.normalize import normalize
from schemac.dialect import Dialect, Unsupported
from schemac.errors import SchemaError
from schemac.model.definition import Definition, Naming
from schemac.model.names import Name, Ref
from schemac.model.objects import Domain, Enum, Namespace, Sequence
from schemac.model.schema import EMPTY, Schema
from schemac.model.tables import Column, Part, PrimaryKey, Table
from schemac.model.types import parse_type

_LABELLED = re.compile(r"('(?:[^']|'')*')::[^']+")
_NUMBER = re.compile(r"\A'(-?\d+(?:\.\d+)?)'\Z")
_SERIALS = {"integer": "serial", "bigint": "bigserial", "smallint": "smallserial"}


class Shortening:
    """One schema and one dialect, and what may be left out of the definition that is written of them."""

    def __init__(self, schema: Schema, dialect: Dialect, naming: Naming) -> None:
        """Look through the schema once."""
        self.schema = schema
        self.dialect = dialect
        self.can = dialect.capabilities
        self.naming = _without_patterns(naming) if self._has_unnamed() else naming
        self.serials, self.sequences = self._find_serials()
        self._types: dict[str, str] = {}

    def _has_unnamed(self) -> bool:
        """Tell whether a constraint has no name and is to keep none."""
        return self.can.unnamed_constraints and any(not part.name for table in self.schema.tables for part in table.constraints)

    def type_of(self, text: str) -> str:
        """Return a native type as a person would write it, or as it is where that would not give the same type back."""
        known = self._types.get(text)
        if known is None:
            known = self._types[text] = self._spelled(text)
        return known

    def _spelled(self, text: str) -> str:
        friendly, own = self.dialect.spell_type(text), True
        try:
            same = self.dialect.native_type(friendly, own, self.schema).text == self.dialect.native_type(text, own, self.schema).text
        except (Unsupported, ValueError):
            return text
        return friendly if same else text

    def plain_default(self, kind: str, sql: str) -> str:
        """Return the default of a column of a native type without the label that the engine gives it, where it would give it again."""
        return self._plain_defaults.get((kind, sql), sql)

    @cached_property
    def _plain_defaults(self) -> dict[tuple[str, str], str]:
        """The defaults that say no less without their label, by type and text; all of them put to the compiler at once."""
        labelled = {
            (column.type, column.default): match[1]
            for table in self.schema.tables
            for column in table.columns
            if column.default is not None and (match := _LABELLED.fullmatch(column.default))
        }
        if not labelled:
            return {}
        tried = [(key, bare) for key, text in labelled.items() for bare in (text, _NUMBER.sub(r"\1", text))]
        columns = tuple(Column(name=f"c{at}", type=kind, default=bare) for at, ((kind, _), bare) in enumerate(tried))
        types = [item for item in self.schema if isinstance(item, Namespace | Enum | Domain)]
        made = self._normalized(Schema.of([*types, Table(name="t", columns=columns)])).table(Name("", "t"))
        if made is None:
            return {}
        return {key: bare for (key, bare), column in zip(tried, made.columns, strict=True) if key[1] == column.default}

    def omitted_names(self, table: Table) -> frozenset[str]:
        """Return the names of a table's constraints that the naming gives back when nobody writes them."""
        times = Counter(part.name for part in table.constraints)
        return frozenset(part.name for part in table.constraints if times[part.name] == 1 and self._derived(table, part)) | {""}

    def _derived(self, table: Table, part: Part) -> bool:
        if part.name == derived_name(self.naming, table, part, set(), self.can):
            return True
        return isinstance(part, PrimaryKey) and part.name == self.fixed_key_name

    @cached_property
    def fixed_key_name(self) -> str | None:
        """The one name of every primary key, where the engine keeps no other."""
        column = Column(name="c", type="integer", nullable=False)
        found = self._normalized(Schema.of([Table(name="t", columns=(column,), constraints=(PrimaryKey(name="k", columns=("c",)),))]))
        key = next((item.primary_key for item in found.tables), None)
        return key.name if key is not None and key.name != "k" else None

    def _find_serials(self) -> tuple[dict[Ref, str], frozenset[Ref]]:
        """Return the word for each column that is what `serial` stands for, and the sequences that need not be written then."""
        written: dict[Ref, str] = {}
        tables: list[Table] = []
        for table in self.schema.tables if "sequence" in self.can.kinds else ():
            columns = [self._as_serial(table, column) for column in table.columns if column.default and "nextval" in column.default]
            found = [column for column in columns if column is not None]
            if found:
                tables.append(Table(name=table.name, namespace=table.namespace, columns=tuple(found)))
                written |= {Ref("column", table.namespace, column.name, table.name): column.type for column in found}
        made = self._normalized(Schema.of(tables)) if tables else EMPTY
        words: dict[Ref, str] = {}
        sequences: set[Ref] = set()
        for table in made.tables:
            for column in table.columns:
                sequence = Ref("sequence", table.namespace, f"{table.name}_{column.name}_seq")
                ref = Ref("column", table.namespace, column.name, table.name)
                if self._is(column, table) and self.schema.objects.get(sequence) == made.objects.get(sequence) is not None:
                    words[ref] = written[ref]
                    sequences.add(sequence)
        return words, frozenset(sequences)

    def _as_serial(self, table: Table, column: Column) -> Column | None:
        """Return a column as `serial` would be written for it, where its sequence looks like it."""
        sequence = self.schema.objects.get(Ref("sequence", table.namespace, f"{table.name}_{column.name}_seq"))
        if not isinstance(sequence, Sequence) or sequence.owned_by != (table.namespace, table.name, column.name):
            return None
        try:
            word = _SERIALS.get(parse_type(self.dialect.spell_type(column.type)).name)
        except ValueError:
            return None
        return Column(name=column.name, type=word) if word else None

    def _is(self, made: Column, table: Table) -> bool:
        """Tell whether a column of the schema is the one that the compiler made of `serial`."""
        source = self.schema.table(table.full_name)
        found = source.column(made.name) if source is not None else None
        return found is not None and made == replace(found, comment=None, collation="", options={}, dialects={})

    def _normalized(self, schema: Schema) -> Schema:
        """Return a schema as the compiler puts it in the dialect's terms; empty where it refuses."""
        try:
            return normalize(Definition(schema=schema, expressions=self.dialect.name, naming=self.naming), self.dialect, self.can).schema
        except SchemaError:
            return EMPTY


def _without_patterns(naming: Naming) -> Naming:
    """Return a naming that leaves the names of constraints to the engine."""
    return Naming(index=naming.index, **{field.name: None for field in fields(Naming) if field.name != "index"})
