"""Looking at the rows: what stands in the way of a plan, counted before anything is changed."""

from __future__ import annotations

from dataclasses import replace

from msgspec.structs import replace as replace_struct

from schemac.dialect import Engine
from schemac.diff import standing
from schemac.errors import DatabaseError, HazardError, Problem
from schemac.hazards.probes import Probe, Quote, moving, probe
from schemac.model.plan import Hazard, Plan, Severity, Step
from schemac.model.raw import RawStatement
from schemac.plan import Planned
from schemac.session import Session

MOST = 50
"""How many changes of one plan are looked at; a larger plan is a new database more often than not."""


def probed(session: Session, engine: Engine, planned: Planned, quote: Quote, seconds: float) -> Planned:
    """Return the plan with those of its hazards that depend on rows judged by the rows that are there.

    quote: an identifier as SQL. seconds: how long each look may take; 0 looks at nothing. A hazard without a row in its way is a note;
    one with rows says how many and which. What takes longer, or may not be read, or is renamed or filled by the plan itself, stays as it
    is: nothing is known of it.
    """
    waiting = _probes(planned, quote) if seconds > 0 else {}
    found = {ref: _look(session, engine, each, seconds) for ref, each in list(waiting.items())[:MOST]}
    if not any(found.values()):
        return planned
    steps = tuple(_judged(step, found, waiting) for step in planned.plan.steps)
    return replace(planned, plan=replace_struct(planned.plan, steps=steps))


def _probes(planned: Planned, quote: Quote) -> dict[str, Probe]:
    """Return the probes by what they are about, as hazards name it."""
    differences = planned.differences
    wanted = {hazard.object for hazard in planned.plan.hazards if hazard.data_dependent}
    if not wanted or any(isinstance(change.subject, RawStatement) for change in differences.changes):
        return {}
    was = standing(differences)
    gone = moving(differences.changes) | {(ref.owner, ref.name) for ref in planned.fills}
    made = {}
    for change in differences.changes:
        if str(change.ref) in wanted and was.get(change.ref.owner) == change.ref.owner:
            each = probe(change, differences.current, gone, quote)
            if each is not None:
                made[str(change.ref)] = each
    return made


def _look(session: Session, engine: Engine, each: Probe, seconds: float) -> tuple[int, tuple[str, ...]] | None:
    """Return how many rows are in the way and which are the first; None where that cannot be told in time."""
    try:
        rows = engine.read_for(session, each.counts, seconds)
        count = int(rows[0][0])
        sample = engine.read_for(session, each.sample, seconds) if count and each.sample else []
    except DatabaseError:  # an answer too: no privilege, no time, or a function that is still to be made
        return None
    return count, tuple(", ".join(str(value) for value in row) for row in sample)


def _judged(step: Step, found: dict[str, tuple[int, tuple[str, ...]] | None], probes: dict[str, Probe]) -> Step:
    """Return a step whose hazards say what was found."""
    hazards = tuple(_told(hazard, found.get(hazard.object), probes.get(hazard.object)) for hazard in step.hazards)
    return replace_struct(step, hazards=hazards)


def _told(hazard: Hazard, found: tuple[int, tuple[str, ...]] | None, each: Probe | None) -> Hazard:
    if found is None or each is None or not hazard.data_dependent:
        return hazard
    count, sample = found
    if not count:
        return replace_struct(hazard, severity=Severity.NOTE, message=f"{hazard.message}; none is there now", rows=0)
    first = f": {'; '.join(sample)}{' and more' if count > len(sample) else ''}" if sample else ""
    message, remedy = f"{hazard.message}; {count} {each.what}{first}", f"mend them first: {each.shows}"
    return replace_struct(hazard, severity=Severity.DANGER, message=message, remedy=remedy, rows=count, sample=sample)


def way_out(hazard: Hazard) -> str:
    """Return what to do about a hazard: its remedy, and the command that makes a decision of it where there is one."""
    return f"{hazard.remedy}; or decide: {hazard.decide}" if hazard.decide else hazard.remedy


def check_rows(plan: Plan) -> None:
    """Raise HazardError (SC426) where rows that are there would make a statement fail; nobody can allow that."""
    refused = [
        Problem("SC426", f"[{hazard.code}] {hazard.message}", step.statement.position, way_out(hazard))
        for step in plan.steps
        for hazard in step.hazards
        if hazard.rows
    ]
    if refused:
        raise HazardError(refused)
