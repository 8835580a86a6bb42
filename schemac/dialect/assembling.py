"""The tables that a file makes, as they stand at its end: what later statements add to them counts as if said at once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from msgspec.structs import replace

from schemac.dialect.reading import Asked, Spotted
from schemac.dialect.rules import Deed
from schemac.model.change import Change, Verb
from schemac.model.names import Name
from schemac.model.plan import Cost
from schemac.model.tables import Column, Index, Part, Table


class Assembling:
    """Takes in changes, and judges the design of the tables that came to be."""

    def __init__(self, asked: Asked) -> None:
        """Begin with no table."""
        self._asked = asked
        self._made: dict[Name, tuple[Table, int, int]] = {}
        self._later: set[str] = set()

    def take(self, deed: Deed, start: int, number: int) -> Iterator[Spotted]:
        """Take in what a statement does; a column is judged where it is written, and so is what belongs to a table of another file."""
        change = deed.change
        subject, owner = change.subject, change.ref.owner
        if isinstance(subject, Table):
            self._table(change, start, number)
            return
        known = isinstance(subject, Part) and owner in self._made
        if known:
            table, begin, first = self._made[owner]
            self._made[owner] = (_with(table, change), begin, first)
        if isinstance(subject, Column) and change.verb is not Verb.DROP:
            if "comment" not in change.aspects:
                self._later.add(str(change.ref))
                yield from self._judged(deed, start, number)
        elif not known and change.verb is Verb.ADD:
            yield from self._judged(deed, start, number)

    def at_end(self) -> Iterator[Spotted]:
        """Go through what is poorly designed in the tables that are left, each where it was made."""
        for table, start, number in self._made.values():
            deed = Deed(Change(Verb.ADD, None, table), Cost(), self._asked.can)
            yield from (spotted for spotted in self._judged(deed, start, number) if spotted.hazard.object not in self._later)

    def _judged(self, deed: Deed, start: int, number: int) -> Iterator[Spotted]:
        for rule in self._asked.design:
            for hazard in rule.judge(deed, None, number):
                yield Spotted(hazard, start)

    def _table(self, change: Change, start: int, number: int) -> None:
        before, after = change.before, change.after
        if change.verb is Verb.ADD and isinstance(after, Table):
            self._made[after.full_name] = (after, start, number)
        elif isinstance(before, Table) and before.full_name in self._made:
            table, begin, first = self._made.pop(before.full_name)
            if isinstance(after, Table):
                comment = after.comment if "comment" in change.aspects else table.comment
                made = replace(table, name=after.name, namespace=after.namespace, comment=comment)
                self._made[made.full_name] = (made, begin, first)


def _with(table: Table, change: Change) -> Table:
    """Return a table after the change of one of its parts."""
    before, after = change.before, change.after
    if isinstance(before or after, Column):
        return replace(table, columns=tuple(_columns(table, change)))
    if isinstance(before or after, Index):
        kept: list[Any] = [part for part in table.indexes if before is None or part.name != before.name]
        return replace(table, indexes=(*kept, *([after] if after is not None else [])))
    kept = [part for part in table.constraints if before is None or part.name != before.name]
    return replace(table, constraints=(*kept, *([after] if after is not None else [])))


def _columns(table: Table, change: Change) -> Iterator[Column]:
    before, after = change.before, change.after
    if before is None and isinstance(after, Column):
        yield from (*table.columns, after)
        return
    for column in table.columns:
        if before is None or column.name != before.name:
            yield column
        elif isinstance(after, Column):
            changed = {aspect: getattr(after, aspect) for aspect in change.aspects}
            yield replace(column, name=after.name, **changed)
