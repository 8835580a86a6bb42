"""What somebody wrote: the desired state, and what is wished for besides the state."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import astuple, dataclass, field
from typing import Any

import msgspec

from schemac.errors import Position, Problem
from schemac.model.names import Ref
from schemac.model.objects import Object
from schemac.model.schema import EMPTY, Schema


def nowhere(ref: Ref) -> Position | None:  # noqa: ARG001 - the shape of every `locate`
    """Return no position: the definition was not read from a file."""
    return None


@dataclass(frozen=True, slots=True)
class Naming:
    """Patterns for the names of what nobody named; None leaves the name to the engine.

    A pattern may hold `{table}` and `{columns}` (joined by an underscore).
    """

    primary_key: str | None = "{table}_pkey"
    unique: str | None = "{table}_{columns}_key"
    foreign_key: str | None = "{table}_{columns}_fkey"
    index: str | None = "{table}_{columns}_idx"
    check: str | None = "{table}_{columns}_check"


@dataclass(frozen=True, slots=True)
class Definition:
    """A schema as written, or (after `normalize`) the same schema in one engine's own terms.

    renames: for a ref of an object or part, its former names, oldest first.
    settled: of renames by which things change places, those that the database remembers; only while planning.
    unmanaged: objects that are never altered or dropped. `manage` holds patterns (`audit.*`) for the same.
    prune: whether objects that exist only in the database are dropped.
    owner: who owns every object of which nothing else is said, on engines whose objects have owners; empty leaves owners alone.
    expressions: the dialect in which checks, defaults, queries and the like are written.
    derived: refs whose names were made from `naming`; only after `normalize`.
    own: objects in the definition's own words, where they are said in the live database's; only after `reconcile`.
    silent: native words of columns of which a definition that leaves them out says nothing; only after `normalize`.
    sql_words: native words of tables that are the engine's SQL, or lists of such texts; only after `normalize`.
    losses: what the target cannot keep, one problem a loss; only after `normalize`.
    locate: where an object or part was written.
    """

    schema: Schema = EMPTY
    name: str = ""
    targets: tuple[str, ...] = ()
    expressions: str = "postgresql"
    owner: str = ""
    naming: Naming = Naming()
    renames: Mapping[Ref, tuple[str, ...]] = field(default_factory=dict)
    settled: frozenset[Ref] = frozenset()
    unmanaged: frozenset[Ref] = frozenset()
    ignore: tuple[str, ...] = ()
    prune: bool = False
    operations: Mapping[str, Any] = field(default_factory=dict)
    derived: frozenset[Ref] = frozenset()
    own: Mapping[Ref, Object] = field(default_factory=dict)
    silent: frozenset[str] = frozenset()
    sql_words: frozenset[str] = frozenset()
    losses: tuple[Problem, ...] = ()
    locate: Callable[[Ref], Position | None] = nowhere

    def fingerprint(self) -> str:
        """Return a hash that two definitions share exactly when they ask for the same, wherever and in whatever order it is written."""
        renames = sorted((ref, former) for ref, former in self.renames.items())
        said = [
            self.schema.fingerprint(),
            self.name,
            self.expressions,
            self.owner,
            astuple(self.naming),
            renames,
            sorted(self.unmanaged),
            self.ignore,
            self.prune,
            self.operations,
        ]
        return "sha256:" + hashlib.sha256(msgspec.json.encode(said, order="sorted")).hexdigest()
