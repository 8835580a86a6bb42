"""Where a plan is proved: a scratch database, and what is needed to work on it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass

from schemac.dialect import Capabilities, Dialect, Engine
from schemac.model.inspection import Inspection
from schemac.model.names import Ref
from schemac.model.objects import Object
from schemac.model.plan import Step
from schemac.session import Session

ASIDE = frozenset({"role", "user_mapping", "subscription", "event"})
"""Kinds that stay out of a scratch database: they belong to the whole server, reach other servers, or act by themselves."""


@dataclass(frozen=True, slots=True)
class Bench:
    """One scratch database that is open.

    run: runs steps as an apply does, and tells before each what it is about; raises DatabaseError.
    """

    session: Session
    dialect: Dialect
    engine: Engine
    can: Capabilities
    run: Callable[[Session, Engine, Sequence[Step], Callable[[Ref], None]], None]

    def plain(self, text: str) -> str:
        """Return what the server said without what may be another each time: the scratch database's name, and what a row held."""
        name = self.session.url.database
        said, shown, _ = text.partition(" contains (")
        text = said.rpartition(": ")[0] if shown else text
        return text.replace(f"`{name}`.", "").replace(f"{name}.", "").replace(name, "scratch")

    def inspect(self) -> Inspection:
        """Return what is in the scratch database now."""
        return self.engine.inspect(self.session)


@dataclass(frozen=True, slots=True)
class Benches:
    """What lends a scratch database, empty each time.

    lend: by the roles that must be there while it is lent. rows: how many rows each table is to have.
    """

    lend: Callable[[Collection[str]], AbstractContextManager[Bench]]
    rows: int


def is_aside(item: Object) -> bool:
    """Tell whether an object stays out of a scratch database."""
    return item.kind in ASIDE
