"""A definition as the server would hold it: what it fills in, and what it folds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace as replace_definition

from msgspec.structs import replace

from schemac.dialect import Capabilities, Unsupported
from schemac.errors import Position, SchemaError
from schemac.model.definition import Definition
from schemac.model.names import Name, Ref
from schemac.model.objects import Domain, DomainCheck, Object, Sequence, View, Words
from schemac.model.schema import Schema
from schemac.model.tables import Check, Column, Constraint, Exclude, ForeignKey, Index, IndexKey, PrimaryKey, Table
from schemac_dialects.postgresql.by_version import too_new, without_names
from schemac_dialects.postgresql.counting import without_defaults
from schemac_dialects.postgresql.defaults import labelled, printed
from schemac_dialects.postgresql.foreign import in_texts, told_secrets, with_texts
from schemac_dialects.postgresql.normalize_beside import beside, child
from schemac_dialects.postgresql.normalize_rights import rights_said
from schemac_dialects.postgresql.opclasses import is_default
from schemac_dialects.postgresql.parens import unwrapped
from schemac_dialects.postgresql.programs import faults, in_terms
from schemac_dialects.postgresql.public_namespace import told, usual_owner
from schemac_dialects.postgresql.quoting import qualified
from schemac_dialects.postgresql.types import native_type
from schemac_dialects.postgresql.view_columns import with_columns


def normalize(definition: Definition, can: Capabilities) -> Definition:
    """Return the definition as the server would hold it once it were applied; what needs the server's own words is left as written."""
    terms = _Terms(definition.schema, can)
    kept = [item for each in definition.schema if (item := told(each, usual_owner(can))) is not None]
    objects = [terms.of(item) for item in kept]
    problems = [*faults(definition), *too_new(definition, can), *told_secrets(definition)]
    if problems:
        raise SchemaError(problems)
    moved = {item.ref: made.ref for item, made in zip(kept, objects, strict=True) if item.ref != made.ref}
    changed = rights_said(replace_definition(definition, schema=Schema.of(objects)), can, moved)
    return _under_new_names(changed, moved) if moved else changed


