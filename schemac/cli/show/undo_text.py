"""What can be undone of a plan, as a person reads it."""

from __future__ import annotations

from collections.abc import Iterator

from schemac.model.plan import Plan
from schemac.model.proof import Outcome, Reversal

_MOST = 8


def undo_lines(plan: Plan) -> Iterator[str]:
    """Go through what is known of undoing a plan, and of its proof where it has one."""
    if not plan.undo:
        return
    kept = [outcome for outcome in plan.undo if outcome.undo is Reversal.LOSSLESS]
    other = [outcome for outcome in plan.undo if outcome.undo is not Reversal.LOSSLESS]
    what = "change" if len(plan.undo) == 1 else "changes"
    yield f"  undo: {len(kept)} of {len(plan.undo)} {what} lossless"
    yield from (f"    {_told(outcome)}" for outcome in other[:_MOST])
    if len(other) > _MOST:
        yield f"    and {len(other) - _MOST} more"
    proof = plan.proof
    if proof is not None:
        tables = "table" if proof.tables == 1 else "tables"
        yield f"  proved up and down on {proof.server} with {proof.rows} rows in {proof.tables} {tables}"
        yield from (f"    without rows: {text}" for text in proof.unsown)
        yield from (f"    not proved: {text}" for text in proof.aside)


def _told(outcome: Outcome) -> str:
    irreversible = "irreversible, " if outcome.undo is Reversal.IRREVERSIBLE else ""
    return f"{outcome.ref.path}: {irreversible}{outcome.why}"
