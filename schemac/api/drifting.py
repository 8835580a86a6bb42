"""Drift: a live database, its definition, and what was applied last, compared three ways."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from msgspec import structs
from msgspec.structs import replace as with_words

from schemac.api.planning import Database
from schemac.apply import applied
from schemac.compile.normalize import normalize
from schemac.diff import Apart, States, apply_renames, diff, respelled, three_ways, with_decided_renames
from schemac.errors import Problem, UsageError
from schemac.introspect import reconciled, with_live_rows
from schemac.model.change import Change, Verb
from schemac.model.decision import NO_DECISIONS, Decided, Decision, Decisions
from schemac.model.definition import Definition
from schemac.model.drift import Departure, Side
from schemac.model.inspection import Inspection
from schemac.model.names import Ref
from schemac.model.plan import Difference, Unmodelled
from schemac.model.rows import Rows
from schemac.model.schema import Schema
from schemac.plan import applied_said, describe

_NOTES = {
    Verb.ADD: "the database has it no longer, and the definition has changed it",
    Verb.DROP: "the database has changed it, and the definition has it no longer",
}


@dataclass(frozen=True, slots=True)
class Drift:
    """Where a database and its definition stand apart, and what the model does not hold.

    history: whether the database keeps one, so that each difference says who has moved.
    """

    database: str
    server: str
    differences: tuple[Departure, ...]
    census: tuple[Unmodelled, ...]
    history: bool


@dataclass(frozen=True, slots=True)
class Compared:
    """One look at the three states.

    inspection: with the live rows of the definition. desired: in the live database's words. changes: from the one to the other.
    base: what was applied last, None where no history is kept. apart: the changes by who has moved. decisions: as this database reads them.
    """

    inspection: Inspection
    desired: Definition
    changes: tuple[Change, ...]
    base: Schema | None
    apart: tuple[Apart, ...]
    decisions: Decisions

    @property
    def renames(self) -> list[Change]:
        """The renames that the definition still asks for."""
        return [change for change in self.changes if change.verb is Verb.RENAME]

    def ignored(self, apart: Apart) -> Decision | None:
        """Return what somebody has decided about a drift that is to be left so for a while."""
        if apart.side is not Side.DRIFT:
            return None
        return next((each for each in self.decisions.valid(Decided.DRIFT) if self.names(each.object, apart)), None)

    def names(self, name: str, apart: Apart) -> bool:
        """Tell whether a name is that of what a difference is about, or of the table or namespace that it is part of."""
        if apart.change.verb is Verb.RENAME and self._named(name, apart.change.reverse().ref):
            return True
        return self._named(name, apart.change.ref)

    def _named(self, name: str, ref: Ref) -> bool:
        thing = ref._replace(kind="table") if ref.kind == Rows.kind and not name.startswith(f"{Rows.kind} ") else ref
        whole = Ref("table", ref.namespace, ref.parent)
        return self.decisions.covers(name, str(thing)) or bool(ref.parent and self.decisions.concerns(name, str(whole)))

    def chosen(self, names: Sequence[str]) -> list[Apart]:
        """Return what has drifted under some names, also where the definition has moved too; without names, all that drifted by itself.

        What is ignored is chosen by name only. Raises UsageError (SC464) where no history is kept, (SC465) for a name of no drift.
        """
        if self.base is None:
            hint = "schemac apply --history keeps one from then on; so does history = true in an environment of schemac.toml"
            raise UsageError(Problem("SC464", "no history is kept of this database, so nobody knows what has drifted", hint=hint))
        if not names:
            return [each for each in self.apart if each.side is Side.DRIFT and self.ignored(each) is None]
        drifted = [each for each in self.apart if each.side is not Side.PENDING]
        known = ", ".join(dict.fromkeys(each.change.ref.path for each in drifted))
        hint = f"drifted: {known}" if known else "nothing has drifted at all"
        unknown = [name for name in names if not any(self.names(name, each) for each in drifted)]
        if unknown:
            raise UsageError(Problem("SC465", f"nothing has drifted that is called {name}", hint=hint) for name in unknown)
        return [each for each in drifted if any(self.names(name, each) for name in names)]


def prepared(database: Database, live: Schema, desired: Definition, decisions: Decisions) -> Definition:
    """Return a definition in the engine's terms with the renames that it does not say itself, as planning does."""
    return with_decided_renames(live, respelled(live, desired, database.can.caseless), decisions)


