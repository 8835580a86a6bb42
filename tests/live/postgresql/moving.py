"""Databases moved from one definition to the next, as `apply` does it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from schemac.api.planning import Database, opened, plan
from schemac.apply.run import run_steps
from schemac.model.definition import Definition
from schemac.model.online import Online
from schemac.source import from_dict
from tests.servers.database import ScratchDatabase


@contextmanager
def at(scratch: ScratchDatabase) -> Iterator[Database]:
    """Open a scratch database."""
    with opened(scratch.url) as database:
        yield database


def defined(**parts: Any) -> Definition:
    """Return the definition that a dictionary says."""
    return from_dict({"schemac": 1, "database": {"name": "test", "targets": ["postgresql"]}, **parts})


def move(database: Database, definition: Definition, online: Online = Online.AUTO) -> list[str]:
    """Make the database what the definition says, in every part, and return the statements that did it."""
    planned = plan(database, definition, prune=True, online=online)
    run_steps(database.session, database.engine, planned.plan.steps, lambda *_: None)
    return [step.statement.sql for step in planned.plan.steps]


def moved_twice(database: Database, *definitions: Definition, online: Online = Online.AUTO) -> list[str]:
    """Move through the definitions, check that nothing is left to do after the last, and return the last move's statements."""
    statements: list[str] = []
    for definition in definitions:
        statements = move(database, definition, online)
    assert [] == move(database, definitions[-1])
    return statements


ID = {"type": "bigint", "identity": "always", "primary_key": True}


def table(**columns: Any) -> dict[str, Any]:
    """Return the tables of a definition with one table `t`."""
    return {"t": {"columns": {"id": ID, **columns}}}
