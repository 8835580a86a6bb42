"""What a database remembers of those who changed it: who, what, when, how it ended, and what would undo it."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from schemac.model.names import Ref
from schemac.model.plan import Kept
from schemac.model.schema import AnyObject

HISTORY_FORMAT = 1


class State(StrEnum):
    """How a change of a database stands.

    running: under way, or ended so suddenly that nobody could say so. interrupted: it was found to have ended so. failed: it ended with
    an error. undone: it was done, and taken back later.
    """

    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    INTERRUPTED = "interrupted"
    UNDONE = "undone"


class Entry(Struct, frozen=True, kw_only=True):
    """One change of a database.

    number: from 1, in order. command: `apply` or `undo`. who: `alice@laptop`. tool: the version of schemac.
    started, ended: in ISO 8601, UTC; `ended` is empty while it runs. current, desired: the fingerprints of both ends.
    statements, done: how many the plan has, and how many of them are known to stand. message: what went wrong, or what it undoes.
    """

    number: int = 0
    state: State
    command: str
    who: str
    tool: str
    started: str
    ended: str = ""
    current: str
    desired: str
    statements: int
    done: int = 0
    message: str = ""


class Undo(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a change found and what it left, as far as it touched it.

    before, after: whole objects in the live database's words. renamed: what is now called so, by the ref that it had, and the name that
    it has; a table or a part of one. trash: what was kept of what the change dropped.
    """

    format: int = HISTORY_FORMAT
    before: tuple[AnyObject, ...] = ()
    after: tuple[AnyObject, ...] = ()
    renamed: tuple[tuple[Ref, str], ...] = ()
    trash: tuple[Kept, ...] = ()
