"""Applying: a plan made, decided on, run under the lock, and verified."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from functools import partial
from types import MappingProxyType

from schemac.api.planning import Database, plan
from schemac.api.probing import check_rows
from schemac.apply import Pace, Patience, Progress, Running, nothing, run_steps, secrets_for, transactions
from schemac.dialect.memory import keep_statement, remember, remember_marks
from schemac.diff import diff, marks, reconcile, without_silent_words
from schemac.errors import DatabaseError, HazardError, Problem
from schemac.introspect import reconciled, with_live_rows
from schemac.model.change import Verb
from schemac.model.definition import Definition
from schemac.model.online import Online
from schemac.model.plan import LOOK_S, Plan, Report, Severity, Statement, Transaction
from schemac.model.raw import RawStatement
from schemac.plan import Planned

ALL = "all"
PATIENCE = Patience()
PACE = Pace()
NO_VARIABLES: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Applied:
    """A plan and what running it did; no report where it was not run."""

    planned: Planned
    report: Report | None


def apply_definition(
    database: Database,
    definition: Definition,
    *,
    allow: Collection[str],
    decide: Callable[[Planned], bool],
    progress: Progress,
    prune: bool = False,
    online: Online = Online.AUTO,
    look: float = LOOK_S,
    environment: Mapping[str, str] = NO_VARIABLES,
    patience: Patience = PATIENCE,
    pace: Pace = PACE,
) -> Applied:
    """Plan, let `decide` see the plan, and run it if that says so; all of it under the lock, so that what was planned is what runs.

    Raises HazardError (nothing is changed) where the plan holds a danger that `allow` does not name, or where rows that are there would
    make a statement fail (SC426); SchemaError where the engine cannot have what the definition asks for; UsageError (SC030, nothing is
    changed) where `environment` lacks a secret that it refers to; and DatabaseError where the server refuses, somebody else has changed
    the schema meanwhile (SC423), or the result is not what the definition says (SC422).
    """
    with database.engine.lock(database.session):
        unmoved = _unmoved(database)
        planned = plan(database, definition, prune=prune, online=online, look=look)
        if not decide(planned):
            return Applied(planned, None)
        check_rows(planned.plan)
        check_hazards(planned.plan, allow)
        start = time.monotonic()
        secrets = secrets_for(planned.plan.steps, environment, database.dialect.literal)
        steps = planned.plan.steps
        undoable = _undoable(database, planned)
        ended = partial(_end, database, planned, "nothing of its last transaction was kept") if undoable else nothing
        kept = _keeping(database, planned)
        running = Running(secrets, unmoved, kept, ended, undoable=database.can.transactional_ddl, patience=patience, pace=pace)
        count = run_steps(database.session, database.engine, steps, progress, running)
        if not undoable:
            _end(database, planned, "the statements have run")
    report = Report(
        database=planned.plan.database,
        dialect=planned.plan.dialect,
        statements=count,
        seconds=round(time.monotonic() - start, 3),
        verified=True,
        desired=planned.plan.desired,
    )
    return Applied(planned, report)


def _undoable(database: Database, planned: Planned) -> bool:
    """Tell whether the result can be looked at before it is committed, and undone if it is not right."""
    can, steps = database.can, planned.plan.steps
    if len(list(transactions(steps))) != 1 or steps[0].statement.cost.transaction is Transaction.ALONE:
        return False
    later = any(change.verb is Verb.ALTER and change.kind in can.used_after_commit for change in planned.differences.changes)
    return can.transactional_ddl and not later


def _end(database: Database, planned: Planned, stands: str) -> None:
    """Remember what was applied, and verify it; `stands` is what a failure says of the statements."""
    with database.engine.atomic(database.session):
        remember_marks(database.session, database.engine.memory, marks(planned.definition.renames), database.dialect)
        _keep_untold(database, planned)
    verify(database, planned, stands)


def _keeping(database: Database, planned: Planned) -> Progress:
    """Return what remembers statements given as they are, once the last of each has run, but those that a catalogue may know of."""
    steps = planned.plan.steps
    last = {(step.statement.ref, step.statement.verb): at for at, step in enumerate(steps, 1)}

    def keep(number: int, count: int, statement: Statement) -> None:  # noqa: ARG001 - the shape of a progress
        item = planned.definition.schema.objects.get(statement.ref)
        if statement.ref.kind == RawStatement.kind and last[statement.ref, statement.verb] == number:
            made = item if isinstance(item, RawStatement) and statement.verb == Verb.ADD.value else None
            if made is None or not made.early:
                keep_statement(database.session, database.engine.memory, statement.ref.name, made, database.dialect)

    return keep


def _keep_untold(database: Database, planned: Planned) -> None:
    """Remember the statements that a catalogue may know of and does not tell of in the same words."""
    added = [change.after for change in planned.differences.changes if change.verb is Verb.ADD]
    made = [item for item in added if isinstance(item, RawStatement) and item.early]
    told = database.engine.inspect(database.session).schema.objects if made else {}
    for item in made:
        live = told.get(item.ref)
        if not isinstance(live, RawStatement) or (live.create, live.drop) != (item.create, item.drop):
            keep_statement(database.session, database.engine.memory, item.name, item, database.dialect)


def _unmoved(database: Database) -> Callable[[], None]:
    """Return what raises DatabaseError (SC423) once the schema is another than it is now."""
    stamp = database.engine.stamp
    if stamp is None:
        return lambda: None
    seen = stamp(database.session)

    def check() -> None:
        if stamp(database.session) != seen:
            hint = "nothing has been changed; plan again"
            raise DatabaseError(Problem("SC423", "the database has changed since the plan was made", hint=hint))

    return check


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


def verify(database: Database, planned: Planned, stands: str = "the statements have run") -> None:
    """Compare the database with the definition once more, and remember how the server prints what was just applied.

    stands: what became of the statements if the comparison fails.

    Raises DatabaseError (SC422) naming what still differs.
    """
    desired = replace(planned.definition, renames={})
    if any(change.verb is Verb.RENAME for change in planned.differences.changes):
        desired = without_silent_words(desired)
    inspection = database.inspect()
    touched = {(change.ref.namespace, change.ref.parent or change.ref.name) for change in planned.differences.changes}
    open_questions = reconcile(inspection.schema, desired, database.dialect.canonical, {}, database.dialect.unlike).questions
    applied = [question for question in open_questions if (question.ref.namespace, question.ref.parent or question.ref.name) in touched]
    if applied:
        with database.engine.atomic(database.session):
            remember(database.session, database.engine.memory, applied, database.dialect)
    said = reconciled(database.session, inspection, desired, database.dialect, database.engine)
    inspection = with_live_rows(database.session, inspection, said, database.dialect, database.engine)
    left = diff(inspection.schema, said, places=database.can.column_position).changes
    if left:
        names = ", ".join(f"{change.verb.value} {change.ref}" for change in left[:5])
        hint = f"{stands}; plan again to see what is left, and report it with both schemas"
        raise DatabaseError(Problem("SC422", f"the result is not what the definition says: {names}", hint=hint))
