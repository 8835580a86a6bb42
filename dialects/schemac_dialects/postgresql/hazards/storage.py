"""PG310, PG311, PG314: partitions that come and go, and tables that move."""

from __future__ import annotations

from collections.abc import Iterator

from schemac.dialect.rules import Deed, Explained, Found, Rule
from schemac.model.change import Verb
from schemac.model.plan import Severity
from schemac.model.tables import Table


def attached(deed: Deed) -> Iterator[Found]:
    """Find a table that stands and becomes a partition."""
    before, after = deed.change.before, deed.change.after
    proved = deed.known and bool(deed.cost.lock) and not deed.cost.scan
    stands = isinstance(before, Table) and isinstance(after, Table) and before.partition_of is None
    if isinstance(after, Table) and stands and after.partition_of is not None and not proved:
        yield Found(f"table {after.full_name} becomes a partition of {after.partition_of.table}: every row of it is read")


def detached(deed: Deed) -> Iterator[Found]:
    """Find a partition that becomes a table of its own while everybody waits."""
    before, after = deed.change.before, deed.change.after
    if (
        isinstance(before, Table)
        and isinstance(after, Table)
        and before.partition_of is not None
        and after.partition_of is None
        and "concurrently" not in deed.words
    ):
        yield Found(f"partition {after.full_name} leaves {before.partition_of.table} under AccessExclusiveLock")


def moved(deed: Deed) -> Iterator[Found]:
    """Find a table whose storage is made anew."""
    after = deed.change.after
    if deed.change.verb is Verb.ALTER and isinstance(after, Table) and deed.cost.rewrite:
        yield Found(f"table {after.full_name} is written anew while everybody waits")


PARTITION_ATTACHED = Rule(
    Explained(
        code="PG310",
        name="attach-scans",
        severity=Severity.WARNING,
        summary="a table that stands becomes a partition",
        why="Every row is read under the ACCESS EXCLUSIVE lock to see that it belongs there; so are those of the default partition.",
        safe="add a valid CHECK that says the same as the bounds first; the scan is then left out",
        reference="https://www.postgresql.org/docs/current/sql-altertable.html",
    ),
    attached,
)
PARTITION_DETACHED = Rule(
    Explained(
        code="PG311",
        name="detach-not-concurrent",
        severity=Severity.WARNING,
        summary="a partition is detached without CONCURRENTLY",
        why="The ACCESS EXCLUSIVE lock on the parent makes everybody wait.",
        safe="DETACH PARTITION ... CONCURRENTLY (14 and later; not with a default partition, not in a transaction)",
        reference="https://www.postgresql.org/docs/current/sql-altertable.html",
    ),
    detached,
)
TABLE_MOVED = Rule(
    Explained(
        code="PG314",
        name="storage-rewrites",
        severity=Severity.WARNING,
        summary="SET LOGGED, SET UNLOGGED, SET TABLESPACE or SET ACCESS METHOD",
        why="The whole table is written anew under the ACCESS EXCLUSIVE lock.",
        safe="copy into a new table in batches and swap the two",
        reference="https://www.postgresql.org/docs/current/sql-altertable.html",
    ),
    moved,
)
