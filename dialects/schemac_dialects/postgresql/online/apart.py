"""Actions that run outside of the transactions around them."""

from __future__ import annotations

from dataclasses import replace

from schemac.model.change import Action
from schemac.model.plan import Phase

CONCURRENTLY = "concurrently"
"""The field of an action that its template writes CONCURRENTLY, which the server allows outside of transactions only."""

APART = "apart"
"""The field of an action that reads every row under a weak lock, and must not do so while a stronger one from before is held."""

WHY_NOT = "why_not"
"""The field of an action that holds others up although their table is large: why there is no other way."""

ONLY = "only"
"""The field of an action that makes an index or key of a partitioned table without those of its parts."""

PROVED = "proved"
"""The field of an action that need not read the rows, because a valid check says what it would find."""


def beside(action: Action, phase: Phase) -> Action:
    """Return the action that builds or drops an index while others work on."""
    return replace(action, fields={**action.fields, CONCURRENTLY: True}, phase=phase)


def validated(action: Action, phase: Phase = Phase.VALIDATE) -> Action:
    """Return the action that holds the rows from before to a constraint, by itself."""
    return replace(action, fields={**action.fields, APART: True}, phase=phase)