def compare(database: Database, definition: Definition, decisions: Decisions = NO_DECISIONS) -> Compared:
    """Return a database and its definition beside what was applied last; raises SchemaError and DatabaseError as planning does."""
    inspection = database.inspect()
    decisions = decisions.within(database.can.default_namespace, caseless=bool(database.can.caseless))
    normal = normalize(replace(definition, prune=True), database.dialect, database.can)
    normal = prepared(database, inspection.schema, normal, decisions)
    desired = reconciled(database.session, inspection, normal, database.dialect, database.engine)
    inspection = with_live_rows(database.session, inspection, desired, database.dialect, database.engine)
    differences = diff(inspection.schema, desired, places=database.can.column_position)
    base = applied(database.session, database.engine.own.applied)
    apart: tuple[Apart, ...] = ()
    if base is not None and differences.changes:
        states = _states(database, inspection, normal, desired, base, differences.current)
        apart = tuple(three_ways(differences.changes, states))
    return Compared(inspection, desired, differences.changes, base, apart, decisions)


def _states(database: Database, inspection: Inspection, normal: Definition, desired: Definition, base: Schema, live: Schema) -> States:
    """Return the three states under the names that the definition gives them."""
    told = reconciled(database.session, replace(inspection, schema=base), normal, database.dialect, database.engine)
    renamed = apply_renames(base, desired)
    rows = [item for item in renamed.current if isinstance(item, Rows) and item.ref in desired.schema.objects]
    recounted = live
    if rows:
        said = replace(desired, schema=renamed.current)
        again = with_live_rows(database.session, without_rows(inspection), said, database.dialect, database.engine)
        recounted = apply_renames(again.schema, desired).current
    pending = frozenset(change.ref for change in renamed.changes if change.verb is Verb.RENAME)
    return States(renamed.current, live, desired.schema, told.schema, recounted, pending)


def without_rows(inspection: Inspection) -> Inspection:
    """Return an inspection as it is before anybody has asked for rows."""
    rows = [item.ref for item in inspection.schema if isinstance(item, Rows)]
    return replace(inspection, schema=inspection.schema.having(without=rows))


def drift(database: Database, definition: Definition, decisions: Decisions = NO_DECISIONS) -> Drift:
    """Return where a database and its definition stand apart; nothing is changed. Raises SchemaError and DatabaseError as planning does."""
    found = compare(database, definition, decisions)
    if found.base is None:
        plain = (describe(change.reverse(), found.desired, database.dialect) for change in found.changes)
        departures = [_plain(each) for each in plain]
    else:
        departures = [_departure(database, found, each) for each in found.apart]
    inspection = found.inspection
    return Drift(inspection.name, inspection.server, tuple(departures), inspection.census, found.base is not None)


def _departure(database: Database, found: Compared, apart: Apart) -> Departure:
    """Return a difference as a person reads it."""
    change = apart.change if apart.side is Side.PENDING else apart.change.reverse()
    told = _plain(describe(change, found.desired, database.dialect))
    decision = found.ignored(apart)
    if decision is not None:
        until = decision.until.isoformat() if decision.until else ""
        return with_words(told, side=apart.side, owner=decision.owner, until=until, because=decision.because)
    if apart.side is not Side.BOTH:
        return with_words(told, side=apart.side)
    shown = {word for attribute, _, _ in told.details for word in (attribute, attribute.partition(" ")[0])}
    was = {name: text for name, text in applied_said(apart.applied, apart.change, database.dialect).items() if name in shown}
    return with_words(told, side=apart.side, applied=was, note=_NOTES.get(apart.change.verb, ""))


def _plain(difference: Difference) -> Departure:
    return Departure(**structs.asdict(difference))
