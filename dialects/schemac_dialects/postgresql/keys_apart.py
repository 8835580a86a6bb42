"""Foreign keys of new tables that can only be made once a column elsewhere has its new type."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace as replace_change

from msgspec.structs import replace

from schemac.model.change import Change, Verb
from schemac.model.names import Ref
from schemac.model.tables import Column, ForeignKey, Table

_BECAUSE = "a column that it refers to changes its type first"


def keys_apart(changes: Sequence[Change]) -> Iterator[Change]:
    """Go through the changes, with foreign keys of new tables to columns that change their types as changes of their own."""
    retyped = {
        change.ref
        for change in changes
        if change.verb is Verb.ALTER and isinstance(change.after, Column) and {"type", "collation"} & set(change.aspects)
    }
    for change in changes:
        table = change.after
        if not retyped or change.verb is not Verb.ADD or not isinstance(table, Table):
            yield change
            continue
        later = tuple(part for part in table.constraints if isinstance(part, ForeignKey) and not _targets(part).isdisjoint(retyped))
        kept = replace(table, constraints=tuple(part for part in table.constraints if part not in later))
        yield replace_change(change, after=kept) if later else change
        for part in later:
            yield Change(Verb.ADD, None, part, kept, table, because=_BECAUSE)


def _targets(key: ForeignKey) -> set[Ref]:
    """Return the columns that a foreign key refers to."""
    return {Ref("column", key.table.namespace, column, key.table.name) for column in key.referenced}
