"""PG101, PG102, PG111: indexes that are built or dropped while others wait."""

from __future__ import annotations

from collections.abc import Iterator

from schemac.dialect.rules import Deed, Explained, Found, Rule
from schemac.model.change import Verb
from schemac.model.plan import Severity
from schemac.model.tables import Index, PrimaryKey, Unique

_DOCS = "https://www.postgresql.org/docs/current/sql-createindex.html#SQL-CREATEINDEX-CONCURRENTLY"


def built(deed: Deed) -> Iterator[Found]:
    """Find an index that is built while writers wait."""
    index = deed.change.after
    if deed.change.verb in {Verb.ADD, Verb.ALTER} and isinstance(index, Index) and deed.cost.blocks and deed.cost.scan:
        partitioned = deed.change.table is not None and bool(deed.change.table.partition_by)
        yield Found(
            f"index {index.name} on {deed.where} is built under {deed.cost.lock}: {deed.cost.blocks} wait until it is done",
            "create it ON ONLY the parent, CONCURRENTLY on each partition, then ATTACH each" if partitioned else "",
        )


def dropped(deed: Deed) -> Iterator[Found]:
    """Find an index that is dropped while everybody waits."""
    index = deed.change.before
    if deed.change.verb is Verb.DROP and isinstance(index, Index | PrimaryKey | Unique) and deed.cost.blocks:
        yield Found(f"index {index.name} on {deed.where} is dropped under {deed.cost.lock}, and queries that used it become slow")


def corrupting(deed: Deed) -> Iterator[Found]:
    """Find an index that is built beside running work on a server that gets it wrong."""
    index = deed.change.after
    if isinstance(index, Index) and deed.cost.scan and not deed.cost.blocks and (14,) <= deed.can.version < (14, 4):
        yield Found(f"index {index.name} on {deed.where} is built concurrently on a server before 14.4, where it may miss rows")


INDEX_BUILT = Rule(
    Explained(
        code="PG101",
        name="index-not-concurrent",
        severity=Severity.WARNING,
        summary="an index is built without CONCURRENTLY on a table that stands",
        why="The SHARE lock makes every INSERT, UPDATE and DELETE wait until the whole table has been read and sorted.",
        safe="CREATE INDEX CONCURRENTLY, in no transaction, and see afterwards that the index is valid",
        reference=_DOCS,
        silenced="the table is new, or the index is built concurrently",
    ),
    built,
)
INDEX_DROPPED = Rule(
    Explained(
        code="PG102",
        name="index-drop-not-concurrent",
        severity=Severity.WARNING,
        summary="an index is dropped without CONCURRENTLY, by itself or with its constraint",
        why="The ACCESS EXCLUSIVE lock waits behind every running query, and everybody else waits behind it.",
        safe="DROP INDEX CONCURRENTLY, in no transaction; set lock_timeout where that cannot be (constraints, partitioned tables)",
        reference="https://www.postgresql.org/docs/current/sql-dropindex.html",
        silenced="the table is new, or the index is dropped concurrently",
    ),
    dropped,
)
INDEX_CORRUPTION = Rule(
    Explained(
        code="PG111",
        name="concurrent-index-corruption",
        severity=Severity.DANGER,
        summary="an index is built concurrently on PostgreSQL 14.0 to 14.3",
        why="Those releases can leave rows out of an index that is built or rebuilt concurrently, and nobody notices.",
        safe="bring the server to 14.4 or later first",
        reference="https://www.postgresql.org/docs/release/14.4/",
        versions="14.0 to 14.3",
    ),
    corrupting,
)
