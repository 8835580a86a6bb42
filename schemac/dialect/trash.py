"""What the trashes of all engines share: the values of columns."""

from __future__ import annotations

from collections.abc import Iterator

from schemac.model.change import Action, Change, Verb
from schemac.model.tables import Column
from schemac.model.trash import Trash


def column_kept(change: Change, trash: Trash) -> Iterator[Action]:
    """Go through what keeps the values of a column before it is dropped: beside the key of their rows, in a table of the trash.

    Nulls are kept only of a column that has a default: there a row without a value is not one that came later.
    """
    column, kept = change.before, trash.kept.get(change.ref)
    if change.verb is Verb.DROP and isinstance(column, Column) and kept is not None:
        fields = {"place": kept.place, "key": kept.key, "column": column, "all_rows": column.default is not None, "kept": kept}
        yield Action("keep_values", change, fields)


def returning_column(change: Change, trash: Trash) -> bool:
    """Tell whether a change adds a column whose values are in the trash."""
    return change.verb is Verb.ADD and isinstance(change.after, Column) and change.ref in trash.back