def _under_new_names(definition: Definition, moved: Mapping[Ref, Ref]) -> Definition:
    """Return a definition in which what is said of routines by their names is said of them with the server's spelling of their types."""
    written = {new: old for old, new in moved.items()}
    signatures = {new: new.name[new.name.index("(") :] for new in written}

    def locate(ref: Ref) -> Position | None:
        return definition.locate(written.get(ref, ref))

    def former(ref: Ref, names: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(name.partition("(")[0] + signatures[ref] for name in names) if ref in signatures else names

    renames = {moved.get(ref, ref): former(moved.get(ref, ref), names) for ref, names in definition.renames.items()}
    unmanaged = frozenset(moved.get(ref, ref) for ref in definition.unmanaged)
    return replace_definition(definition, renames=renames, unmanaged=unmanaged, locate=locate)


class _Terms:
    """The types of one schema, read once each, and what is filled in with their help."""

    def __init__(self, schema: Schema, can: Capabilities) -> None:
        self._schema = schema
        self._can = can
        self._types: dict[str, str] = {}
        self._defaults: dict[tuple[str, str], str | None] = {}
        self._enums = {qualified(ref.namespace, ref.name) for ref in schema.objects if ref.kind == "enum"}
        self._domains = {qualified(ref.namespace, ref.name) for ref in schema.objects if ref.kind == "domain"}

    def of(self, item: Object) -> Object:
        """Return one object in the server's terms."""
        match item:
            case Table():
                return self._table(item)
            case Domain():
                return self._domain(item)
            case Sequence():
                kind = self._type(item.type)
                return without_defaults(replace(item, type=kind, cache=max(1, item.cache)), kind)
            case View():
                return replace(item, sql=with_columns(item.sql, item.columns), columns=()) if item.columns else item
            case _:
                return beside(in_terms(item, self._schema), self._type, _index)

    def _type(self, text: str) -> str:
        """Return a type as printed; one taken to the letter from native words is read here for the first time."""
        known = self._types.get(text)
        if known is None:
            try:
                known = native_type(text, True, self._schema).text  # noqa: FBT003 - the shape of every dialect's function
            except (Unsupported, ValueError):
                known = text
            self._types[text] = known
        return known

    def _default(self, sql: str | None, kind: str) -> str | None:
        """Return a default as printed; the few that a definition has are each worked out once."""
        if sql is None:
            return None
        if (sql, kind) not in self._defaults:
            self._defaults[sql, kind] = self._printed(sql, kind)
        return self._defaults[sql, kind]

    def _printed(self, sql: str, kind: str) -> str | None:
        text = printed(sql, kind, is_domain=kind in self._domains)
        if text is not None and kind in self._enums and text.startswith("'") and text.endswith("'"):
            return labelled(text[1:-1].replace("''", "'"), kind)
        return text

    def _table(self, table: Table) -> Table:
        table = with_texts(child(table, self._can))
        keyed = frozenset(column for key in self._keys(table) for column in key.columns)
        return replace(
            table,
            columns=tuple([self._column(column, keyed) for column in table.columns]),
            constraints=tuple([self._constraint(part, table) for part in table.constraints]),
            indexes=tuple([_index(index, table) for index in table.indexes]),
            options=in_texts(_said(table.options)),
        )

    def _keys(self, table: Table) -> Iterator[PrimaryKey]:
        """Go through the primary keys of a table and of those of which it is a partition."""
        seen: set[Name] = set()
        current: Table | None = table
        while current is not None and current.full_name not in seen:
            seen.add(current.full_name)
            if current.primary_key is not None:
                yield current.primary_key
            current = self._schema.table(current.partition_of.table) if current.partition_of is not None else None

    def _column(self, column: Column, keyed: frozenset[str]) -> Column:
        kind, collation = self._type(column.type), _collation(column.collation)
        default = self._default(column.default, kind)
        nullable = column.nullable and column.identity is None and column.name not in keyed
        if column.identity is not None or column.generated is not None or column.options:
            column = without_names(column, self._can)
            column = replace(
                column,
                identity=None if column.identity is None else without_defaults(column.identity, kind),
                generated=None if column.generated is None else replace(column.generated, sql=unwrapped(column.generated.sql)),
                options={word: value for word, value in column.options.items() if not _usual(word, value)},
            )
        # Most columns are as the server has them already: a thousand tables are read faster than ten thousand copies are made.
        if (column.type, column.default, column.nullable, column.collation) == (kind, default, nullable, collation):
            return column
        return replace(column, type=kind, nullable=nullable, default=default, collation=collation)

    def _constraint(self, part: Constraint, table: Table) -> Constraint:
        match part:
            case Check():
                sql = unwrapped(part.sql)
                return part if sql == part.sql else replace(part, sql=sql)
            case Exclude():
                return _exclude(part, table)
            case ForeignKey(referenced=()):
                other = table if part.table == table.full_name else self._schema.objects.get(Ref("table", *part.table))
                key = other.primary_key if isinstance(other, Table) else None
                return replace(part, referenced=key.columns) if key else part
            case _:
                return part

    def _domain(self, domain: Domain) -> Domain:
        kind = self._type(domain.type)
        checks = tuple(replace(check, name=name, sql=unwrapped(check.sql)) for name, check in _named_checks(domain))
        return replace(
            domain,
            type=kind,
            default=self._default(domain.default, kind),
            collation=_collation(domain.collation),
            checks=tuple(sorted(checks, key=lambda check: check.name)),
        )


def _named_checks(domain: Domain) -> list[tuple[str, DomainCheck]]:
    """Return a domain's checks with the names that the server gives to those without: `price_check`, `price_check1`."""
    taken = {check.name for check in domain.checks}
    named = []
    for check in domain.checks:
        name, number = check.name, 0
        while not name or (not check.name and name in taken):
            name = f"{domain.name}_check{number or ''}"
            number += 1
        taken.add(name)
        named.append((name, check))
    return named


def _collation(name: str) -> str:
    """Return a collation; the database's own is none."""
    return "" if name.lower() == "default" else name


def _usual(word: str, value: object) -> bool:
    """Tell whether a column's native word says what is so anyway."""
    return value in ({}, "", None) or (word, value) in (("not_null_valid", True), ("not_null_no_inherit", False))


def _said(options: Words) -> Words:
    """Return native words without those that say what is so anyway."""
    return {word: value for word, value in options.items() if value not in (False, {}, "")} if options else options


def _index(index: Index, table: Table) -> Index:
    """Return an index without what the server takes for granted."""
    method = index.method.lower()
    method = "" if method == "btree" else method
    keys = tuple([_key(key, method, table) for key in index.keys])
    where, options = unwrapped(index.where), _said(index.options)
    if (method, keys, where, options) == (index.method, index.keys, index.where, index.options):
        return index
    return replace(index, method=method, keys=keys, where=where, options=options)


def _exclude(part: Exclude, table: Table) -> Exclude:
    """Return an exclusion constraint without what the server takes for granted."""
    index = Index(
        keys=tuple(
            IndexKey(column=each.column, sql=each.sql, order=each.order, nulls=each.nulls, collation=each.collation, opclass=each.opclass)
            for each in part.elements
        ),
        method=part.method,
        where=part.where,
    )
    said = _index(index, table)
    elements = tuple(
        replace(each, sql=key.sql, order=key.order, nulls=key.nulls, collation=key.collation, opclass=key.opclass)
        for each, key in zip(part.elements, said.keys, strict=True)
    )
    return replace(part, elements=elements, method=said.method, where=said.where)


def _key(key: IndexKey, method: str, table: Table) -> IndexKey:
    """Return a key of an index without what the server takes for granted."""
    if not (key.sql or key.nulls or key.collation or key.opclass):
        return key
    column = table.column(key.column) if key.column else None
    usual = "last" if key.order == "asc" else "first"
    collation = _collation(key.collation)
    return replace(
        key,
        sql=unwrapped(key.sql),
        nulls="" if key.nulls == usual else key.nulls,
        collation="" if column is not None and collation == column.collation else collation,
        opclass="" if column is not None and is_default(key.opclass, column.type, method) else key.opclass,
    )
