"""Applying: a plan made, decided on, run under the lock, and verified."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Mapping
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from functools import partial

from schemac.api.circling import circling
from schemac.api.planning import Database, plan
from schemac.api.probing import check_rows, way_out
from schemac.api.proving import Proving, proved
from schemac.api.verifying import settle
from schemac.apply import (
    Origin,
    Pace,
    Patience,
    Progress,
    Recording,
    Register,
    Running,
    Secrets,
    applied,
    entries,
    keep_applied,
    nothing,
    patiently,
    run_steps,
    secrets_for,
    transactions,
    unheard,
)
from schemac.dialect.memory import keep_statement, recall_marks, remember_marks
from schemac.diff import marks
from schemac.diff.undoing import rebased, undo_of
from schemac.errors import DatabaseError, HazardError, Problem, SchemacError
from schemac.model.change import Verb
from schemac.model.decision import NO_DECISIONS, Decisions
from schemac.model.definition import Definition
from schemac.model.history import Entry, State, Undo
from schemac.model.online import Online
from schemac.model.plan import LOOK_S, Plan, Report, Severity, Statement, Transaction
from schemac.model.raw import RawStatement
from schemac.model.schema import Schema
from schemac.model.trash import TrashRule
from schemac.plan import Planned

ALL = "all"
PATIENCE = Patience()
PACE = Pace()


@dataclass(frozen=True, slots=True)
class Applied:
    """A plan and what running it did; no report where it was not run."""

    planned: Planned
    report: Report | None


@dataclass(frozen=True, slots=True)
class Applying:
    """How a plan is applied.

    allow: codes of hazards that are accepted. decide: sees the plan and says whether to run it. progress: is told of each statement.
    environment: where secrets are taken from. patience: how long locks are waited for. pace: how fast rows are written in batches.
    origin: who applies, to be kept in the database's history; None keeps none. left: is told of changes that were begun and that nobody
    works on any more. rebase: whether the result, too, is then kept as the state that was applied last.
    """

    allow: Collection[str] = ()
    decide: Callable[[Planned], bool] = lambda _: True
    progress: Progress = unheard
    environment: Mapping[str, str] = field(default_factory=dict, repr=False)
    patience: Patience = PATIENCE
    pace: Pace = PACE
    origin: Origin | None = None
    left: Callable[[Entry], None] = lambda _: None
    rebase: bool = True


def apply_definition(
    database: Database,
    definition: Definition,
    *,
    prune: bool = False,
    online: Online = Online.AUTO,
    look: float = LOOK_S,
    trash: TrashRule | None = None,
    decisions: Decisions = NO_DECISIONS,
    proving: Proving | None = None,
    how: Applying,
) -> Applied:
    """Plan, let `decide` see the plan, and run it if that says so; all of it under the lock, so that what was planned is what runs.

    proving: how the plan is proved on a scratch database before anybody decides on it.

    Raises HazardError (nothing is changed) where the plan holds a danger that neither `allow` names nor one of the `decisions` accepts,
    or where rows that are there would make a statement fail (SC426); SchemaError where the engine cannot have what the definition asks
    for; UsageError (SC030, nothing is changed) where `environment` lacks a secret that it refers to; and DatabaseError where the server
    refuses, somebody else has changed the schema meanwhile (SC423), or the result is not what the definition says (SC422).

    trash: what is kept for a while of what is dropped, where a history is kept; None for nothing.
    """
    kept = trash if how.origin is not None else None

    def make() -> Planned:
        planned = plan(database, definition, prune=prune, online=online, look=look, trash=kept, decisions=decisions)
        return planned if proving is None else proved(database, planned, proving)

    return apply_planned(database, make, how)


def apply_planned(database: Database, make: Callable[[], Planned], how: Applying, undoes: int = 0) -> Applied:
    """Do what `apply_definition` does for the plan that `make` returns; `undoes` is the entry of the history that it takes back."""
    with ExitStack() as held:
        patiently(lambda: held.enter_context(database.engine.lock(database.session)), how.patience.beside())
        left = _left(database, how)
        unmoved = _unmoved(database)
        planned = make()
        wanted = how.decide(planned)
        if wanted and not planned.plan.steps:
            _keep(database, planned, how)
        if not wanted or not planned.plan.steps:
            return Applied(planned, None)
        check_rows(planned.plan)
        check_hazards(planned.plan, how.allow)
        start = time.monotonic()
        secrets = secrets_for(planned.plan.steps, how.environment, database.dialect.literal)
        if how.origin is None:
            count = _run(database, planned, how, secrets, unmoved, None)
        else:
            recording = _recording(database, planned, how.origin, undoes)
            with database.session.transaction():
                unmoved()
                recording.prepare(left)
                unmoved = _unmoved(database)
            count = _recorded(database, planned, how, secrets, unmoved, recording)
    report = Report(
        database=planned.plan.database,
        dialect=planned.plan.dialect,
        statements=count,
        seconds=round(time.monotonic() - start, 3),
        verified=True,
        desired=planned.plan.desired,
    )
    return Applied(planned, report)


def _left(database: Database, how: Applying) -> list[Entry]:
    """Return, and tell of, the changes that were begun and not ended: whoever made them is gone, or the lock would not be ours."""
    found = [] if how.origin is None else entries(database.session, database.engine.own.history)
    left = [entry for entry in found if entry.state is State.RUNNING]
    for entry in left:
        how.left(entry)
    return left


def _recording(database: Database, planned: Planned, origin: Origin, undoes: int) -> Recording:
    whole = _undoable(database, planned)
    own, engine = database.engine.own, database.engine
    register = Register(database.session, own.trash, engine.trash, database.dialect.literal)
    return Recording(database.session, own.history, register, database.dialect.literal, origin, planned.plan, whole, undoes)


def _recorded(
    database: Database, planned: Planned, how: Applying, secrets: Secrets, unmoved: Callable[[], None], recording: Recording
) -> int:
    """Run the statements and write in the history how that ended."""
    try:
        return _run(database, planned, how, secrets, unmoved, recording)
    except SchemacError as error:
        # a connection that is gone writes nothing: the entry then says that it runs, and whoever comes next finds it so
        with suppress(DatabaseError), database.session.transaction():
            recording.failed(error)
        raise


def _run(
    database: Database, planned: Planned, how: Applying, secrets: Secrets, unmoved: Callable[[], None], recording: Recording | None
) -> int:
    """Run the statements and return how many; the result is verified, before it is committed where that can be."""
    undoable, own = _undoable(database, planned), database.engine.own
    keep, note = _keeping(database, planned), circling(database, planned)

    def ran(number: int, count: int, statement: Statement) -> None:
        keep(number, count, statement)
        note(number, count, statement)
        if recording is not None:
            recording.ran(number)

    def end(stands: str) -> None:
        verified = settle(database, planned, stands)
        if recording is not None:
            with database.engine.atomic(database.session):
                undo = undo_of(planned.differences.changes, planned.live, verified.live)
                recording.ended(undo)
                if how.rebase:
                    schema = _base_after_undo(database, undo) if recording.undoes else None
                    keep_applied(database.session, own.applied, schema or verified.definition.schema, database.dialect.literal)

    ended = partial(end, "nothing of its last transaction was kept") if undoable else nothing
    running = Running(secrets, unmoved, ran, ended, undoable=database.can.transactional_ddl, patience=how.patience, pace=how.pace)
    count = run_steps(database.session, database.engine, planned.plan.steps, how.progress, running)
    if not undoable:
        end("the statements have run")
    return count


def _base_after_undo(database: Database, undo: Undo) -> Schema | None:
    """Return what counts as applied once a change is taken back: what was, but for what that change touched; None where nothing is kept."""
    base = applied(database.session, database.engine.own.applied)
    return rebased(base, undo) if base is not None else None


def _keep(database: Database, planned: Planned, how: Applying) -> None:
    """Remember what an apply remembers where there is nothing to do: it is what was wanted, whoever made it so."""
    told = marks(planned.definition.renames)
    if told != recall_marks(database.session, database.engine.own.memory):
        with database.session.transaction():
            remember_marks(database.session, database.engine.own.memory, told, database.dialect)
    if how.origin is not None and how.rebase:
        with database.session.transaction():
            keep_applied(database.session, database.engine.own.applied, planned.definition.schema, database.dialect.literal)


def _undoable(database: Database, planned: Planned) -> bool:
    """Tell whether the result can be looked at before it is committed, and undone if it is not right."""
    can, steps = database.can, planned.plan.steps
    if len(list(transactions(steps))) != 1 or steps[0].statement.cost.transaction is Transaction.ALONE:
        return False
    later = any(change.verb is Verb.ALTER and change.kind in can.used_after_commit for change in planned.differences.changes)
    return can.transactional_ddl and not later


def _keeping(database: Database, planned: Planned) -> Progress:
    """Return what remembers statements given as they are, once the last of each has run, but those that a catalogue may know of."""
    steps = planned.plan.steps
    last = {(step.statement.ref, step.statement.verb): at for at, step in enumerate(steps, 1)}

    def keep(number: int, count: int, statement: Statement) -> None:  # noqa: ARG001 - the shape of a progress
        item = planned.definition.schema.objects.get(statement.ref)
        if statement.ref.kind == RawStatement.kind and last[statement.ref, statement.verb] == number:
            made = item if isinstance(item, RawStatement) and statement.verb == Verb.ADD.value else None
            if made is None or not made.early:
                keep_statement(database.session, database.engine.own.memory, statement.ref.name, made, database.dialect)

    return keep


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
        Problem(hazard.code, hazard.message, step.statement.position, way_out(hazard))
        for step in plan.steps
        for hazard in step.hazards
        if hazard.severity is Severity.DANGER and hazard.code not in allow and not hazard.decided
    ]
    if refused:
        raise HazardError(refused)
