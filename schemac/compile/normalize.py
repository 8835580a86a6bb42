"""A definition put in one engine's own terms: types, expressions, names, and nothing left that the engine has not."""

from __future__ import annotations

from dataclasses import replace as replace_definition

from msgspec.structs import replace

from schemac.compile.columns import native_columns
from schemac.compile.naming import length
from schemac.compile.parts import native_constraints, native_indexes
from schemac.compile.target import NAME_TOO_LONG, UNSUPPORTED, Target
from schemac.compile.types import native
from schemac.compile.words import with_words
from schemac.dialect import Capabilities, Dialect, load
from schemac.errors import SchemaError
from schemac.model.definition import Definition
from schemac.model.names import Ref
from schemac.model.objects import Domain, Enum, Extension, Namespace, Object, Sequence, View
from schemac.model.raw import RawStatement
from schemac.model.relations import MaterializedView, Policy
from schemac.model.rights import DefaultPrivilege, Grant, Role
from schemac.model.rows import SQL, Rows, Value
from schemac.model.schema import Schema
from schemac.model.tables import Table


def normalize(definition: Definition, dialect: Dialect, can: Capabilities) -> Definition:
    """Return the definition as this engine would hold it: what its catalogue would show once it were applied.

    Raises SchemaError with everything that the engine cannot have; what it cannot keep is in `losses` of the result.
    """
    target = Target(definition, dialect, can, load(definition.expressions).sqlglot)
    schema = Schema.of(made for item in definition.schema for made in _native(item, target))
    said = [(ref, _rows(item, schema, target)) for ref, item in schema.objects.items() if isinstance(item, Rows)]
    if said:
        schema = schema.having([rows for _, rows in said if rows is not None], [ref for ref, rows in said if rows is None])
    if target.problems:
        raise SchemaError(target.problems)
    normalized = replace_definition(
        definition,
        schema=schema,
        renames={_default(ref, can): names for ref, names in definition.renames.items()},
        unmanaged=frozenset(_default(ref, can) for ref in definition.unmanaged),
        derived=frozenset(target.derived),
        losses=tuple(target.losses),
        silent=dialect.silent,
        sql_words=dialect.sql_words,
    )
    return dialect.normalize(normalized, can)


def _default(ref: Ref, can: Capabilities) -> Ref:
    """Return a ref with the default namespace left out."""
    return ref._replace(namespace="") if ref.namespace == can.default_namespace else ref


def _native(written: Object, target: Target) -> list[Object]:
    """Return what becomes of one object: itself in the engine's terms, more than one, or nothing."""
    item, literal = with_words(written, None, target)
    if item is None:
        return []
    if item.namespace and item.namespace == target.can.default_namespace:
        item = replace(item, namespace="")
    if isinstance(item, Rows):
        return [item]
    if not _possible(item, target):
        return []
    if item.comment is not None and item.kind not in target.can.comments:
        target.lose(item.ref, f"{target.dialect.title} keeps no comment on a {item.kind}")
        item = replace(item, comment=None)
    match item:
        case Table():
            return _table(item, target)
        case View():
            return [_view(item, literal, target)]
        case MaterializedView():
            return [_materialized_view(item, literal, target)]
        case Policy():
            return [_policy(item, literal, target)]
        case Domain():
            return [_domain(item, literal, target)]
        case RawStatement():
            return _statement(item, literal, target)
        case Sequence() if target.can.default_namespace and item.owned_by and item.owned_by[0] == target.can.default_namespace:
            return [replace(item, owned_by=("", *item.owned_by[1:]))]
        case _:
            return [item]


def _possible(item: Object, target: Target) -> bool:
    """Tell whether the engine can have the object; note it where it cannot."""
    title = target.dialect.title
    if length(item.name, target.can) > target.can.identifier_limit:
        unit = "bytes" if target.can.identifier_bytes else "characters"
        target.refuse(NAME_TOO_LONG, item.ref, f"the name is longer than {title}'s {target.can.identifier_limit} {unit}")
    if item.namespace and "namespace" not in target.can.kinds and not isinstance(item, Grant | DefaultPrivilege):
        hint = f"leave it out there with dialects: {{{target.dialect.name}: {{skip: true}}}}"
        target.refuse(UNSUPPORTED, item.ref, f"{title} has no namespaces inside a database", hint)
        return False
    if item.kind in target.can.kinds or isinstance(item, RawStatement):
        return True
    match item:
        case Enum() | Domain():
            return False
        case Extension() | Namespace():
            target.lose(item.ref, f"{title} has no {item.kind}s; it is left out")
        case Role() | Grant() | DefaultPrivilege():
            target.lose(item.ref, f"{_plural(item.kind)} are not carried over to {title}; they are left out")
        case _:
            hint = f"leave it out there with dialects: {{{target.dialect.name}: {{skip: true}}}}"
            target.refuse(UNSUPPORTED, item.ref, f"{title} has no {_plural(item.kind)}", hint)
    return False


