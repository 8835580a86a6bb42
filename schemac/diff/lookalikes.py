"""What goes and what comes that are alike: perhaps the one is the other under a new name, and its rows should stay."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher

from schemac.model.change import Change, Verb
from schemac.model.names import Ref
from schemac.model.tables import Column, Table


def lookalikes(changes: Sequence[Change]) -> Mapping[Ref, Ref]:
    """Return for each table or column that is dropped the one that is added and may be the same; none stands in two pairs.

    Columns are alike that are of one table and type, tables that share most of their columns. Of several the most alike are paired.
    """
    gone = [change for change in changes if change.verb is Verb.DROP and change.kind in {"table", "column"}]
    come = [change for change in changes if change.verb is Verb.ADD and change.kind in {"table", "column"}] if gone else []
    pairs = [(likeness, before.ref, after.ref) for before in gone for after in come for likeness in _likeness(before, after)]
    found: dict[Ref, Ref] = {}
    for _, before, after in sorted(pairs, key=lambda pair: (-pair[0], pair[1:])):
        if before not in found and after not in found.values():
            found[before] = after
    return {change.ref: found[change.ref] for change in gone if change.ref in found}


def _likeness(gone: Change, come: Change) -> Iterator[float]:
    """Give how alike two are, if they are: by what they hold first, then by their names."""
    before, after = gone.before, come.after
    named = SequenceMatcher(None, gone.ref.name.lower(), come.ref.name.lower()).ratio()
    if isinstance(before, Column) and isinstance(after, Column):
        if gone.ref.owner == come.ref.owner and before.type == after.type and (before.generated is None) == (after.generated is None):
            yield named + (before.nullable == after.nullable) + (before.default == after.default)
    elif isinstance(before, Table) and isinstance(after, Table) and before.namespace == after.namespace:
        columns = [{(column.name, column.type) for column in table.columns} for table in (before, after)]
        shared, most = len(columns[0] & columns[1]), max(map(len, columns))
        if shared * 2 > most:
            yield named + 2 * shared / most
