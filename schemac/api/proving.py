"""Proving: a plan run up and down on a scratch database before anybody relies on it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass

from schemac.api.planning import Database, opened_at
from schemac.apply import Patience, Running, run_steps
from schemac.compile.statements import write_statements
from schemac.dialect import Engine, Legalizing, for_url
from schemac.errors import DatabaseError, Problem, UsageError
from schemac.model.change import Change, Verb
from schemac.model.definition import Definition
from schemac.model.names import Ref
from schemac.model.plan import Step
from schemac.model.rights import PUBLIC, Role
from schemac.model.schema import EMPTY, Schema
from schemac.plan import Planned
from schemac.prove import Bench, Benches, prove_physically
from schemac.session import DatabaseURL, Session, parse_url

ROWS = 5
"""How many rows each table of a scratch database gets, if nothing else is said."""


@dataclass(frozen=True, slots=True)
class Proving:
    """How a plan is proved. on: the URL of the server that lends scratch databases, empty for an embedded one. rows: for each table."""

    on: str = ""
    rows: int = ROWS


def proved(database: Database, planned: Planned, how: Proving) -> Planned:
    """Return the plan with its proof; only scratch databases are written to.

    Raises UsageError (SC501) where no server is named and none is embedded, or one of another kind is named; DisprovedError where the
    plan does not do what it should; DatabaseError where the scratch database cannot be had.
    """
    if not planned.plan.steps:
        return planned
    with _server(database, how.on) as url:

        def lend(roles: Collection[str]) -> AbstractContextManager[Bench]:
            return _bench(database, url, roles)

        return prove_physically(planned, Benches(lend, how.rows))


def _server(database: Database, on: str) -> AbstractContextManager[DatabaseURL]:
    """Lend the URL of a server that lends scratch databases."""
    if on:
        url = parse_url(on)
        dialect, known = database.dialect, for_url(url)
        if known.name != dialect.name and known.engine and not _speaks_for(known.name, dialect.name, url):
            hint = f"name a {dialect.title} server"
            raise UsageError(Problem("SC501", f"a plan for {dialect.title} cannot be proved on {known.title}", hint=hint))
        return nullcontext(url)
    if database.dialect.embedded:
        return nullcontext(database.session.url)
    if database.engine.embedded is not None:
        return database.engine.embedded()
    hint = "--prove-on URL: a server like the live one, on which a database may be created and dropped"
    raise UsageError(Problem("SC501", f"there is no {database.dialect.title} to prove on", hint=hint))


def _speaks_for(known: str, wanted: str, url: DatabaseURL) -> bool:
    """Tell whether the server at a URL of one dialect speaks another, which only it can tell."""
    with opened_at(url) as there:
        return there.dialect.name == wanted != known


@contextmanager
def _bench(live: Database, url: DatabaseURL, roles: Collection[str]) -> Iterator[Bench]:
    """Lend an empty scratch database in which the roles are known that matter in the live one."""
    made: list[str] = []
    try:
        with live.engine.scratch(url) as place, opened_at(place) as scratch:
            if scratch.dialect.name != live.dialect.name:
                message = f"a plan for {live.dialect.title} cannot be proved on {scratch.dialect.title}"
                raise UsageError(Problem("SC501", message, hint=f"name a {live.dialect.title} server"))
            if live.engine.liken is not None:
                live.engine.liken(live.session, scratch.session)
            _make_roles(scratch, roles, made)
            can = scratch.engine.capabilities(scratch.session)
            yield Bench(scratch.session, scratch.dialect, scratch.engine, can, _runner(undoable=can.transactional_ddl))
    finally:
        if made:
            with opened_at(url) as there:
                _execute(there, [Change(Verb.DROP, Role(name=name), None) for name in made])


def _make_roles(scratch: Database, roles: Collection[str], made: list[str]) -> None:
    """Make roles that the server has not, without any right to log in; `made` takes their names, so that they are taken away again."""
    if not roles or "role" not in scratch.can.kinds:
        return
    known = {item.name for item in scratch.inspect().schema if isinstance(item, Role)}
    for name in sorted(set(roles) - known - {PUBLIC}):
        if not name.startswith("pg_") and name.lower() not in {"current_user", "session_user", "current_role"}:
            try:
                with scratch.session.transaction():
                    _execute(scratch, [Change(Verb.ADD, None, Role(name=name))])
            except DatabaseError:  # it is there and not shown, as the server's first role is, or may not be made: the copy then says so
                continue
            made.append(name)


def _execute(there: Database, changes: Sequence[Change]) -> None:
    wanted = Schema.of(change.after for change in changes if isinstance(change.after, Role))
    for statement in write_statements(changes, Legalizing(EMPTY, wanted, there.can), Definition(schema=wanted), there.dialect):
        there.session.execute(statement.sql)


def _runner(*, undoable: bool) -> Callable[[Session, Engine, Sequence[Step], Callable[[Ref], None]], None]:
    """Return what runs steps as an apply does."""
    running = Running(undoable=undoable, patience=Patience(tries=2))

    def run(session: Session, engine: Engine, steps: Sequence[Step], told: Callable[[Ref], None]) -> None:
        run_steps(session, engine, steps, lambda _number, _count, statement: told(statement.ref), running)

    return run
