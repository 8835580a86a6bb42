"""Keys made of a unique index that stands and is to go: it becomes the key's own instead of being dropped and built again.

Source: https://www.postgresql.org/docs/current/sql-altertable.html (ADD table_constraint_using_index)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace as replace_change

from msgspec.structs import replace

from schemac.dialect import Legalizing
from schemac.model.change import Action, Change, Verb, Work
from schemac.model.plan import Phase
from schemac.model.tables import Index, PrimaryKey, Unique
from schemac_dialects.postgresql.online.constraints import key_index
from schemac_dialects.postgresql.online.indexes import in_the_way, whole_changes


def taken_over(works: Sequence[Work], context: Legalizing) -> list[Work]:
    """Return the works with each new key of a large table made of an index that is just like its own and would go."""
    going = [work for work in works if len(work.changes) == 1 and work.changes[0].verb is Verb.DROP and work.changes[0].kind == "index"]
    made: list[Work] = []
    used: list[Work] = []
    for work in works:
        found = next((each for each in going if each not in used and _serves(each.changes[0], work, works, context)), None)
        made.append(work if found is None else _taking(found, work))
        used += [] if found is None else [found]
    return [work for work in made if work not in used]


def _serves(drop: Change, work: Work, works: Sequence[Work], context: Legalizing) -> bool:
    """Tell whether an index that goes is what the key that a work adds would build, and stays whole until then."""
    change = work.changes[0] if len(work.changes) == 1 else None
    if change is None or change.verb is not Verb.ADD or drop.ref.owner != change.ref.owner:
        return False
    part, index, table = change.after, drop.before, change.table_before
    if not isinstance(part, PrimaryKey | Unique) or not isinstance(index, Index) or not part.name or table is None or table.partition_by:
        return False
    if change.ref.owner not in context.online or part.options.get("without_overlaps"):
        return False
    if in_the_way(index, drop.ref.owner, works) or whole_changes(table, _of_indexes(works), context):
        return False
    return replace(index, name="") == key_index(part, "")


def _of_indexes(works: Sequence[Work]) -> list[Work]:
    """Return the works that make or drop indexes: one of a table above might take in that of a part."""
    return [work for work in works if any(change.kind in {"index", "primary_key", "unique"} for change in work.changes)]


def _taking(drop: Work, add: Work) -> Work:
    """Return the work that makes an index a key's, which gives it the key's name too."""
    gone, made = drop.changes[0], add.changes[0]
    index = gone.before
    if not isinstance(index, Index):
        raise TypeError(gone)
    over = Action("add_constraint_over", made, {"index": index.name}, Phase.BACKFILL)
    rest = [replace_change(action, phase=Phase.BACKFILL) for action in add.actions if action.template != "add_constraint"]
    return Work((gone, made), (over, *rest))
