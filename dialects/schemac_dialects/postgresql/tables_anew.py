"""Tables whose rows are to be divided in another way, which no ALTER can do: dropped and made again with everything that stands on them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace as replace_change

from msgspec.structs import replace

from schemac.dialect import Legalizing
from schemac.model.change import Change, Verb
from schemac.model.names import Name
from schemac.model.objects import Object
from schemac.model.objects import Sequence as NumberSequence
from schemac.model.relations import Policy, Publication, Statistics
from schemac.model.sql_text import identifiers
from schemac.model.tables import ForeignKey, Table

_BECAUSE = "how its rows are divided cannot be changed in place"


def tables_anew(changes: Sequence[Change], context: Legalizing) -> list[Change]:
    """Return the changes with a drop and an addition in place of all changes of such tables, and of what goes with them."""
    anew = [change for change in changes if change.verb is Verb.ALTER and change.kind == "table" and "partition_by" in change.aspects]
    whole = list(changes)
    for change in anew:
        before, after = change.before, change.after
        if isinstance(before, Table) and isinstance(after, Table):
            own = after.full_name
            whole = [each for each in whole if each is not change and (each.table_after is None or each.table_after.full_name != own)]
            whole = [_standing_alone(each, own) for each in whole] + list(_anew(before, after))
            there = {each.ref for each in whole if each.verb is not Verb.ALTER}
            made = [each for each in _with_it(before, context) if each.ref not in there]
            again = {each.ref for each in made}
            whole = [*(each for each in whole if each.ref not in again), *made]
    return whole


def _anew(before: Table, after: Table) -> Iterator[Change]:
    """Go through the drop and the addition of a table, with its foreign keys apart, which may run in circles."""
    bare = [replace(table, constraints=tuple(part for part in table.constraints if part not in _keys(table))) for table in (before, after)]
    for key in _keys(before):
        yield Change(Verb.DROP, key, None, before, before, because=_BECAUSE)
    yield Change(Verb.DROP, bare[0], None, because=_BECAUSE)
    yield Change(Verb.ADD, None, bare[1], because=_BECAUSE)
    for key in _keys(after):
        yield Change(Verb.ADD, None, key, after, after, because=_BECAUSE)


def _standing_alone(change: Change, root: Name) -> Change:
    """Return a change of a part's column as one of a table that stands alone: the part has left its root by then, and not come back."""
    before, after = change.table_before, change.table_after
    if change.kind != "column" or before is None or after is None or root not in before.parents or root not in after.parents:
        return change
    return replace_change(change, table_before=replace(before, partition_of=None), table_after=replace(after, partition_of=None))


def _keys(table: Table) -> list[ForeignKey]:
    return [part for part in table.constraints if isinstance(part, ForeignKey)]


def _with_it(table: Table, context: Legalizing) -> Iterator[Change]:
    """Go through the changes of what goes with a table and stays in the definition."""
    because = f"it goes with {table.full_name}, which is made anew"
    for item in context.current:
        wanted = context.desired.objects.get(item.ref)
        if wanted is None:
            continue
        if isinstance(item, Policy | Statistics | Publication) and _stands_on(item, table):
            yield Change(Verb.DROP, item, None, because=because)
            yield Change(Verb.ADD, None, wanted, because=because)
        elif isinstance(item, NumberSequence) and item.owned_by and Name(*item.owned_by[:2]) == table.full_name:
            free = replace(item, owned_by=None)
            yield Change(Verb.ALTER, item, free, aspects=("owned_by",), because=because)
            yield Change(Verb.ALTER, free, wanted, aspects=wanted.differing(free), because=because)
        elif isinstance(item, Table) and isinstance(wanted, Table) and item.ref != table.ref:
            yield from _around(item, wanted, table, because)


def _stands_on(item: Object, table: Table) -> bool:
    """Tell whether something beside tables is told by one."""
    match item:
        case Policy():
            return Name(item.namespace, item.table) == table.full_name
        case Statistics():
            return item.table == str(table.full_name)
        case Publication():
            return any(table.name in identifiers(entry) for entry in item.tables)
        case _:
            return False


def _around(item: Table, wanted: Table, table: Table, because: str) -> Iterator[Change]:
    """Go through the changes of another table: its foreign keys let go of the one that goes, and a partition leaves it and comes back."""
    for key in item.constraints:
        if isinstance(key, ForeignKey) and key.table == table.full_name:
            yield Change(Verb.DROP, key, None, item, wanted, because=because)
            again = next((part for part in wanted.constraints if isinstance(part, ForeignKey) and part.name == key.name), None)
            if again is not None:
                yield Change(Verb.ADD, None, again, item, wanted, because=because)
    if item.partition_of is not None and item.partition_of == wanted.partition_of and item.partition_of.table == table.full_name:
        free = replace(item, partition_of=None)
        yield Change(Verb.ALTER, item, free, aspects=("partition_of",), because=because)
        yield Change(Verb.ALTER, free, replace(wanted, columns=item.columns), aspects=("partition_of",), because=because)
