"""What differs between a live schema and a desired one, as changes."""

from __future__ import annotations

from schemac.diff.caseless import respelled
from schemac.diff.differ import Differences, diff
from schemac.diff.reconcile import Reconciled, reconcile
from schemac.diff.renames import apply_renames

__all__ = ["Differences", "Reconciled", "apply_renames", "diff", "reconcile", "respelled"]
