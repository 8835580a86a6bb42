"""What differs between a live schema and a desired one, as changes."""

from __future__ import annotations

from schemac.diff.caseless import respelled
from schemac.diff.decided_renames import all_refs, with_decided_renames
from schemac.diff.differ import Differences, diff
from schemac.diff.lookalikes import lookalikes
from schemac.diff.reconcile import Reconciled, reconcile
from schemac.diff.rename_steps import marks, marks_by_name_aside, settled, settled_marks
from schemac.diff.renames import apply_renames
from schemac.diff.standing import standing
from schemac.diff.taking import before_renames, taking
from schemac.diff.three_ways import Apart, States, three_ways
from schemac.diff.wording import without_silent_words

__all__ = [
    "Apart",
    "Differences",
    "Reconciled",
    "States",
    "all_refs",
    "apply_renames",
    "before_renames",
    "diff",
    "lookalikes",
    "marks",
    "marks_by_name_aside",
    "reconcile",
    "respelled",
    "settled",
    "settled_marks",
    "standing",
    "taking",
    "three_ways",
    "with_decided_renames",
    "without_silent_words",
]
