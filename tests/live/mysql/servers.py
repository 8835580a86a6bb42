"""What the tests of MariaDB and MySQL share: the engines of this run, and a plan run to its end."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from schemac.api.applying import Applying, apply_definition
from schemac.api.planning import opened, plan
from schemac.compile.normalize import normalize
from schemac.compile.statements import write_statements
from schemac.dialect import Legalizing
from schemac.diff import diff
from schemac.model.definition import Definition
from schemac.model.inspection import Inspection
from schemac.plan import Planned
from schemac.source.loading import from_dict
from tests.scratch import live_engines
from tests.servers.database import ScratchDatabase

ENGINES = tuple(name for name in live_engines() if name in {"mariadb", "mysql"})
_VOLATILE = re.compile(r" AUTO_INCREMENT=\d+|DEFINER=`[^`]*`@`[^`]*` ")


def inspected(database: ScratchDatabase) -> Inspection:
    """Return what is in a database."""
    with opened(database.url) as live:
        return live.inspect()


def definition_of(database: ScratchDatabase, data: Mapping[str, Any]) -> Definition:
    """Return a definition written in the database's own SQL."""
    return from_dict({"schemac": 1, "database": {"name": "shop", "expressions": database.engine_name}, **data})


def applied(database: ScratchDatabase, data: Mapping[str, Any]) -> tuple[str, ...]:
    """Make a database what a definition says, and return the statements that it took."""
    with opened(database.url) as live:
        made = apply_definition(live, definition_of(database, data), prune=True, how=Applying(allow=("all",)))
        return statements(made.planned)


def planned(database: ScratchDatabase, data: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the statements that a definition would take."""
    with opened(database.url) as live:
        return statements(plan(live, definition_of(database, data), prune=True))


def statements(made: Planned) -> tuple[str, ...]:
    """Return a plan's statements."""
    return tuple(step.statement.sql for step in made.plan.steps)


def copy(source: ScratchDatabase, target: ScratchDatabase) -> tuple[str, ...]:
    """Make an empty database what another one is, by way of the model alone; return the statements."""
    schema = inspected(source).schema
    with opened(target.url) as live:
        desired = normalize(Definition(schema=schema, expressions=live.dialect.name), live.dialect, live.can)
        current = live.inspect().schema
        changes = diff(current, desired, places=True).changes
        written = write_statements(changes, Legalizing(current, desired.schema, live.can), desired, live.dialect)
        for statement in written:
            live.session.execute(statement.sql)
    return tuple(statement.sql for statement in written)


def shown(database: ScratchDatabase) -> dict[str, list[str]]:
    """Return what the server itself prints of each table, view and sequence; the order of keys has no meaning."""
    found = {}
    for name, kind in database.query("SHOW FULL TABLES"):
        quoted = name.replace("`", "``")
        what = {"VIEW": "VIEW", "SEQUENCE": "SEQUENCE"}.get(kind, "TABLE")
        lines = _VOLATILE.sub("", database.query(f"SHOW CREATE {what} `{quoted}`")[0][1]).split("\n")
        columns = [line.rstrip(",") for line in lines if line.startswith("  `")]
        found[name] = [*columns, *sorted(line.rstrip(",") for line in lines if not line.startswith("  `"))]
    return found
