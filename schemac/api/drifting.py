"""Drift: a live database against its definition, told from the database's side."""

from __future__ import annotations

from dataclasses import dataclass, replace

from schemac.api.planning import Database
from schemac.compile.normalize import normalize
from schemac.diff import diff
from schemac.introspect import reconciled, with_live_rows
from schemac.model.definition import Definition
from schemac.model.plan import Difference, Unmodelled
from schemac.plan import describe


@dataclass(frozen=True, slots=True)
class Drift:
    """What the database has otherwise than its definition says, and what the model does not hold."""

    database: str
    server: str
    differences: tuple[Difference, ...]
    census: tuple[Unmodelled, ...]


def drift(database: Database, definition: Definition) -> Drift:
    """Return the drift of a database; nothing is changed. Raises SchemaError and DatabaseError as planning does."""
    desired = normalize(replace(definition, prune=True), database.dialect, database.can)
    inspection = database.inspect()
    desired = reconciled(database.session, inspection, desired, database.dialect, database.engine)
    inspection = with_live_rows(database.session, inspection, desired, database.dialect, database.engine)
    changes = diff(inspection.schema, desired, places=database.can.column_position).changes
    differences = tuple(describe(change.reverse(), desired, database.dialect) for change in changes)
    return Drift(inspection.name, inspection.server, differences, inspection.census)
