"""The trash of a database: what is in it, and dropping that for good."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from schemac.api.planning import Database
from schemac.apply import Register
from schemac.model.plan import Size
from schemac.model.trash import InTrash


@dataclass(frozen=True, slots=True)
class Listed:
    """One thing in the trash, how large it is, and whether it is due."""

    thing: InTrash
    size: Size
    due: bool


def trash(database: Database, now: str) -> list[Listed]:
    """Return what is in the trash of a database, oldest first; `now` is the time in ISO 8601, UTC. Nothing is changed."""
    things = _register(database).things()
    present = database.engine.trash.present(database.session) if things else {}
    return [Listed(thing, present[thing.name], thing.until <= now) for thing in things if thing.name in present]


def purge(database: Database, chosen: Callable[[Listed], bool], now: str, decide: Callable[[Sequence[Listed]], bool]) -> list[Listed]:
    """Drop for good what is chosen of the trash, once `decide` has seen it and says so, and return what was dropped.

    Raises DatabaseError where the server refuses.
    """
    with database.engine.lock(database.session):
        going = [each for each in trash(database, now) if chosen(each)]
        if not going or not decide(going):
            return []
        register = _register(database)
        gone = []
        for each in sorted(going, key=lambda each: each.thing.kind not in {"table", "column"}):
            with database.session.transaction():
                statements = database.engine.trash.emptying(database.session, each.thing)
                for statement in statements:
                    database.session.execute(statement)
                if statements:
                    register.forget([each.thing.number])
                    gone.append(each)
        with database.session.transaction():
            register.tidy()
    return gone


def _register(database: Database) -> Register:
    return Register(database.session, database.engine.own.trash, database.engine.trash, database.dialect.literal)
