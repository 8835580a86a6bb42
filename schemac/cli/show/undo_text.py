"""What can be undone of a plan, as a person reads it."""

from __future__ import annotations

from collections.abc import Iterator

from schemac.model.plan import Plan
from schemac.model.proof import Outcome, Reversal

_MOST = 8
_SHOWN = frozenset({"table", "column"})


def undo_lines(plan: Plan) -> Iterator[str]:
    """Go through what is known of undoing a plan, of the trash, and of its proof where it has one."""
    if not plan.undo:
        yield from _trash(plan)
        return
    kept = [outcome for outcome in plan.undo if outcome.undo is Reversal.LOSSLESS]
    other = [outcome for outcome in plan.undo if outcome.undo is not Reversal.LOSSLESS]
    what = "change" if len(plan.undo) == 1 else "changes"
    yield f"  undo: {len(kept)} of {len(plan.undo)} {what} lossless"
    yield from (f"    {_told(outcome)}" for outcome in other[:_MOST])
    if len(other) > _MOST:
        yield f"    and {len(other) - _MOST} more"
    yield from _trash(plan)
    proof = plan.proof
    if proof is not None:
        tables = "table" if proof.tables == 1 else "tables"
        yield f"  proved up and down on {proof.server} with {proof.rows} rows in {proof.tables} {tables}"
        yield from (f"    without rows: {text}" for text in proof.unsown)
        yield from (f"    not proved: {text}" for text in proof.aside)


def _told(outcome: Outcome) -> str:
    irreversible = "irreversible, " if outcome.undo is Reversal.IRREVERSIBLE else ""
    return f"{outcome.ref.path}: {irreversible}{outcome.why}"


def _trash(plan: Plan) -> Iterator[str]:
    """Go through what is kept of what is dropped, and what comes back with its rows."""
    kept: dict[int, list[str]] = {}
    for each in plan.trash:
        if each.kind in _SHOWN:
            kept.setdefault(each.days, []).append(each.was)
    for days, names in kept.items():
        verb = "is" if len(names) == 1 else "are"
        yield f"    {', '.join(names)} {verb} kept in the trash for {days} {'day' if days == 1 else 'days'}"
    if plan.returned:
        yield f"  from the trash, with what was in it: {', '.join(each.was for each in plan.returned if each.kind in _SHOWN)}"
    if plan.purged:
        yield f"  back without what was in it, because the trash was purged: {', '.join(plan.purged)}"
