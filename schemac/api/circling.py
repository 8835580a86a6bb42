"""Things that change places remembered while they do so, where a plan may end between two of its statements."""

from __future__ import annotations

from schemac.api.planning import Database
from schemac.apply import Progress
from schemac.dialect.memory import remember_marks
from schemac.diff import marks_by_name_aside, settled_marks
from schemac.model.change import Verb
from schemac.model.plan import Statement
from schemac.model.sql_text import identifiers
from schemac.plan import Planned


def circling(database: Database, planned: Planned) -> Progress:
    """Return what remembers, after each statement, the circles of renames that it has opened.

    That is while the name in between is there, which by itself makes the next plan go on; once that name is gone, only what is remembered
    tells that the things have changed places, and keeps the next plan from changing them back.
    """
    renames = planned.definition.renames
    by_name = marks_by_name_aside(renames)
    known = set(settled_marks(renames, planned.definition.settled))

    def note(number: int, count: int, statement: Statement) -> None:  # noqa: ARG001 - the shape of a progress
        if not by_name or statement.verb != Verb.RENAME.value:
            return
        opened = {mark for name, mark in by_name.items() if name in identifiers(statement.sql)} - known
        if opened:
            known.update(opened)
            remember_marks(database.session, database.engine.own.memory, known, database.dialect)

    return note
