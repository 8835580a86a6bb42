"""Names that nobody chose, for parts of new tables: another one where the usual one is taken by what has been renamed."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace as replace_definition
from typing import TypeVar

from msgspec.structs import replace

from schemac.model.change import part_ref
from schemac.model.definition import Definition
from schemac.model.names import Ref
from schemac.model.schema import Schema
from schemac.model.tables import Part, Table

P = TypeVar("P", bound=Part)

_CUT_FROM = 60


def with_free_names(desired: Definition, current: Schema) -> Definition:
    """Return the definition with derived names of new tables' parts that no part of another table has already.

    A table that is renamed keeps the names of its keys; a new one that takes its name would be given the same ones.
    """
    new = [table for table in desired.schema.tables if table.ref not in current.objects and table.ref not in desired.unmanaged]
    if not new or not desired.derived:
        return desired
    taken = {
        (table.namespace, part.name)
        for table in current.tables
        if table.ref in desired.schema.objects
        for part in (*table.constraints, *table.indexes)
        if part.name
    }
    changed: list[Table] = []
    derived = set(desired.derived)
    for table in new:
        constraints = tuple(_freed(part, table, taken, derived) for part in table.constraints)
        indexes = tuple(_freed(part, table, taken, derived) for part in table.indexes)
        if (constraints, indexes) != (table.constraints, table.indexes):
            changed.append(replace(table, constraints=constraints, indexes=indexes))
    return replace_definition(desired, schema=desired.schema.having(changed), derived=frozenset(derived)) if changed else desired


def _freed(part: P, table: Table, taken: Collection[tuple[str, str]], derived: set[Ref]) -> P:
    """Return a part under a name that is free, if its own was derived and is not."""
    if not part.name or (table.namespace, part.name) not in taken or part_ref(table, part) not in derived:
        return part
    number, name = 0, part.name
    while (table.namespace, name) in taken:
        number += 1
        cut = part.name if len(part.name.encode()) < _CUT_FROM else part.name[: -len(str(number))]
        name = f"{cut}{number}"
    made = replace(part, name=name)
    derived.add(part_ref(table, made))
    return made
