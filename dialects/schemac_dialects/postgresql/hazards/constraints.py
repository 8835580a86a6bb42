"""PG305, PG306: constraints that read every row under a lock."""

from __future__ import annotations

from collections.abc import Iterator

from schemac.dialect.rules import Deed, Explained, Found, Rule
from schemac.model.change import Verb
from schemac.model.plan import Severity
from schemac.model.tables import Check, ForeignKey


def check(deed: Deed) -> Iterator[Found]:
    """Find a check that is validated at once."""
    part = deed.change.after
    if deed.change.verb is not Verb.DROP and isinstance(part, Check) and deed.cost.scan and deed.cost.blocks:
        yield Found(f"check {part.name} on {deed.where} reads every row under {deed.cost.lock}: {deed.cost.blocks} wait")


def foreign_key(deed: Deed) -> Iterator[Found]:
    """Find a foreign key that is validated at once."""
    part = deed.change.after
    if deed.change.verb is not Verb.DROP and isinstance(part, ForeignKey) and deed.cost.scan and deed.cost.blocks:
        yield Found(f"foreign key {part.name} reads every row of {deed.where} while writers of it and of {part.table} wait")


_SAFE = "add it NOT VALID, then VALIDATE CONSTRAINT in another transaction"
CHECK_SCANNED = Rule(
    Explained(
        code="PG305",
        name="check-scans",
        severity=Severity.WARNING,
        summary="a check is added to a table that stands and validated at once",
        why="The ACCESS EXCLUSIVE lock makes readers and writers wait until every row has been read.",
        safe=_SAFE,
        reference="https://www.postgresql.org/docs/current/sql-altertable.html",
        silenced="the table is new, or the check is NOT VALID",
    ),
    check,
)
FOREIGN_KEY_SCANNED = Rule(
    Explained(
        code="PG306",
        name="foreign-key-scans",
        severity=Severity.WARNING,
        summary="a foreign key is added to a table that stands and validated at once",
        why="The SHARE ROW EXCLUSIVE lock makes writers of both tables wait until every row has been looked up.",
        safe=_SAFE + "; a partitioned table takes NOT VALID only from version 18 on",
        reference="https://www.postgresql.org/docs/current/sql-altertable.html",
        silenced="the table is new, or the foreign key is NOT VALID",
    ),
    foreign_key,
)
