"""Planning: a definition against a live database."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace

from msgspec.structs import replace as replace_struct

from schemac import __version__
from schemac.api.probing import probed
from schemac.apply import Register
from schemac.compile.normalize import normalize
from schemac.dialect import Capabilities, Dialect, Engine, for_session, for_url, load_engine
from schemac.dialect.memory import remembered_statements
from schemac.diff import Differences, diff, respelled, standing, with_decided_renames
from schemac.introspect import reconciled, with_live_rows
from schemac.model.decision import NO_DECISIONS, Decisions
from schemac.model.definition import Definition
from schemac.model.inspection import Inspection
from schemac.model.names import Name
from schemac.model.online import Online
from schemac.model.plan import LOOK_S, Size, Terms
from schemac.model.raw import RawStatement, taken_back_alike
from schemac.model.trash import Trash, TrashRule
from schemac.plan import Planned, make_plan
from schemac.prove import labels, prove_symbolically, trash_labels
from schemac.session import DatabaseURL, Session, parse_url


@dataclass(frozen=True, slots=True)
class Database:
    """A live database that is open: its session, and all that is known of its kind and version."""

    session: Session
    dialect: Dialect
    engine: Engine
    can: Capabilities

    def inspect(self) -> Inspection:
        """Return what is in the database now."""
        found = self.engine.inspect(self.session)
        kept = remembered_statements(self.session, self.engine.own.memory)
        if not kept:
            return found
        told = {item.ref for item in found.schema if isinstance(item, RawStatement) and any(taken_back_alike(item, each) for each in kept)}
        return replace(found, schema=found.schema.having(kept, without=told))


@contextmanager
def opened(url: str) -> Iterator[Database]:
    """Open the database that a URL names and close it at the end. Raises UsageError or DatabaseError."""
    with opened_at(parse_url(url)) as database:
        yield database


@contextmanager
def opened_at(url: DatabaseURL) -> Iterator[Database]:
    """Open a database and close it at the end. Raises DatabaseError."""
    dialect = for_url(url)
    engine = load_engine(dialect)
    session = engine.connect(url)
    try:
        dialect = for_session(dialect, session)
        engine = load_engine(dialect)
        yield Database(session, dialect, engine, engine.capabilities(session))
    finally:
        session.close()


def plan(
    database: Database,
    definition: Definition,
    *,
    prune: bool = False,
    online: Online = Online.AUTO,
    look: float = LOOK_S,
    trash: TrashRule | None = None,
    decisions: Decisions = NO_DECISIONS,
) -> Planned:
    """Return the proved plan that makes the database what the definition says; nothing is changed.

    online: which tables are to be changed so that others need not wait. look: the seconds for which a change may look for rows in its way.
    trash: what is kept for a while of what is dropped; None for nothing.
    decisions: what people have decided that a plan does not decide by itself.

    Raises SchemaError where the engine cannot have what the definition asks for, DatabaseError where the server fails.
    """
    desired = normalize(replace(definition, prune=prune or definition.prune), database.dialect, database.can)
    inspection = database.inspect()
    desired = respelled(inspection.schema, desired, database.can.caseless)
    decisions = decisions.within(database.can.default_namespace, caseless=bool(database.can.caseless))
    desired = with_decided_renames(inspection.schema, desired, decisions)
    desired = reconciled(database.session, inspection, desired, database.dialect, database.engine)
    inspection = with_live_rows(database.session, inspection, desired, database.dialect, database.engine)
    kept = None if trash is None and not database.session.query(database.engine.own.trash.exists) else trash_of(database, trash)
    planned = planned_from(database, inspection, desired, online=online, look=look, decisions=decisions, trash=kept)
    terms = Terms(
        definition=definition.fingerprint(),
        prune=desired.prune,
        online=online.value,
        tool=__version__,
        trash=0 if trash is None else trash.days,
        trash_up_to=None if trash is None else trash.up_to,
    )
    return replace(planned, plan=replace_struct(planned.plan, terms=terms))


def trash_of(database: Database, rule: TrashRule | None) -> Trash:
    """Return what a plan needs to know of the trash of a database before it puts something into it, or takes away what that rests on."""
    register = Register(database.session, database.engine.own.trash, database.engine.trash, database.dialect.literal)
    return Trash(rule, register.first_free(), database.engine.trash.used(database.session))


def planned_from(
    database: Database,
    inspection: Inspection,
    desired: Definition,
    *,
    online: Online,
    look: float,
    decisions: Decisions | None = None,
    trash: Trash | None = None,
) -> Planned:
    """Return the proved plan from what was found, rows included, to a definition in its words; None takes no decisions on it."""
    differences = diff(inspection.schema, desired, places=database.can.column_position)
    sizes = _sizes(database, differences)
    planned = make_plan(inspection, differences, desired, database.dialect, database.can, sizes, online, decisions, trash)
    prove_symbolically(planned.differences.current, planned.differences.changes, desired)
    undo = trash_labels(labels(planned.differences.changes), planned.plan.trash)
    planned = replace(planned, plan=replace_struct(planned.plan, undo=undo))
    return probed(database.session, database.engine, planned, database.dialect.quote, look)


def _sizes(database: Database, differences: Differences) -> Mapping[Name, Size]:
    """Return how large the tables are that stand and change, as they are called after the renames."""
    tables = standing(differences)
    found = database.engine.sizes(database.session, frozenset(tables.values())) if tables else {}
    return {name: found[live] for name, live in tables.items() if live in found}
