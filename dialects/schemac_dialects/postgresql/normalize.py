"""A definition as the server would hold it: what it fills in, and what it folds."""

from __future__ import annotations

from dataclasses import replace as replace_definition

from msgspec.structs import replace

from schemac.dialect import Capabilities, Unsupported
from schemac.model.definition import Definition
from schemac.model.names import Ref
from schemac.model.objects import Domain, DomainCheck, Namespace, Object, Sequence, View
from schemac.model.schema import Schema
from schemac.model.tables import Check, Column, Constraint, ForeignKey, Index, IndexKey, Table
from schemac_dialects.postgresql.counting import without_defaults
from schemac_dialects.postgresql.defaults import labelled, printed
from schemac_dialects.postgresql.normalize_rights import rights_said
from schemac_dialects.postgresql.opclasses import is_default
from schemac_dialects.postgresql.parens import unwrapped
from schemac_dialects.postgresql.quoting import qualified
from schemac_dialects.postgresql.types import native_type
from schemac_dialects.postgresql.view_columns import with_columns


def normalize(definition: Definition, can: Capabilities) -> Definition:
    """Return the definition as the server would hold it once it were applied; what needs the server's own words is left as written."""
    terms = _Terms(definition.schema)
    objects = [terms.of(item) for item in definition.schema if not (isinstance(item, Namespace) and item.name == can.default_namespace)]
    return rights_said(replace_definition(definition, schema=Schema.of(objects)), can)


class _Terms:
    """The types of one schema, read once each, and what is filled in with their help."""

    def __init__(self, schema: Schema) -> None:
        self._schema = schema
        self._types: dict[str, str] = {}
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
                return without_defaults(replace(item, type=kind), kind)
            case View():
                return replace(item, sql=with_columns(item.sql, item.columns), columns=()) if item.columns else item
            case _:
                return item

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
        text = printed(sql, kind, is_domain=kind in self._domains)
        if text is not None and kind in self._enums and text.startswith("'") and text.endswith("'"):
            return labelled(text[1:-1].replace("''", "'"), kind)
        return text

    def _table(self, table: Table) -> Table:
        key = table.primary_key
        keyed = frozenset(key.columns) if key else frozenset()
        return replace(
            table,
            columns=tuple(self._column(column, keyed) for column in table.columns),
            constraints=tuple(self._constraint(part, table) for part in table.constraints),
            indexes=tuple(_index(index, table) for index in table.indexes),
            options={word: value for word, value in table.options.items() if value not in (False, {}, "")},
        )

    def _column(self, column: Column, keyed: frozenset[str]) -> Column:
        kind = self._type(column.type)
        generated = column.generated
        return replace(
            column,
            type=kind,
            nullable=column.nullable and column.name not in keyed and column.identity is None,
            default=self._default(column.default, kind),
            identity=None if column.identity is None else without_defaults(column.identity, kind),
            generated=None if generated is None else replace(generated, sql=unwrapped(generated.sql)),
            collation=_collation(column.collation),
        )

    def _constraint(self, part: Constraint, table: Table) -> Constraint:
        match part:
            case Check():
                return replace(part, sql=unwrapped(part.sql))
            case ForeignKey(referenced=()):
                other = table if part.table == table.full_name else self._schema.objects.get(Ref("table", *part.table))
                key = other.primary_key if isinstance(other, Table) else None
                return replace(part, referenced=key.columns) if key else part
            case _:
                return part

    def _domain(self, domain: Domain) -> Domain:
        kind = self._type(domain.type)
        checks = tuple(DomainCheck(name=name, sql=unwrapped(check.sql)) for name, check in _named_checks(domain))
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


def _index(index: Index, table: Table) -> Index:
    """Return an index without what the server takes for granted."""
    method = "" if index.method.lower() == "btree" else index.method.lower()
    return replace(
        index,
        method=method,
        keys=tuple(_key(key, method, table) for key in index.keys),
        where=unwrapped(index.where),
        options={word: value for word, value in index.options.items() if value not in (False, {}, "")},
    )


def _key(key: IndexKey, method: str, table: Table) -> IndexKey:
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
