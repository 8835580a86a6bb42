"""Applying: a plan made, checked for hazards, run under the lock, and verified."""

from __future__ import annotations

import time
from collections.abc import Collection

from schemac.api.planning import Database, plan
from schemac.apply import Progress, run_steps
from schemac.dialect.memory import remember
from schemac.diff import diff, reconcile
from schemac.errors import DatabaseError, HazardError, Problem
from schemac.introspect import reconciled
from schemac.model.definition import Definition
from schemac.model.plan import Plan, Report, Severity
from schemac.plan import Planned

ALL = "all"


def apply(database: Database, planned: Planned, *, allow: Collection[str], progress: Progress) -> Report:
    """Run a plan and return what was done.

    Raises HazardError (nothing is changed) where it holds a danger that `allow` does not name, and DatabaseError where the server refuses, or
    where the result is not what the definition says (SC422).
    """
    check_hazards(planned.plan, allow)
    start = time.monotonic()
    with database.engine.lock(database.session):
        count = run_steps(database.session, database.engine, planned.plan.steps, progress)
        verify(database, planned)
    return Report(
        database=planned.plan.database,
        dialect=planned.plan.dialect,
        statements=count,
        seconds=round(time.monotonic() - start, 3),
        verified=True,
        desired=planned.plan.desired,
    )


def check_hazards(plan: Plan, allow: Collection[str]) -> None:
    """Raise HazardError for the dangers of a plan that nobody has allowed."""
    if ALL in allow:
        return
    refused = [
        Problem(hazard.code, hazard.message, step.statement.position, hazard.remedy)
        for step in plan.steps
        for hazard in step.hazards
        if hazard.severity is Severity.DANGER and hazard.code not in allow
    ]
    if refused:
        raise HazardError(refused)


def verify(database: Database, planned: Planned) -> None:
    """Compare the database with the definition once more, and remember how the server prints what was just applied.

    Raises DatabaseError (SC422) naming what still differs.
    """
    desired = planned.definition
    inspection = database.inspect()
    touched = {(change.ref.namespace, change.ref.parent or change.ref.name) for change in planned.differences.changes}
    open_questions = reconcile(inspection.schema, desired, database.dialect.canonical, {}).questions
    applied = [question for question in open_questions if (question.ref.namespace, question.ref.parent or question.ref.name) in touched]
    if applied:
        with database.engine.atomic(database.session):
            remember(database.session, database.engine.memory, applied, database.dialect)
    said = reconciled(database.session, inspection, desired, database.dialect, database.engine)
    left = diff(inspection.schema, said, places=database.can.column_position).changes
    if left:
        names = ", ".join(f"{change.verb.value} {change.ref}" for change in left[:5])
        hint = "plan again to see what; the statements have run"
        raise DatabaseError(Problem("SC422", f"the result is not what the definition says: {names}", hint=hint))


def apply_definition(
    database: Database, definition: Definition, *, allow: Collection[str], progress: Progress, prune: bool = False
) -> Report:
    """Plan and apply a definition in one go."""
    return apply(database, plan(database, definition, prune=prune), allow=allow, progress=progress)
