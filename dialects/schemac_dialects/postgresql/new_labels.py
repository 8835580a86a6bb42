"""Labels that are new in this plan: the server lets nobody use one in the transaction that adds it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from schemac.model.change import Action, Change, Verb, Work
from schemac.model.objects import Domain, Enum, View
from schemac.model.tables import Check, Column, Index, Table
from schemac_dialects.postgresql.enums import is_rebuild
from schemac_dialects.postgresql.quoting import literal

COMMIT_BEFORE = "commit_before"
"""The field of an action that can only run once what stands before it is committed."""


def after_commit(works: Sequence[Work]) -> list[Work]:
    """Return the works with those marked that use a label which another one adds to an enum."""
    labels = [literal(label) for work in works for change in work.changes for label in _added(change)]
    if not labels:
        return list(works)
    return [_marked(work) if _uses(work.changes, labels) else work for work in works]


def _added(change: Change) -> Iterator[str]:
    """Go through the labels that a change adds to an enum that stays."""
    before, after = change.before, change.after
    if change.verb is Verb.ALTER and isinstance(before, Enum) and isinstance(after, Enum) and not is_rebuild(before, after):
        yield from (label for label in after.values if label not in before.values)


def _uses(changes: Iterable[Change], labels: Sequence[str]) -> bool:
    texts = [text for change in changes for text in _texts(change.after)]
    return any(label in text for text in texts for label in labels)


def _texts(subject: object) -> Iterator[str]:
    """Go through the expressions that stand in an object or part."""
    match subject:
        case Table():
            for part in (*subject.columns, *subject.constraints, *subject.indexes):
                yield from _texts(part)
        case Column():
            yield subject.default or ""
            yield subject.generated.sql if subject.generated is not None else ""
        case Check() | View():
            yield subject.sql
        case Index():
            yield subject.where
            yield from (key.sql for key in subject.keys)
        case Domain():
            yield subject.default or ""
            yield from (check.sql for check in subject.checks)
        case _:
            return


def _marked(work: Work) -> Work:
    """Return a work whose first action waits for a commit."""
    if not work.actions:
        return work
    first: Action = work.actions[0]
    marked = replace(first, fields={**first.fields, COMMIT_BEFORE: True})
    return replace(work, actions=(marked, *work.actions[1:]))
