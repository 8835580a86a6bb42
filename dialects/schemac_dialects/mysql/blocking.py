"""Foreign keys that stand in the way of a column's new type: dropped before, added again after."""

from __future__ import annotations

from collections.abc import Sequence

from schemac.dialect import Legalizing
from schemac.model.change import Change, Verb, part_ref
from schemac.model.names import Name
from schemac.model.tables import Column, ForeignKey, Table

_BECAUSE = "a column of the foreign key changes its type, which the server refuses while the key is there"


def blocking_keys(changes: Sequence[Change], context: Legalizing) -> list[Change]:
    """Return a drop and an addition for each foreign key that stays but touches a column whose type or collation changes."""
    touched = {
        (change.table.full_name, change.subject.name)
        for change in changes
        if isinstance(change.subject, Column)
        and change.verb is Verb.ALTER
        and change.table is not None
        and {"type", "collation"} & set(change.aspects)
    }
    if not touched:
        return []
    handled = {change.ref for change in changes if isinstance(change.subject, ForeignKey)}
    gone = {change.subject.full_name for change in changes if isinstance(change.subject, Table) and change.verb is Verb.DROP}
    made: list[Change] = []
    for table in context.current.tables:
        for key in table.constraints:
            if (
                isinstance(key, ForeignKey)
                and part_ref(table, key) not in handled
                and table.full_name not in gone
                and _touches(table, key, touched)
            ):
                after = _after(table, context)
                made += [
                    Change(Verb.DROP, key, None, table, after, because=_BECAUSE),
                    Change(Verb.ADD, None, key, table, after, because=_BECAUSE),
                ]
    return made


def _touches(table: Table, key: ForeignKey, touched: set[tuple[Name, str]]) -> bool:
    """Tell whether one of a key's columns, on either side, is among the touched ones."""
    own = {(table.full_name, column) for column in key.columns}
    return bool((own | {(key.table, column) for column in key.referenced}) & touched)


def _after(table: Table, context: Legalizing) -> Table:
    """Return a table as it is desired, or as it is where the definition leaves it alone."""
    found = context.desired.table(table.full_name)
    return found if found is not None else table