def _plural(kind: str) -> str:
    """Return the word for several objects of a kind."""
    spoken = kind.replace("_", " ")
    return spoken if spoken.endswith("s") else f"{spoken[:-1]}ies" if spoken.endswith("y") else f"{spoken}s"


def _table(table: Table, target: Target) -> list[Object]:
    """Return a table in the engine's terms, with the sequences that its serial columns stand for."""
    _without_parents(table, target)
    columns, checks, sequences = native_columns(table, target)
    table = replace(table, columns=columns)
    return [*sequences, replace(table, constraints=native_constraints(table, checks, target), indexes=native_indexes(table, target))]


def _without_parents(table: Table, target: Target) -> None:
    """Refuse partitions, inheritance and tables without columns where the engine has none that the model knows."""
    if not table.columns and "empty" not in target.can.table and table.ref not in target.definition.unmanaged:
        target.refuse(UNSUPPORTED, table.ref, f"{target.dialect.title} has no tables without columns", "write them under `columns:`")
    for attribute, ability in (("partition_by", "partition"), ("partition_of", "partition"), ("inherits", "inherits")):
        if getattr(table, attribute) and ability not in target.can.table:
            hint = f"leave it out there with dialects: {{{target.dialect.name}: {{skip: true}}}}"
            target.refuse(UNSUPPORTED, table.ref, f"{target.dialect.title} has no {attribute} of a table", hint)


def _view(view: View, literal: frozenset[str], target: Target) -> View:
    """Return a view with its query in the engine's SQL."""
    if view.check_option and not target.can.check_option:
        target.lose(view.ref, f"{target.dialect.title} has no check option on views")
        view = replace(view, check_option="")
    sql = view.sql if "sql" in literal else target.expression(view.sql, view.ref, "sql")
    return replace(view, sql=sql.strip().rstrip(";").rstrip())


def _materialized_view(view: MaterializedView, literal: frozenset[str], target: Target) -> MaterializedView:
    """Return a materialized view with its query and its indexes in the engine's terms."""
    sql = view.sql if "sql" in literal else target.expression(view.sql, view.ref, "sql")
    return replace(view, sql=sql.strip().rstrip(";").rstrip(), indexes=native_indexes(view.holder, target))


def _rows(rows: Rows, schema: Schema, target: Target) -> Rows | None:
    """Return rows with the columns that their table has on this engine and their expressions in its SQL; None without the table."""
    table = schema.table(rows.full_name)
    if table is None:
        return None
    kept = tuple(column.name for column in table.columns if column.name in rows.columns and column.generated is None)
    lost = next((column for column in rows.key if column not in kept), None)
    if lost is not None:
        hint = "tell the rows apart by columns that it has there"
        target.refuse(UNSUPPORTED, rows.ref, f"{target.dialect.title} has no column {lost}, which is part of their key", hint)
        return None
    columns = tuple(column for column in rows.columns if column in kept)
    values = tuple(tuple(_row_value(rows.cell(row, column), rows, target) for column in columns) for row in rows.values)
    return replace(rows, columns=columns, values=values)


def _row_value(value: Value | None, rows: Rows, target: Target) -> Value | None:
    if value is None or value.kind != SQL:
        return value
    return Value(SQL, target.expression(value.text, rows.ref, "rows"))


def _policy(policy: Policy, literal: frozenset[str], target: Target) -> Policy:
    """Return a policy with its expressions in the engine's SQL."""
    said = {word: target.expression(getattr(policy, word), policy.ref, word) for word in ("using", "check") if word not in literal}
    return replace(policy, **said)


def _statement(item: RawStatement, literal: frozenset[str], target: Target) -> list[Object]:
    """Return statements that are given as they are; in another engine's SQL they must be given for this one too."""
    own = target.definition.expressions in {target.dialect.name, *target.dialect.speaks} or {"create", "drop"} <= literal
    if not own:
        word = target.dialect.name
        hint = f"give them for {target.dialect.title}: dialects: {{{word}: {{create: …, drop: …}}}}, or leave them out: {{skip: true}}"
        target.refuse(UNSUPPORTED, item.ref, f"its statements are {load(target.definition.expressions).title}'s", hint)
        return []
    create, drop = (tuple(text.strip().rstrip(";").rstrip() for text in texts) for texts in (item.create, item.drop))
    return [replace(item, create=create, drop=drop)]


def _domain(domain: Domain, literal: frozenset[str], target: Target) -> Domain:
    """Return a domain over a native type."""
    text = domain.type if "type" in literal else native(domain.type, domain.ref, target).text
    checks = tuple(replace(check, sql=target.expression(check.sql, domain.ref, "checks")) for check in domain.checks)
    default = None if domain.default is None else target.expression(domain.default, domain.ref, "default")
    return replace(domain, type=text, checks=checks, default=default)
