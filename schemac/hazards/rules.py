"""The rules in the order in which their findings are shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from schemac.hazards.breaks_clients import column_renamed, table_renamed
from schemac.hazards.deletes_data import (
    column_dropped,
    enum_label_removed,
    namespace_dropped,
    sequence_dropped,
    table_dropped,
    virtual_table_dropped,
)
from schemac.hazards.depends_on_data import constraint_added, not_null_column_added, not_null_set, uniqueness_added
from schemac.hazards.lossy_type import type_narrowed
from schemac.model.change import Change
from schemac.model.plan import Hazard

Rule = Callable[[Change], Iterator[Hazard]]

RULES: tuple[Rule, ...] = (
    namespace_dropped,
    table_dropped,
    virtual_table_dropped,
    column_dropped,
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


def judge(changes: Iterable[Change]) -> tuple[Hazard, ...]:
    """Return the hazards of the changes that one statement makes; what happens to a table made in the same plan is no hazard."""
    return tuple(hazard for change in changes for rule in RULES for hazard in rule(change))
