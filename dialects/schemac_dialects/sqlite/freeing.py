"""What goes by itself before a table is made anew, so that no two rebuilds wait for each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from schemac.model.change import Change, Verb
from schemac.model.names import Name
from schemac.model.programs import Trigger
from schemac.model.tables import Index, Table


def freed(own: Sequence[Change], takers: Mapping[tuple[str, str], set[Name]], table: Name) -> list[Change]:
    """Return those of a table's changes that drop an index or a trigger whose name is taken outside the table."""
    return [
        change for change in own if change.verb is Verb.DROP and any(takers.get(name, set()) - {table} for name in _names(change.before))
    ]


def takers_of(changes: Sequence[Change]) -> dict[tuple[str, str], set[Name]]:
    """Return who takes each name anew: the tables that additions belong to."""
    found: dict[tuple[str, str], set[Name]] = {}
    for change in changes:
        if change.verb in {Verb.ADD, Verb.RENAME}:
            subject = change.subject
            owner = subject.owner if isinstance(subject, Trigger) else change.ref.owner
            for name in (*_names(subject), *_relation(change)):
                found.setdefault(name, set()).add(owner)
    return found


def _names(subject: object) -> Iterator[tuple[str, str]]:
    """Go through the names that an index, a trigger, or a whole table with its indexes takes in the database, in lower case."""
    if isinstance(subject, Trigger):
        yield "trigger", subject.name.lower()
    elif isinstance(subject, Index):
        yield "relation", subject.name.lower()
    elif isinstance(subject, Table):
        yield from (("relation", index.name.lower()) for index in subject.indexes)


def _relation(change: Change) -> Iterator[tuple[str, str]]:
    """Go through the name of a table or view, which no index may have."""
    if change.kind in {"table", "view", "virtual_table"}:
        yield "relation", change.ref.name.lower()
