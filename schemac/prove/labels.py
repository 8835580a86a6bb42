"""What is known of undoing a change without trying it."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from schemac.hazards.lossy_type import keeps_every_value
from schemac.model.change import Change, Verb
from schemac.model.objects import Enum, Object, Sequence
from schemac.model.plan import Kept
from schemac.model.proof import Outcome, Reversal
from schemac.model.raw import RawStatement
from schemac.model.rows import Rows, row_differences
from schemac.model.tables import Column, Part, Table

Label = tuple[Reversal, str]

LOSSLESS: Label = (Reversal.LOSSLESS, "")


def labels(changes: Iterable[Change]) -> tuple[Outcome, ...]:
    """Return for each change what undoing it brings back, as far as that is known without trying."""
    return tuple(_outcome(change) for change in changes)


def trash_labels(undo: Iterable[Outcome], kept: Iterable[Kept]) -> tuple[Outcome, ...]:
    """Return the outcomes with those of what the trash keeps: undoing brings that back with what it held."""
    there = {(each.kind, each.was) for each in kept}
    return tuple(
        replace(each, undo=Reversal.LOSSLESS, why="") if each.verb == Verb.DROP.value and (each.ref.kind, each.ref.path) in there else each
        for each in undo
    )


def _outcome(change: Change) -> Outcome:
    undo, why = _label(change)
    return Outcome(ref=change.ref, verb=change.verb.value, undo=undo, why=why)


def _label(change: Change) -> Label:
    match change.verb:
        case Verb.ADD:
            return _added(change.subject)
        case Verb.DROP:
            return _dropped(change.subject)
        case Verb.ALTER:
            return _altered(change)
        case Verb.RENAME:
            return LOSSLESS


def _added(subject: Object | Part) -> Label:
    """Label an addition: what is new can be taken away again."""
    if isinstance(subject, RawStatement) and not subject.drop:
        return Reversal.IRREVERSIBLE, "nothing says how to take its statements back"
    return LOSSLESS


def _dropped(subject: Object | Part) -> Label:
    """Label a drop by what the thing held that no definition says."""
    match subject:
        case Table():
            return Reversal.LOSSY, "its rows are lost"
        case Column() as column if column.generated is None:
            if must_be_given(column):
                return Reversal.IRREVERSIBLE, "its values are lost, and it would have to have some"
            return Reversal.LOSSY, "its values are lost"
        case Sequence():
            return Reversal.LOSSY, "where it stood is lost"
        case Rows() as rows:
            return Reversal.LOSSY, _columns_beside(rows)
        case Object() if subject.kind == "role":
            return Reversal.IRREVERSIBLE, "its password is not known"
        case Object() if subject.kind in {"user_mapping", "subscription"}:
            return Reversal.IRREVERSIBLE, "its secrets are not known"
        case _:
            return LOSSLESS


def must_be_given(column: Column) -> bool:
    """Tell whether each row has to bring a value for a column."""
    return not column.nullable and column.default is None and column.identity is None and column.generated is None


def _altered(change: Change) -> Label:
    """Label an alteration by the values that do not outlive it."""
    match change.before, change.after:
        case Column() as before, Column() as after:
            return _column(before, after)
        case Enum() as before, Enum() as after:
            gone = [label for label in before.values if label not in after.values]
            return (Reversal.LOSSY, f"which rows held {', '.join(gone)} is lost") if gone else LOSSLESS
        case Rows() as before, Rows() as after:
            return (Reversal.LOSSY, _columns_beside(before)) if row_differences(before, after).removed else LOSSLESS
        case _:
            return LOSSLESS


def _column(before: Column, after: Column) -> Label:
    if before.generated is None and after.generated is not None:
        return Reversal.LOSSY, "its values are computed from then on, and those that it held are lost"
    if before.type != after.type and before.generated is None and not keeps_every_value(before.type, after.type):
        return Reversal.LOSSY, f"what {before.type} holds and {after.type} does not is lost"
    return LOSSLESS


def _columns_beside(rows: Rows) -> str:
    return f"what rows that are deleted held beside {', '.join(rows.columns)} is lost"
