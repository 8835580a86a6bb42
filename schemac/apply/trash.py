"""The register of what is in a database's trash, kept in the database beside its history."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

import msgspec

from schemac.dialect import LiveTrash
from schemac.dialect.own_tables import TRASH, OwnTable
from schemac.model.plan import Kept, Plan
from schemac.model.trash import InTrash
from schemac.session import Session


@dataclass(frozen=True, slots=True)
class Register:
    """The register of one database. literal: a text as SQL."""

    session: Session
    table: OwnTable
    live: LiveTrash
    literal: Callable[[str], str]

    def things(self) -> list[InTrash]:
        """Return all that is written in the register, oldest first; nothing where there is none or it may not be read."""
        if not self.session.query(self.table.exists):
            return []
        rows = self.session.query(f"SELECT {', '.join(TRASH)} FROM {self.table.name} ORDER BY number")
        return [msgspec.convert(dict(zip(TRASH, row, strict=True)), InTrash) for row in rows]

    def first_free(self) -> int:
        """Return the first number that nothing in the register has."""
        return max((thing.number for thing in self.things()), default=0) + 1

    def tidy(self) -> None:
        """Take out of the register what is not in the trash: it came back, or a change was cut short before it came there."""
        things = self.things()
        if things:
            there = self.live.present(self.session)
            self.forget(thing.number for thing in things if thing.name not in there)

    def enter(self, kept: Iterable[Kept], now: str) -> None:
        """Write what goes into the trash at a time in ISO 8601."""
        for each in kept:
            until = (datetime.fromisoformat(now) + timedelta(days=each.days)).isoformat(timespec="seconds")
            texts = (each.kind, each.namespace, each.table, each.column, each.space, each.name, now, until)
            values = ", ".join([f"{each.number:d}", *(self.literal(text) for text in texts)])
            self.session.execute(f"INSERT INTO {self.table.name} ({', '.join(TRASH)}) VALUES ({values})")

    def forget(self, numbers: Iterable[int]) -> None:
        """Take things out of the register by their numbers."""
        listed = ", ".join(f"{number:d}" for number in numbers)
        if listed:
            self.session.execute(f"DELETE FROM {self.table.name} WHERE number IN ({listed})")

    def prepare(self, plan: Plan, now: str, *, whole: bool) -> None:
        """Make the register where a plan needs one, and write what will be in the trash where no transaction holds all of the plan."""
        if plan.trash:
            for statement in self.table.create:
                self.session.execute(statement)
        self.tidy()
        if not whole:
            self.enter(plan.trash, now)

    def ended(self, plan: Plan, now: str, *, whole: bool) -> None:
        """Write what is in the trash now that a plan has run, and no more what came back."""
        if whole:
            self.enter(plan.trash, now)
        if plan.returned:
            self.tidy()
