"""The history of a database, kept in it: written before a change begins, after each of its statements, and when it ends.

A row is written in the transaction whose statements it speaks of, so that what it says of them is true whenever the process dies.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import msgspec
from msgspec.structs import replace

from schemac.apply.trash import Register
from schemac.dialect.own_tables import HISTORY, OwnTable
from schemac.errors import SchemacError
from schemac.model.history import Entry, State, Undo
from schemac.model.plan import Plan
from schemac.session import Session

UNDO = "undo"
"""The command of an entry that takes back another."""

_TOLD = tuple(Entry.__struct_fields__)


@dataclass(frozen=True, slots=True)
class Origin:
    """Who changes a database, and with what.

    who: `alice@laptop`. command: what was called. tool: the version of schemac. now: the time in ISO 8601, UTC.
    """

    who: str
    command: str
    tool: str
    now: Callable[[], str]


def entries(session: Session, table: OwnTable) -> list[Entry]:
    """Return the history of a database, newest first; empty where none was kept or it may not be read."""
    if not session.query(table.exists):
        return []
    rows = session.query(f"SELECT {', '.join(_TOLD)} FROM {table.name} ORDER BY number DESC")
    return [msgspec.convert(dict(zip(_TOLD, row, strict=True)), Entry) for row in rows]


def plan_of(session: Session, table: OwnTable, number: int) -> Plan:
    """Return the plan of an entry."""
    return msgspec.json.decode(str(session.query(f"SELECT plan FROM {table.name} WHERE number = {number:d}")[0][0]), type=Plan)


def undo_of_entry(session: Session, table: OwnTable, number: int) -> Undo | None:
    """Return what would undo an entry; None where it did not come to its end."""
    text = str(session.query(f"SELECT back FROM {table.name} WHERE number = {number:d}")[0][0])
    return msgspec.json.decode(text, type=Undo) if text else None


def mark(session: Session, table: OwnTable, number: int, state: State, message: str) -> None:
    """Say of an entry how it stands now. `message` holds no quote."""
    session.execute(f"UPDATE {table.name} SET state = '{state}', message = '{message}' WHERE number = {number:d}")


@dataclass(slots=True)
class Recording:
    """The entry of one change that is made.

    literal: a text as SQL. whole: whether the change is made in one transaction, so that the entry is written in it, when it ends.
    undoes: the entry that the change takes back, if it does. register: of the trash.
    """

    session: Session
    table: OwnTable
    register: Register
    literal: Callable[[str], str]
    origin: Origin
    plan: Plan
    whole: bool
    undoes: int = 0
    entry: Entry = field(init=False)

    def __post_init__(self) -> None:
        """Begin an entry; it is not written yet."""
        self.entry = Entry(
            state=State.RUNNING,
            command=UNDO if self.undoes else self.origin.command,
            who=self.origin.who,
            tool=self.origin.tool,
            started=self.origin.now(),
            current=self.plan.current,
            desired=self.plan.desired,
            statements=len(self.plan.steps),
            message=f"undoes {self.undoes}" if self.undoes else "",
        )

    def prepare(self, left: Sequence[Entry]) -> None:
        """Make the table where it is not there, say of what nobody works on any more that it was interrupted, and write that this begins.

        left: the entries that still say that they are under way.
        """
        for statement in self.table.create:
            self.session.execute(statement)
        for each in left:
            mark(self.session, self.table, each.number, State.INTERRUPTED, f"after statement {each.done} of {each.statements}")
        self.register.prepare(self.plan, self.entry.started, whole=self.whole)
        if not self.whole:
            self._insert("")

    def ran(self, done: int) -> None:
        """Say that so many statements stand once this transaction is committed."""
        if not self.whole:
            self.session.execute(f"UPDATE {self.table.name} SET done = {done:d} WHERE number = {self.entry.number:d}")

    def ended(self, undo: Undo) -> None:
        """Say that the change is done, and what would undo it."""
        text = msgspec.json.encode(replace(undo, trash=self.plan.trash)).decode()
        self.register.ended(self.plan, self.entry.started, whole=self.whole)
        self.entry = replace(self.entry, state=State.DONE, done=self.entry.statements, ended=self.origin.now())
        if self.whole:
            self._insert(text)
        else:
            self._update(f", back = {self.literal(text)}")
        if self.undoes:
            mark(self.session, self.table, self.undoes, State.UNDONE, f"by {self.entry.number}")

    def failed(self, error: SchemacError) -> None:
        """Say that the change ended with an error, and with which."""
        message = " | ".join(problem.message for problem in error.problems)
        self.entry = replace(self.entry, state=State.FAILED, ended=self.origin.now(), message=message)
        if self.whole:
            self._insert("")
        else:
            done = self.session.query(f"SELECT done FROM {self.table.name} WHERE number = {self.entry.number:d}")
            self.entry = replace(self.entry, done=int(done[0][0]))
            self._update("")

    def _insert(self, undo: str) -> None:
        number = int(self.session.query(f"SELECT coalesce(max(number), 0) + 1 FROM {self.table.name}")[0][0])
        self.entry = replace(self.entry, number=number)
        plan = msgspec.json.encode(self.plan).decode()
        values = {**msgspec.structs.asdict(self.entry), "plan": plan, "back": undo}
        said = ", ".join(
            str(values[column]) if isinstance(values[column], int) else self.literal(str(values[column])) for column in HISTORY
        )
        self.session.execute(f"INSERT INTO {self.table.name} ({', '.join(HISTORY)}) VALUES ({said})")

    def _update(self, more: str) -> None:
        entry = self.entry
        said = f"state = '{entry.state}', ended = '{entry.ended}', done = {entry.done:d}, message = {self.literal(entry.message)}"
        self.session.execute(f"UPDATE {self.table.name} SET {said}{more} WHERE number = {entry.number:d}")
