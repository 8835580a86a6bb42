"""Columns in an engine's terms, with the checks and sequences that their types stand for."""

from __future__ import annotations

from msgspec.structs import replace

from schemac.compile.target import UNSUPPORTED, Target
from schemac.compile.types import domain_of, native
from schemac.compile.words import with_words
from schemac.model.change import part_ref
from schemac.model.names import Ref
from schemac.model.objects import Domain, Sequence
from schemac.model.sql_text import rename
from schemac.model.tables import Check, Column, Identity, Table

SERIALS = {"serial": "integer", "bigserial": "bigint", "smallserial": "smallint"}


def native_columns(table: Table, target: Target) -> tuple[tuple[Column, ...], list[Check], list[Sequence]]:
    """Return a table's columns in the engine's terms, the checks that their types need, and the sequences behind serial columns."""
    columns: list[Column] = []
    checks: list[Check] = []
    sequences: list[Sequence] = []
    for written in table.columns:
        column, literal = with_words(written, table, target)
        if column is None:
            continue
        if "type" not in literal:
            plain = target.plain_types.get(column.type)
            if plain is None:
                column, found, sequence = _typed(table, column, target)
                checks += found
                sequences += [sequence] if sequence else []
            elif plain != column.type:
                column = replace(column, type=plain)
        columns.append(_fitting(_expressed(column, literal, table, target), table, target))
    return tuple(columns), checks, sequences


def _serial(table: Table, column: Column, target: Target) -> tuple[Column, Sequence | None]:
    """Return what `serial` stands for: a default from a sequence of its own, or an identity where the engine has no sequences."""
    base = SERIALS[column.type.strip().lower()]
    if "sequence" not in target.can.kinds or not target.can.serial_sequences:
        return replace(column, type=base, nullable=False, identity=Identity(always=False)), None
    name = f"{table.name}_{column.name}_seq"
    owner = (table.namespace, table.name, column.name)
    sequence = Sequence(name=name, namespace=table.namespace, type=base, owned_by=owner)
    quoted = ".".join(target.dialect.quote(part) for part in (table.namespace, name) if part)
    default = f"nextval({target.dialect.literal(quoted)}::regclass)"
    return replace(column, type=base, nullable=False, default=default), sequence


def _typed(table: Table, column: Column, target: Target) -> tuple[Column, list[Check], Sequence | None]:
    """Return a column with the engine's type, the checks that this needs, and the sequence behind a serial column.

    A domain that the engine has not is spelled out as its type, default and checks.
    """
    written, ref = column.type, part_ref(table, column)
    checks: list[Check] = []
    sequence = None
    serial = written.strip().lower() in SERIALS
    if serial:
        column, sequence = _serial(table, column, target)
    domain = None if "domain" in target.can.kinds else domain_of(column.type, target)
    if domain is not None:
        column, checks = _spelled_out(column, domain, ref, target)
    kind = native(column.type, ref, target)
    if kind.loss:
        target.lose(ref, kind.loss)
    if kind.check:
        checks.append(Check(sql=kind.check.replace("{column}", target.dialect.quote(column.name))))
    if not (serial or domain or kind.loss or kind.check) and written in target.types:
        target.plain_types[written] = kind.text
    return replace(column, type=kind.text), checks, sequence


def _spelled_out(column: Column, domain: Domain, ref: Ref, target: Target) -> tuple[Column, list[Check]]:
    """Return a column over a domain as a column over the domain's base type, with the domain's checks made its own."""
    checks = [
        Check(sql=target.expression(rename(check.sql, {"value": column.name, "VALUE": column.name}), ref, "checks"))
        for check in domain.checks
    ]
    column = replace(
        column,
        type=domain.type,
        nullable=column.nullable and domain.nullable,
        default=column.default if column.default is not None else domain.default,
        collation=column.collation or domain.collation,
    )
    return column, checks


def _expressed(column: Column, literal: frozenset[str], table: Table, target: Target) -> Column:
    """Return a column with its default and its computing expression in the engine's SQL."""
    if target.own or (column.default is None and column.generated is None):
        return column
    ref = part_ref(table, column)
    default, generated = column.default, column.generated
    if default is not None and "default" not in literal:
        default = target.expression(default, ref, "default")
    if generated is not None and "generated" not in literal:
        generated = replace(generated, sql=target.expression(generated.sql, ref, "generated"))
    return replace(column, default=default, generated=generated)


def _fitting(column: Column, table: Table, target: Target) -> Column:
    """Return a column without what the engine has not, each loss noted; refuse what changes its meaning."""
    if column.identity is None and column.generated is None and column.comment is None:
        return column
    can, title, ref = target.can, target.dialect.title, part_ref(table, column)
    if column.identity is not None and not can.identity:
        target.refuse(
            UNSUPPORTED,
            ref,
            f"{title} has no identity columns",
            f"dialects: {{{target.dialect.name}: {{identity: null}}}}, and give it values from the application",
        )
    if column.identity is not None and not can.identity_options and column.identity != Identity(always=column.identity.always):
        target.lose(ref, f"{title} keeps no start or increment of an identity")
    if column.generated is not None and not can.generated:
        hint = f"dialects: {{{target.dialect.name}: {{generated: null}}}} or {{skip: true}}, and compute it in a view"
        target.refuse(UNSUPPORTED, ref, f"{title} has no generated columns", hint)
    elif column.generated is not None:
        sort = "stored" if column.generated.stored else "virtual"
        if sort not in can.generated:
            other = next(iter(can.generated))
            target.lose(ref, f"{title} has no {sort} generated columns; it becomes {other}")
            column = replace(column, generated=replace(column.generated, stored=other == "stored"))
    if column.comment is not None and "column" not in can.comments:
        target.lose(ref, f"{title} keeps no comment on a column")
        column = replace(column, comment=None)
    return column
