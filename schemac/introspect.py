"""A live database read, and the desired state said in its words."""

from __future__ import annotations

from schemac.dialect import Dialect, Engine
from schemac.dialect.memory import recall
from schemac.diff import apply_renames, reconcile
from schemac.model.definition import Definition
from schemac.model.inspection import Inspection
from schemac.session import Session


def reconciled(session: Session, inspection: Inspection, desired: Definition, dialect: Dialect, engine: Engine) -> Definition:
    """Return the definition in the live database's words, having asked the server about what no cheaper way decides.

    The ladder: equal text, equal canonical form, what was remembered when it was applied, the server itself.
    """
    live = apply_renames(inspection.schema, desired).current
    first = reconcile(live, desired, dialect.canonical, {}, dialect.unlike)
    if not first.questions:
        return first.definition
    known = recall(session, engine.memory, first.questions)
    second = reconcile(live, desired, dialect.canonical, known, dialect.unlike) if known else first
    if not second.questions:
        return second.definition
    answers = engine.ask(session, second.questions, desired.schema)
    return reconcile(live, desired, dialect.canonical, {**known, **answers}, dialect.unlike).definition if answers else second.definition
