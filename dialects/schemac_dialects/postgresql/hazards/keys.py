"""PG104, PG105, PG106: constraints that build an index while everybody waits."""

from __future__ import annotations

from collections.abc import Iterator

from schemac.dialect.rules import Deed, Explained, Found, Rule
from schemac.model.change import Verb
from schemac.model.plan import Severity
from schemac.model.tables import Exclude, PrimaryKey, Unique


def _built(deed: Deed, kind: type[PrimaryKey | Unique | Exclude], what: str) -> Iterator[Found]:
    part = deed.change.after
    if deed.change.verb in {Verb.ADD, Verb.ALTER} and isinstance(part, kind) and deed.cost.scan:
        name = f" {part.name}" if part.name else ""
        yield Found(f"{what}{name} on {deed.where} builds its index under {deed.cost.lock}: {deed.cost.blocks} wait until it is done")


def primary_key(deed: Deed) -> Iterator[Found]:
    """Find a primary key that is built on a table that stands."""
    yield from _built(deed, PrimaryKey, "primary key")


def unique(deed: Deed) -> Iterator[Found]:
    """Find a unique constraint that is built on a table that stands."""
    yield from _built(deed, Unique, "unique constraint")


def exclusion(deed: Deed) -> Iterator[Found]:
    """Find an exclusion constraint on a table that stands."""
    yield from _built(deed, Exclude, "exclusion constraint")


_WHY = "The ACCESS EXCLUSIVE lock makes readers and writers wait until the whole table has been read and sorted."
_DOCS = "https://www.postgresql.org/docs/current/sql-altertable.html"
PRIMARY_KEY_BUILT = Rule(
    Explained(
        code="PG104",
        name="primary-key-builds-index",
        severity=Severity.WARNING,
        summary="a primary key is added to a table that stands",
        why=_WHY + " Columns that may be null are read once more.",
        safe="CREATE UNIQUE INDEX CONCURRENTLY, make the columns not null by a validated check, then ADD PRIMARY KEY USING INDEX",
        reference=_DOCS,
        silenced="the table is new, or the constraint takes an index that stands (USING INDEX)",
    ),
    primary_key,
)
UNIQUE_BUILT = Rule(
    Explained(
        code="PG105",
        name="unique-builds-index",
        severity=Severity.WARNING,
        summary="a unique constraint is added to a table that stands",
        why=_WHY,
        safe="CREATE UNIQUE INDEX CONCURRENTLY, then ADD CONSTRAINT ... UNIQUE USING INDEX",
        reference=_DOCS,
        silenced="the table is new, or the constraint takes an index that stands (USING INDEX)",
    ),
    unique,
)
EXCLUSION_BUILT = Rule(
    Explained(
        code="PG106",
        name="exclusion-builds-index",
        severity=Severity.WARNING,
        summary="an exclusion constraint is added to a table that stands",
        why=_WHY + " It can be neither NOT VALID nor made of an index that stands.",
        safe="there is no way that does not lock: choose a quiet hour, or copy the rows into a new table that has it",
        reference=_DOCS,
        silenced="the table is new",
    ),
    exclusion,
)
