"""Which migrations have run on a database, written in the transaction of their statements wherever the engine has such."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

import msgspec
from msgspec import Struct

from schemac.dialect.own_tables import MIGRATIONS, OwnTable
from schemac.session import Session


class Outcome(StrEnum):
    """How a migration stands. running, reverting: under way, or cut short. baseline: taken as applied without being run."""

    APPLIED = "applied"
    RUNNING = "running"
    REVERTING = "reverting"
    FAILED = "failed"
    BASELINE = "baseline"


class Row(Struct, frozen=True, kw_only=True):
    """One migration as a database remembers it.

    checksum: of what it means. source: the hash of the text as it was read, by which most files are known to be the same.
    number: in which order they ran, from 1. batch: the number of the run that it was part of. applied: when, in ISO 8601, UTC.
    statements, done: how many it has, and how many of them stand. begun: the checksum of those that stand, for a file that stopped in the
    middle. message: what the server said then.
    """

    version: str
    name: str
    checksum: str
    source: str
    state: Outcome
    number: int
    batch: int
    who: str
    tool: str
    applied: str
    milliseconds: int = 0
    statements: int = 0
    done: int = 0
    begun: str = ""
    message: str = ""


@dataclass(frozen=True, slots=True)
class Ledger:
    """The table of a database in which they stand. literal: a text as SQL."""

    session: Session
    table: OwnTable
    literal: Callable[[str], str]

    def rows(self) -> dict[str, Row]:
        """Return what has run, by version, in the order in which it ran; nothing where no migration ever did."""
        if not self.session.query(self.table.exists):
            return {}
        found = self.session.query(f"SELECT {', '.join(MIGRATIONS)} FROM {self.table.name} ORDER BY number")
        rows = [msgspec.convert(dict(zip(MIGRATIONS, values, strict=True)), Row) for values in found]
        return {row.version: row for row in rows}

    def prepare(self) -> None:
        """Make the table where it is not there."""
        for statement in self.table.create:
            self.session.execute(statement)

    def put(self, row: Row) -> None:
        """Write a row in place of what stands of its version; whoever dies meanwhile leaves the one or the other."""
        with self.session.transaction():
            self.forget(row.version)
            self.add(row)

    def change(self, row: Row) -> None:
        """Write a row over what stands of its version, in one statement, so that a change of the schema before it may have committed."""
        said = ", ".join(f"{column} = {value}" for column, value in self._said(row).items())
        self.session.execute(f"UPDATE {self.table.name} SET {said} WHERE version = {self.literal(row.version)}")

    def add(self, row: Row) -> None:
        """Write a row of a version of which nothing stands."""
        said = self._said(row)
        self.session.execute(f"INSERT INTO {self.table.name} ({', '.join(said)}) VALUES ({', '.join(said.values())})")

    def _said(self, row: Row) -> dict[str, str]:
        """Return a row's values as SQL, by column."""
        values = msgspec.structs.asdict(row).items()
        return {column: str(value) if isinstance(value, int) else self.literal(str(value)) for column, value in values}

    def forget(self, version: str) -> None:
        """Take away what stands of a version."""
        self.session.execute(f"DELETE FROM {self.table.name} WHERE version = {self.literal(version)}")
