"""What differs between two states, and what an engine is asked to do about it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from schemac.model.names import Ref
from schemac.model.objects import Object
from schemac.model.plan import Phase
from schemac.model.tables import Part, Table


class Verb(StrEnum):
    """What a change does."""

    ADD = "add"
    DROP = "drop"
    ALTER = "alter"
    RENAME = "rename"


@dataclass(frozen=True, slots=True)
class Change:
    """One difference: what stood before, what stands after. An addition has no before, a drop no after.

    A change to a part of a table carries that table before and after; the two are None for a change to a whole object.
    aspects: the attributes that differ, for an alteration.
    because: why the change is there when it is not itself asked for (`view v reads column t.c`).
    """

    verb: Verb
    before: Object | Part | None
    after: Object | Part | None
    table_before: Table | None = None
    table_after: Table | None = None
    aspects: tuple[str, ...] = ()
    because: str = ""

    @property
    def subject(self) -> Object | Part:
        """What the change is about: what stands after, or what stood before where nothing does."""
        subject = self.after if self.after is not None else self.before
        if subject is None:
            message = "a change has a before or an after"
            raise ValueError(message)
        return subject

    @property
    def kind(self) -> str:
        """The kind of what the change is about."""
        return self.subject.kind

    @property
    def table(self) -> Table | None:
        """The table that a part belongs to, as it is called after the change; or the table itself."""
        table = self.table_after or self.table_before
        if table is not None:
            return table
        subject = self.subject
        return subject if isinstance(subject, Table) else None

    @property
    def ref(self) -> Ref:
        """The identity of what the change is about."""
        subject = self.subject
        if isinstance(subject, Object):
            return subject.ref
        return part_ref(self.table_after or self.table_before, subject)

    def reverse(self) -> Change:
        """Return the change that undoes this one."""
        verb = {Verb.ADD: Verb.DROP, Verb.DROP: Verb.ADD}.get(self.verb, self.verb)
        return replace(
            self,
            verb=verb,
            before=self.after,
            after=self.before,
            table_before=self.table_after,
            table_after=self.table_before,
        )


def part_ref(table: Table | None, part: Part) -> Ref:
    """Return the identity of a part of a table. Raises ValueError without a table."""
    if table is None:
        message = f"a {part.kind} is part of a table"
        raise ValueError(message)
    return Ref(part.kind, table.namespace, part.name, table.name)


@dataclass(frozen=True, slots=True)
class Action:
    """One statement to be: the template that writes it, what the template needs besides the change, and the phase in which it runs."""

    template: str
    change: Change
    fields: dict[str, Any] = field(default_factory=dict)
    phase: Phase = Phase.EXPAND


@dataclass(frozen=True, slots=True)
class Work:
    """What one engine does for one or more changes: actions that stay together and in this order."""

    changes: tuple[Change, ...]
    actions: tuple[Action, ...]
