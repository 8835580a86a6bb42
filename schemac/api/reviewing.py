"""A plan as a file: written for people to look at, and applied only where it would still be the same."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec

from schemac.api.applying import Applied, Applying, apply_planned
from schemac.api.planning import Database, plan
from schemac.api.proving import Proving, proved
from schemac.apply import entries
from schemac.errors import Problem, StaleError, UsageError
from schemac.model.decision import NO_DECISIONS, Decisions
from schemac.model.definition import Definition
from schemac.model.history import State
from schemac.model.online import Online
from schemac.model.plan import LOOK_S, PLAN_FORMAT, Plan, Terms
from schemac.model.trash import TrashRule
from schemac.plan import Planned

_AGAIN = "nothing has been changed; plan again, and have that looked at"


def plan_json(plan: Plan) -> str:
    """Return a plan as the text of its file: the same bytes for the same plan."""
    return json.dumps(plan.to_dict(), indent=2, ensure_ascii=False) + "\n"


def is_plan(path: Path) -> bool:
    """Tell whether a file claims to be a plan and not a definition."""
    if path.suffix != ".json" or not path.is_file():
        return False
    with path.open("rb") as file:
        return b'"kind": "plan"' in file.read(200)


def read_plan(path: Path) -> tuple[Plan, Terms]:
    """Return the plan in a file and what it was made from. Raises UsageError (SC470) where there is none that could be applied."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        form = data.get("format")
        if form != PLAN_FORMAT:
            hint = f"this schemac reads format {PLAN_FORMAT}; plan again with it"
            raise UsageError(Problem("SC470", f"{path} is a plan of format {form!r}", hint=hint))
        found = msgspec.convert(data, Plan)
    except (ValueError, AttributeError) as error:  # not UTF-8, not JSON, or no plan
        raise UsageError(Problem("SC470", f"{path} is no plan: {error}", hint="schemac plan -o plan.json writes one")) from error
    if found.terms is None:
        raise UsageError(
            Problem("SC470", f"{path} does not say what it was made from", hint="schemac plan -o plan.json writes one that does")
        )
    return found, found.terms


def apply_reviewed(
    database: Database,
    definition: Definition,
    reviewed: Plan,
    terms: Terms,
    *,
    look: float = LOOK_S,
    decisions: Decisions = NO_DECISIONS,
    proving: Proving | None = None,
    how: Applying,
) -> Applied:
    """Apply a plan that was made before: it is made again under the lock, and must come out the same.

    What an earlier apply of the same plan has done already counts as part of it, where the database keeps a history.

    Raises StaleError, with nothing changed, where the definition is another than it was (SC471), the decisions that count today are
    others (SC458), the database is another (SC472) or is not the one that the plan is for (SC473), or the statements would be others for
    some other reason (SC474); otherwise what applying raises.
    """
    if definition.fingerprint() != terms.definition:
        raise StaleError(Problem("SC471", "the definition is another than the plan was made from", hint=_AGAIN))

    trash = TrashRule(terms.trash, terms.trash_up_to) if terms.trash and how.origin is not None else None

    def make() -> Planned:
        made = plan(database, definition, prune=terms.prune, online=Online(terms.online), look=look, trash=trash, decisions=decisions)
        if made.plan.steps and not _goes_on(database, reviewed):
            _compare(made.plan, reviewed)
        return made if proving is None else proved(database, made, proving)

    return apply_planned(database, make, how)


def _goes_on(database: Database, reviewed: Plan) -> bool:
    """Tell whether the last that happened to the database is that this plan was begun and not ended."""
    known = entries(database.session, database.engine.own.history)
    cut_short = known[:1] and known[0].state in {State.RUNNING, State.INTERRUPTED, State.FAILED} and known[0].done > 0
    return bool(cut_short) and (known[0].current, known[0].desired) == (reviewed.current, reviewed.desired)


def _compare(made: Plan, reviewed: Plan) -> None:
    """Raise StaleError where a plan is not the one that was looked at."""
    if (made.database, made.dialect) != (reviewed.database, reviewed.dialect):
        message = f"the plan is for {reviewed.database} on {reviewed.dialect}, and this is {made.database} on {made.dialect}"
        raise StaleError(Problem("SC473", message, hint="choose its database with --env or --url"))
    if made.decisions != reviewed.decisions:
        raise StaleError(Problem("SC458", "the decisions are others than the plan was made from, or have expired", hint=_AGAIN))
    if made.current != reviewed.current:
        raise StaleError(Problem("SC472", f"{made.database} has changed since the plan was made", hint=_AGAIN))
    now, then = ([step.statement.sql for step in each.steps] for each in (made, reviewed))
    if now != then:
        number = next((at for at, (one, other) in enumerate(zip(now, then, strict=False), 1) if one != other), min(len(now), len(then)) + 1)
        why = f"made by schemac {reviewed.terms.tool} on {reviewed.server}" if reviewed.terms else "made otherwise"
        message = f"the plan would be another now, from statement {number} on: it was {why}, and tables may have grown since"
        raise StaleError(Problem("SC474", message, hint=_AGAIN))
