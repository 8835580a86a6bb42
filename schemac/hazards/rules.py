"""The rules in the order in which their findings are shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from collections.abc import Set as AbstractSet

from schemac.hazards.breaks_clients import column_renamed, table_renamed
from schemac.hazards.deletes_data import (
    column_dropped,
    enum_label_removed,
    namespace_dropped,
    sequence_dropped,
    table_dropped,
    values_computed,
    virtual_table_dropped,
)
from schemac.hazards.depends_on_data import constraint_added, not_null_column_added, not_null_set, uniqueness_added
from schemac.hazards.lossy_type import type_narrowed
from schemac.model.change import Change
from schemac.model.names import Name
from schemac.model.plan import Hazard

Rule = Callable[[Change], Iterator[Hazard]]

RULES: tuple[Rule, ...] = (
    namespace_dropped,
    table_dropped,
    virtual_table_dropped,
    column_dropped,
    values_computed,
    sequence_dropped,
    enum_label_removed,
    type_narrowed,
    not_null_column_added,
    not_null_set,
    uniqueness_added,
    constraint_added,
    table_renamed,
    column_renamed,
)


def judge(changes: Iterable[Change], new: AbstractSet[Name] = frozenset()) -> tuple[Hazard, ...]:
    """Return the hazards of the changes that one statement makes; what happens to the parts of a table that is `new` is no hazard."""
    risky = (change for change in changes if not (change.ref.parent and change.ref.owner in new))
    return tuple(hazard for change in risky for rule in RULES for hazard in rule(change))
