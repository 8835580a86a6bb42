"""BC113: an index that queries may use is gone."""

from __future__ import annotations

from collections.abc import Iterator

from schemac.dialect.rules import Deed, Explained, Found, Rule
from schemac.model.change import Verb
from schemac.model.plan import Severity
from schemac.model.tables import Index

_ASIDE = "schemac_aside_"


def check(deed: Deed) -> Iterator[Found]:
    """Find an index that is dropped or gives way to another; what an interrupted plan of ours left is of use to nobody."""
    index, table = deed.change.before, deed.change.table_after
    if deed.change.verb is not Verb.DROP or not isinstance(index, Index) or index.name.startswith(_ASIDE):
        return
    replaced = table is not None and any(other.name == index.name for other in table.indexes)
    what = "gives way to another of its name" if replaced else "is dropped"
    yield Found(f"index {index.name} on {deed.where} {what}: queries that used it may become slow")


INDEX_DROPPED = Rule(
    Explained(
        code="BC113",
        name="index-dropped",
        severity=Severity.NOTE,
        summary="an index is dropped, or another takes its name",
        why="Queries that used it read more of the table, and make everybody slower who shares the server.",
        safe="make sure that nothing uses it: on PostgreSQL by `pg_stat_user_indexes`, on MariaDB and MySQL by `IGNORED` or `INVISIBLE` first",
        reference="https://www.postgresql.org/docs/current/monitoring-stats.html#MONITORING-PG-STAT-ALL-INDEXES-VIEW",
        silenced="the table goes too",
    ),
    check,
)
