"""Changes that lose what is stored."""

from __future__ import annotations

from collections.abc import Iterator

from schemac.model.change import Change, Verb
from schemac.model.objects import Enum, Namespace, Sequence
from schemac.model.plan import Hazard, Severity
from schemac.model.programs import VirtualTable
from schemac.model.tables import Column, Table


def namespace_dropped(change: Change) -> Iterator[Hazard]:
    """DS101: a namespace is dropped."""
    if change.verb is Verb.DROP and isinstance(change.before, Namespace):
        yield Hazard(
            code="DS101",
            severity=Severity.DANGER,
            message=f"namespace {change.before.name} is dropped",
            remedy="make sure nobody uses it, then allow DS101",
        )


def table_dropped(change: Change) -> Iterator[Hazard]:
    """DS102: a table and its rows are dropped."""
    if change.verb is Verb.DROP and isinstance(change.before, Table):
        name = change.before.full_name
        yield Hazard(
            code="DS102",
            severity=Severity.DANGER,
            message=f"table {name} and its rows are dropped",
            remedy=f"keep it with `manage: {{ignore: [{name}]}}`, or allow DS102",
        )


def virtual_table_dropped(change: Change) -> Iterator[Hazard]:
    """DS107: a virtual table and the rows that its module keeps are dropped."""
    if change.verb is Verb.DROP and isinstance(change.before, VirtualTable):
        yield Hazard(
            code="DS107",
            severity=Severity.DANGER,
            message=f"virtual table {change.before.full_name} and the rows that its module keeps are dropped",
            remedy="make sure that they can be made again from other tables, then allow DS107",
        )


def column_dropped(change: Change) -> Iterator[Hazard]:
    """DS103: a column and its values are dropped; one that is computed on reading holds none."""
    column = change.before
    if change.verb is not Verb.DROP or not isinstance(column, Column) or (column.generated is not None and not column.generated.stored):
        return
    yield Hazard(
        code="DS103",
        severity=Severity.DANGER,
        message=f"column {change.ref.path} and its values are dropped",
        remedy="stop reading and writing it first, then allow DS103; if it was renamed, say so with `renamed_from`",
    )


def values_computed(change: Change) -> Iterator[Hazard]:
    """DS108: a column with values of its own becomes a computed one, or one that is computed on reading a plain one."""
    before, after = change.before, change.after
    if change.verb is not Verb.ALTER or not isinstance(before, Column) or not isinstance(after, Column):
        return
    if before.generated is None and after.generated is not None:
        yield Hazard(
            code="DS108",
            severity=Severity.DANGER,
            message=f"the values of column {change.ref.path} give way to computed ones",
            remedy="compare the two first, or keep the old column under another name with `renamed_from`; then allow DS108",
        )
    elif before.generated is not None and not before.generated.stored and after.generated is None:
        yield Hazard(
            code="DS108",
            severity=Severity.DANGER,
            message=f"column {change.ref.path} is computed on reading and will be empty",
            remedy="fill the new column from the expression afterwards, then allow DS108",
        )


def sequence_dropped(change: Change) -> Iterator[Hazard]:
    """DS104: a sequence is dropped, and with it how far it has counted; one that goes with its column is no news."""
    if change.verb is Verb.DROP and isinstance(change.before, Sequence) and change.before.owned_by is None:
        yield Hazard(
            code="DS104",
            severity=Severity.DANGER,
            message=f"sequence {change.before.full_name} and its count are dropped",
            remedy="note its last value, then allow DS104",
        )


def enum_label_removed(change: Change) -> Iterator[Hazard]:
    """DS105: labels leave an enum while rows may hold them."""
    before, after = change.before, change.after
    if change.verb is not Verb.ALTER or not isinstance(before, Enum) or not isinstance(after, Enum):
        return
    gone = [label for label in before.values if label not in after.values]
    if gone:
        yield Hazard(
            code="DS105",
            severity=Severity.DANGER,
            message=f"enum {after.full_name} loses {', '.join(gone)}; rows that hold them make the change fail",
            remedy="change those rows first, then allow DS105",
        )
