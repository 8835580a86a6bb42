"""Undoing: what the last change of a database found, brought back by a plan like any other."""

from __future__ import annotations

from dataclasses import replace

from schemac.api.applying import Applied, Applying, apply_planned
from schemac.api.planning import Database, planned_from, trash_of
from schemac.apply import entries
from schemac.apply.history import UNDO, undo_of_entry
from schemac.diff.undoing import moved_since, returning, rows_left, undoing
from schemac.errors import Problem, StaleError, UsageError
from schemac.introspect import with_live_rows
from schemac.model.definition import Definition
from schemac.model.history import Entry, State, Undo
from schemac.model.online import Online
from schemac.model.plan import LOOK_S
from schemac.model.trash import Trash
from schemac.plan import Planned


def undo(database: Database, *, online: Online = Online.AUTO, look: float = LOOK_S, how: Applying) -> Applied:
    """Take back the last change that stands: a plan to what it found, decided on and run as any other.

    Raises UsageError where there is nothing to undo (SC460) or that change did not come to its end (SC461), StaleError where what it
    touched has changed since (SC462); otherwise what applying raises.
    """
    entry, found = _last(database)
    return apply_planned(database, lambda: plan_undo(database, found, online=online, look=look), how, undoes=entry.number)


def plan_undo(database: Database, found: Undo, *, online: Online = Online.AUTO, look: float = LOOK_S) -> Planned:
    """Return the proved plan that takes a change back. Raises StaleError (SC462) where what it touched has changed since."""
    inspection = database.inspect()
    moved = moved_since(inspection.schema, found)
    if moved:
        names = ", ".join(str(ref) for ref in moved[:5])
        hint = "bring the definition to what is wanted, and apply that"
        raise StaleError(Problem("SC462", f"what is to be undone has changed since: {names}", hint=hint))
    told = Definition(schema=inspection.schema.having(rows_left(found)))
    inspection = with_live_rows(database.session, inspection, told, database.dialect, database.engine)
    desired = replace(undoing(inspection.schema, found), expressions=database.dialect.name)
    return planned_from(database, inspection, desired, online=online, look=look, trash=_trash(database, found))


def _trash(database: Database, found: Undo) -> Trash:
    """Return what comes back from the trash: what the change put there, as far as it is there still."""
    there = database.engine.trash.present(database.session) if found.trash else {}
    back = returning(found, [kept for kept in found.trash if kept.name in there])
    gone = tuple(kept.was for kept in found.trash if kept.name not in there and kept.kind in {"table", "column"})
    return replace(trash_of(database, None), back=back, gone=gone)


def _last(database: Database) -> tuple[Entry, Undo]:
    """Return the last change that stands, and what would undo it."""
    table = database.engine.own.history
    known = entries(database.session, table)
    standing = [entry for entry in known if entry.command != UNDO and entry.state is not State.UNDONE and entry.done]
    if not standing:
        why = "everything that is written in its history is undone already" if known else "no history is kept of this database"
        hint = "schemac apply --history keeps one from then on; so does history = true in an environment of schemac.toml"
        raise UsageError(Problem("SC460", f"there is nothing to undo: {why}", hint="" if known else hint))
    last = standing[0]
    found = undo_of_entry(database.session, table, last.number)
    if found is None:
        message = f"change {last.number} is {last.state.value} after statement {last.done} of {last.statements}, so nobody knows its result"
        raise UsageError(Problem("SC461", message, hint="schemac apply brings it to its end; then undo takes all of it back"))
    return last, found
