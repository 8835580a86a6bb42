"""Whether two expressions mean the same: the rungs of the ladder that need no server, and a note of what does."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from schemac.dialect import Question
from schemac.model.names import Name, Ref
from schemac.model.objects import Object, View
from schemac.model.programs import ROUTINES
from schemac.model.relations import MaterializedView
from schemac.model.schema import Schema
from schemac.model.sql_text import called, identifiers
from schemac.model.tables import Column, Part, Table

_LENGTH = re.compile(r"\([\d, ]*\)")


@dataclass(slots=True)
class Ladder:
    """Compares by text, then by canonical form, then by what is known of the server's own spelling; else the server must be asked.

    canonical: the dialect's canonical form of an expression. answers: the server's text of desired expressions, remembered or asked for.
    moving: the columns whose types change, by table or view. What speaks of one is the same only if it is equal text: the server's words
        for the old type (`(0)::numeric`) say something else over the new one.
    unlike: the names of columns that do not compare as text does, so that a canonical form says nothing of them.
    renewed: the names of routines of which an overload comes or goes. What calls one is the same only if it is equal text: the cast that
    makes no difference elsewhere may choose the overload.
    questions: what the ladder could not decide.
    """

    canonical: Callable[[str], str | None]
    answers: Mapping[tuple[Ref, str], str]
    moving: Mapping[Name, frozenset[str]] = field(default_factory=dict)
    unlike: frozenset[str] = frozenset()
    renewed: frozenset[str] = frozenset()
    questions: list[Question] = field(default_factory=list)

    def same(self, ref: Ref, attribute: str, desired: str, live: str, subject: Object | Part, holder: Object | None = None) -> bool:
        """Tell whether the desired expression means what the live one does; what stays open becomes a question."""
        if desired == live:
            return True
        if self.moving and self._moves(live, subject, holder):
            return False
        if self.renewed and not self.renewed.isdisjoint(called(live)):
            return False
        answer = self.answers.get((ref, attribute))
        if answer is not None:
            return answer == live
        if self.unlike.isdisjoint(identifiers(live)) and self.alike(desired, live):
            return True
        self.questions.append(Question(ref, attribute, desired, subject, holder, live))
        return False

    def _moves(self, live: str, subject: Object | Part, holder: Object | None) -> bool:
        """Tell whether an expression speaks of a column whose type changes; a column's default does of the column."""
        words = identifiers(live)
        if isinstance(subject, View | MaterializedView):
            return any(name.name in words and not columns.isdisjoint(words) for name, columns in self.moving.items())
        columns = self.moving.get(holder.full_name, frozenset()) if holder is not None else frozenset()
        return not columns.isdisjoint(words) or (isinstance(subject, Column) and subject.name in columns)

    def alike(self, one: str, other: str) -> bool:
        """Tell whether two expressions have one canonical form."""
        if one == other:
            return True
        form = self.canonical(one)
        return form is not None and form == self.canonical(other)


def moving(current: Schema, desired: Schema) -> dict[Name, frozenset[str]]:
    """Return the columns whose types change in more than their lengths, by table, and by the views that show them under their names."""
    found: dict[Name, frozenset[str]] = {}
    for table in desired.tables:
        live = current.table(table.full_name)
        if live is None or live == table:
            continue
        columns = frozenset(column.name for column in table.columns if _retyped(live, column))
        if columns:
            found[table.full_name] = columns
    waiting = bool(found)
    while waiting:
        waiting = False
        for view in [each for each in current if isinstance(each, View | MaterializedView)]:
            words = identifiers(view.sql)
            if view.full_name in found or not any(name.name in words and not columns.isdisjoint(words) for name, columns in found.items()):
                continue
            found[view.full_name] = words
            waiting = True
    return found


def renewed(current: Schema, desired: Schema) -> frozenset[str]:
    """Return the names of the routines of which an overload is in one schema only."""
    refs = (ref for ref in current.objects.keys() ^ desired.objects.keys() if ref.kind in ROUTINES)
    return frozenset(ref.name.partition("(")[0] for ref in refs)


def _retyped(live: Table, column: Column) -> bool:
    old = live.column(column.name)
    return old is not None and _LENGTH.sub("", old.type) != _LENGTH.sub("", column.type)
