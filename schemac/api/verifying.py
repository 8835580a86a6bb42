"""What was applied, looked at once more: the database must be what the definition says."""

from __future__ import annotations

from dataclasses import dataclass, replace

from schemac.api.planning import Database
from schemac.dialect.memory import keep_statement, remember, remember_marks
from schemac.diff import diff, marks, reconcile, without_silent_words
from schemac.errors import DatabaseError, Problem
from schemac.introspect import reconciled, with_live_rows
from schemac.model.change import Verb
from schemac.model.definition import Definition
from schemac.model.raw import RawStatement
from schemac.model.schema import Schema
from schemac.plan import Planned


@dataclass(frozen=True, slots=True)
class Verified:
    """What is live after an apply, and the definition in its words."""

    live: Schema
    definition: Definition


def settle(database: Database, planned: Planned, stands: str) -> Verified:
    """Remember what was applied, verify it and return it; `stands` is what a failure says of the statements."""
    with database.engine.atomic(database.session):
        remember_marks(database.session, database.engine.own.memory, marks(planned.definition.renames), database.dialect)
        _keep_untold(database, planned)
    return verify(database, planned, stands)


def _keep_untold(database: Database, planned: Planned) -> None:
    """Remember the statements that a catalogue may know of and does not tell of in the same words."""
    added = [change.after for change in planned.differences.changes if change.verb is Verb.ADD]
    made = [item for item in added if isinstance(item, RawStatement) and item.early]
    told = database.engine.inspect(database.session).schema.objects if made else {}
    for item in made:
        live = told.get(item.ref)
        if not isinstance(live, RawStatement) or (live.create, live.drop) != (item.create, item.drop):
            keep_statement(database.session, database.engine.own.memory, item.name, item, database.dialect)


def verify(database: Database, planned: Planned, stands: str = "the statements have run") -> Verified:
    """Compare the database with the definition once more, remember how the server prints what was just applied, and return both.

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
            remember(database.session, database.engine.own.memory, applied, database.dialect)
    said = reconciled(database.session, inspection, desired, database.dialect, database.engine)
    inspection = with_live_rows(database.session, inspection, said, database.dialect, database.engine)
    left = diff(inspection.schema, said, places=database.can.column_position).changes
    if left:
        names = ", ".join(f"{change.verb.value} {change.ref}" for change in left[:5])
        hint = f"{stands}; plan again to see what is left, and report it with both schemas"
        raise DatabaseError(Problem("SC422", f"the result is not what the definition says: {names}", hint=hint))
    return Verified(inspection.schema, said)
