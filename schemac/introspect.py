"""A live database read, and the desired state said in its words."""

from __future__ import annotations

from dataclasses import replace

from schemac.dialect import Dialect, Engine
from schemac.dialect.memory import recall, recall_marks
from schemac.diff import apply_renames, reconcile, settled
from schemac.model.definition import Definition
from schemac.model.inspection import Inspection
from schemac.model.schema import Schema
from schemac.session import Session


def reconciled(session: Session, inspection: Inspection, desired: Definition, dialect: Dialect, engine: Engine) -> Definition:
    """Return the definition in the live database's words, having asked the server about what no cheaper way decides.

    The ladder: equal text, equal canonical form, what was remembered when it was applied, the server itself.
    """
    if desired.renames:
        desired = replace(desired, settled=settled(desired.renames, recall_marks(session, engine.memory)))
    live = apply_renames(inspection.schema, desired).current
    said = _reconciled(session, live, replace(desired, renames={}), dialect, engine)
    return replace(said, renames=desired.renames) if desired.renames else said


def _reconciled(session: Session, live: Schema, desired: Definition, dialect: Dialect, engine: Engine) -> Definition:
    """Return the definition in the words of a schema in which every rename is made."""
    first = reconcile(live, desired, dialect.canonical, {}, dialect.unlike)
    if not first.questions:
        return first.definition
    known = recall(session, engine.memory, first.questions)
    second = reconcile(live, desired, dialect.canonical, known, dialect.unlike) if known else first
    if not second.questions:
        return second.definition
    answers = engine.ask(session, second.questions, desired.schema)
    return reconcile(live, desired, dialect.canonical, {**known, **answers}, dialect.unlike).definition if answers else second.definition
