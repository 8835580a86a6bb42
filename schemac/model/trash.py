"""What is dropped and still kept for a while: tables with their rows, columns with their values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from msgspec import Struct

from schemac.model.names import Name, Ref, dotted
from schemac.model.plan import Kept

DAYS = 30
"""For how many days dropped things are kept, if nothing else is said."""


@dataclass(frozen=True, slots=True)
class TrashRule:
    """What goes to the trash: for how many days, and up to how many bytes a table; None for any size."""

    days: int = DAYS
    up_to: int | None = None


@dataclass(frozen=True, slots=True)
class Returning:
    """Something that comes back from the trash; `key` is what the columns of its key are called now."""

    kept: Kept
    key: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Trash:
    """What a plan may put into the trash of a database, and what it takes out.

    rule: None where nothing goes in. first: the first number that is free. used: types that something in the trash has.
    kept: what is kept of what the plan drops, by what it was. lost: why something is not kept. back: what comes back, by what it will be.
    gone: what would come back, had the trash not been purged of it.
    """

    rule: TrashRule | None = None
    first: int = 1
    used: frozenset[Ref] = frozenset()
    kept: Mapping[Ref, Kept] = field(default_factory=dict)
    lost: Mapping[Ref, str] = field(default_factory=dict)
    back: Mapping[Ref, Returning] = field(default_factory=dict)
    gone: tuple[str, ...] = ()


class InTrash(Struct, frozen=True, kw_only=True):
    """One thing in the trash of a database, as its register has it.

    kind: `table`, `column`, or that of a type which a kept table has. since, until: in ISO 8601, UTC.
    """

    number: int
    kind: str
    namespace: str
    of_table: str
    of_column: str
    space: str
    name: str
    since: str
    until: str

    @property
    def place(self) -> Name:
        """Where it is now."""
        return Name(self.space, self.name)

    @property
    def was(self) -> str:
        """What it was called, as a definition spells it."""
        return dotted(self.namespace, self.of_table, self.of_column)
