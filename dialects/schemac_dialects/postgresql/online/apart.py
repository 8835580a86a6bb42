"""Actions that run outside of the transactions around them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from schemac.model.change import Action, Change
from schemac.model.names import Ref
from schemac.model.plan import Phase
from schemac.model.tables import Check, Table

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


def held_to(proves: Change, live: Table | None, about: dict[str, Ref], phase: Phase) -> Iterator[Action]:
    """Go through the actions that add a check and hold the rows to it; what an interrupted plan has done of that counts."""
    standing = next((each for each in live.constraints if each.name == proves.ref.name), None) if live is not None else None
    if standing is None:
        yield Action("add_constraint", proves, about)
    if not isinstance(standing, Check) or not standing.valid:
        yield validated(Action("validate_constraint", proves, about), phase)
