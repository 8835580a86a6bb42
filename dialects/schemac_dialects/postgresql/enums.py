"""Enums: labels put in where they belong, or the whole type made anew where labels go or change places."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from schemac.dialect import Legalizing
from schemac.model.change import Action, Change, Verb
from schemac.model.objects import Domain, Enum
from schemac.model.schema import Schema
from schemac.model.tables import Column, Table
from schemac_dialects.postgresql.domains import new_domain
from schemac_dialects.postgresql.owners import owner_of_new
from schemac_dialects.postgresql.quoting import qualified


def is_rebuild(before: Enum, after: Enum) -> bool:
    """Tell whether labels go or change places, which no ALTER TYPE can do."""
    new = iter(after.values)
    return not all(label in new for label in before.values)


def _spellings(kind: Enum | Domain) -> set[str]:
    """Return how columns say that they hold values of a type, or lists of them."""
    name = qualified(kind.namespace, kind.name)
    return {name, f"{name}[]"}


def columns_of(kind: Enum | Domain, tables: Iterator[Table]) -> Iterator[tuple[Table, Column]]:
    """Go through the columns that hold values of an enum or a domain."""
    names = _spellings(kind)
    for table in tables:
        for column in table.columns:
            if column.type in names:
                yield table, column


def enum_actions(change: Change, context: Legalizing) -> list[Action]:
    """Return the actions that change an enum."""
    before, after = change.before, change.after
    if not isinstance(before, Enum) or not isinstance(after, Enum):
        return []
    made: list[Action] = []
    if "values" in change.aspects:
        made += _rebuilt(change, before, context) if is_rebuild(before, after) else _added(change, before, after)
    said = after.comment is not None if is_rebuild(before, after) else "comment" in change.aspects
    return made + ([Action("comment_enum", change)] if said else [])


def domains_of(enum: Enum, schema: Schema) -> list[Domain]:
    """Return the domains over an enum, or over lists of it."""
    return [item for item in schema if isinstance(item, Domain) and item.type in _spellings(enum)]


def without_carried(changes: Sequence[Change], context: Legalizing) -> list[Change]:
    """Return the changes without those of domains that are made anew with the enum that they are over."""
    pairs = ((change.before, change.after) for change in changes if change.verb is Verb.ALTER)
    anew = [one for one, other in pairs if isinstance(one, Enum) and isinstance(other, Enum) and is_rebuild(one, other)]
    carried = {domain.ref for enum in anew for domain in domains_of(enum, context.current)}
    return [change for change in changes if change.verb is not Verb.ALTER or change.ref not in carried]


def _added(change: Change, before: Enum, after: Enum) -> Iterator[Action]:
    """Go through the new labels, each put next to one that is there."""
    known = list(before.values)
    for at, label in enumerate(after.values):
        if label in known:
            continue
        follower = next((other for other in after.values[at + 1 :] if other in known), None)
        previous = after.values[at - 1] if at and follower is not None else None
        fields = {"label": label, "before_label": None if previous else follower, "after_label": previous}
        yield Action("add_enum_value", change, fields)
        known.append(label)


def _rebuilt(change: Change, before: Enum, context: Legalizing) -> Iterator[Action]:
    """Go through what replaces a type under its own name: aside with the old, in with the new, every column carried over."""
    aside = f"{before.name[:40]}__replaced"
    yield Action("set_enum_aside", change, {"aside": aside})
    yield Action("create_enum", change)
    yield from owner_of_new(Change(Verb.ADD, None, change.after), context.capabilities)
    domains = domains_of(before, context.current)
    for domain in domains:
        made = context.desired.objects.get(domain.ref)
        made = made if isinstance(made, Domain) else domain
        yield Action("set_domain_aside", Change(Verb.ALTER, domain, domain), {"aside": f"{domain.name[:40]}__replaced"})
        added = Change(Verb.ADD, None, made)
        yield from (*new_domain(added, made, context.capabilities), *owner_of_new(added, context.capabilities))
    kinds: tuple[Enum | Domain, ...] = (before, *domains)
    for kind in kinds:
        for table, column in columns_of(kind, context.current.tables):
            yield from _moved(change, table, column, context)
    for domain in domains:
        yield Action("drop_domain_aside", Change(Verb.ALTER, domain, domain), {"aside": f"{domain.name[:40]}__replaced"})
    yield Action("drop_enum_aside", change, {"aside": aside})


def _moved(change: Change, table: Table, column: Column, context: Legalizing) -> Iterator[Action]:
    """Go through what gives a column the type made anew; one that is dropped in the same plan is gone by then."""
    desired = context.desired.table(table.full_name)
    wanted = (desired or table).column(column.name)
    if wanted is None:
        return
    fields = {"holder": table, "column": column, "default": wanted.default}
    if column.default is not None:
        yield Action("drop_enum_default", change, fields)
    yield Action("alter_enum_column", change, fields)
    if wanted.default is not None and wanted.type == column.type:
        yield Action("set_enum_default", change, fields)
