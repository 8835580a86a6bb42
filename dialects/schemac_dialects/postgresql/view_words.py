"""What is said of the columns of views, materialized views and composite types, beside what makes them: comments and defaults."""

from __future__ import annotations

from collections.abc import Iterator

from schemac.model.change import Action, Change
from schemac.model.objects import Object, Words
from schemac.model.relations import Composite

COMMENTS, DEFAULTS = "column_comments", "column_defaults"
OF_COLUMNS = (COMMENTS, DEFAULTS)


def of_columns(change: Change, word: str) -> Iterator[Action]:
    """Go through the actions that change one of these words, one for each column."""
    before, after = change.before, change.after
    if not isinstance(after, Object):
        return
    old: Words = before.options.get(word, {}) if isinstance(before, Object) else {}
    new: Words = after.options.get(word, {})
    for column in sorted(old.keys() | new.keys()):
        gone = isinstance(after, Composite) and column not in {attribute.name for attribute in after.attributes}
        if old.get(column) != new.get(column) and not gone:
            template = "comment_inner_column" if word == COMMENTS else "alter_view_default"
            yield Action(template, change, {"column": column, "said": new.get(column)})


def of_new_columns(change: Change) -> list[Action]:
    """Return the actions that say of a new object's columns what is to be said."""
    return [action for word in OF_COLUMNS for action in of_columns(change, word)]
