"""BC113: an index that queries may use is gone."""

from __future__ import annotations

from collections.abc import Iterator

from schemac.dialect.rules import Deed, Explained, Found, Rule
from schemac.model.change import Verb
from schemac.model.online import ASIDE
from schemac.model.plan import Severity
from schemac.model.tables import Constraint, Index, PrimaryKey, Unique


def check(deed: Deed) -> Iterator[Found]:
    """Find an index that is dropped or gives way to another; what an interrupted plan of ours left is of use to nobody."""
    index, table = deed.change.before, deed.change.table_after
    if not deed.known or deed.change.verb is not Verb.DROP or not isinstance(index, Index) or index.name.startswith(ASIDE):
        return
    if table is not None and any(_serves(key, index) for key in table.constraints):
        return
    replaced = table is not None and any(other.name == index.name for other in table.indexes)
    what = "gives way to another of its name" if replaced else "is dropped"
    yield Found(f"index {index.name} on {deed.where} {what}: queries that used it may become slow")


def _serves(key: Constraint, index: Index) -> bool:
    """Tell whether a key's own index is as good."""
    return isinstance(key, PrimaryKey | Unique) and key.columns == tuple(each.column for each in index.keys)


INDEX_DROPPED = Rule(
    Explained(
        code="BC113",
        name="index-dropped",
        severity=Severity.NOTE,
        summary="an index is dropped, or another takes its name",
        why="Queries that used it read more of the table, and make everybody slower who shares the server.",
        safe="see first that nothing uses it: `pg_stat_user_indexes` counts that; on MariaDB and MySQL hide it from the optimizer first",
        reference="https://www.postgresql.org/docs/current/monitoring-stats.html#MONITORING-PG-STAT-ALL-INDEXES-VIEW",
        silenced="the table goes too, or a key stands on the same columns; in SQL files, where nothing is known of the index",
    ),
    check,
)
