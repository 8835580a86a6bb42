"""Comparing: any two of definition files and live databases."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from schemac.api.planning import opened
from schemac.compile.normalize import normalize
from schemac.dialect import Capabilities, Dialect, load
from schemac.diff import diff, reconcile
from schemac.errors import Problem, UsageError
from schemac.introspect import with_live_rows
from schemac.model.definition import Definition
from schemac.model.plan import Difference
from schemac.model.rows import Rows
from schemac.plan import describe
from schemac.source import load as load_definition


@dataclass(frozen=True, slots=True)
class _Side:
    """One side of a comparison: a definition as written, or a live schema in its engine's terms."""

    definition: Definition
    dialect: Dialect | None
    can: Capabilities | None
    place: str


def compare(before: str, after: str, dialect: str | None) -> tuple[Difference, ...]:
    """Return what makes the first into the second; each is a path or a URL.

    Raises UsageError (SC029) where two databases of different kinds are compared, SchemaError and DatabaseError as reading them does.
    """
    one, other = _side(before), _side(after)
    known = [side for side in (one, other) if side.dialect is not None]
    if len({side.dialect.name for side in known if side.dialect is not None}) > 1:
        hint = "compare each with one definition"
        raise UsageError(Problem("SC029", "databases of different kinds say everything differently", hint=hint))
    target = known[0].dialect if known else load(dialect or next(iter(other.definition.targets), "postgresql"))
    if target is None:
        return ()
    can = (known[0].can if known else None) or target.capabilities
    old, new = _normalized(one, target, can), _normalized(other, target, can)
    old, new = _with_rows(one, old, new), _with_rows(other, new, old)
    said = reconcile(old.schema, replace(new, prune=True), target.canonical, {}, target.unlike).definition
    changes = diff(old.schema, said, places=can.column_position).changes
    return tuple(describe(change, said, target) for change in changes)


def _side(place: str) -> _Side:
    """Read one side."""
    if "://" not in place:
        return _Side(load_definition(Path(place)), None, None, place)
    with opened(place) as database:
        found = database.inspect()
        name = database.dialect.name
        return _Side(Definition(schema=found.schema, name=found.name, expressions=name), database.dialect, database.can, place)


def _with_rows(side: _Side, own: Definition, other: Definition) -> Definition:
    """Return a live side with the rows that the other side says, as far as it has them; anything else as it is."""
    if side.dialect is None or not any(isinstance(item, Rows) for item in other.schema):
        return own
    with opened(side.place) as database:
        found = replace(database.inspect(), schema=own.schema)
        return replace(own, schema=with_live_rows(database.session, found, other, database.dialect, database.engine).schema)


def _normalized(side: _Side, target: Dialect, can: Capabilities) -> Definition:
    """Return a side in the target's terms; a live schema is in them already."""
    return side.definition if side.dialect is not None else normalize(side.definition, target, can)
