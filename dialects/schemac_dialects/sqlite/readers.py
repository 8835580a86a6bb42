"""Views that read one that is made anew: while that is away, SQLite could not read them, and so renames nothing and drops no column."""

from __future__ import annotations

from collections.abc import Sequence

from schemac.dialect import Legalizing
from schemac.model.change import Change, Verb
from schemac.model.names import Ref
from schemac.model.objects import View
from schemac.model.sql_text import identifiers

_ASKING = frozenset({(Verb.RENAME, "table"), (Verb.RENAME, "column"), (Verb.RENAME, "virtual_table"), (Verb.DROP, "column")})
"""What SQLite makes only where it can read every view."""


def with_readers(changes: Sequence[Change], context: Legalizing) -> list[Change]:
    """Return the changes with a drop and an addition of each view that reads, however far off, one that goes, if SQLite would ask it.

    Source: https://www.sqlite.org/lang_altertable.html, section 2: a rename is refused where a view means a table that is not there.
    The same is so where a column is dropped; rebuilds rename in the old style, which asks no view.
    """
    if not any((change.verb, change.kind) in _ASKING for change in changes):
        return list(changes)
    away = {change.ref for change in changes if change.verb is Verb.DROP and isinstance(change.before, View)}
    back = {change.ref for change in changes if change.verb is Verb.ADD and isinstance(change.after, View)}
    made = list(changes)
    words = {word for ref in away & back for word in (ref.name, ref.name.lower())}
    staying = [view for view in context.current.views if view.ref not in away]
    more = bool(words) and bool(staying)
    while more:
        found = [view for view in staying if not identifiers(view.sql).isdisjoint(words)]
        for view in found:
            made += _again(view, context)
            words |= {view.name, view.name.lower()}
        staying = [view for view in staying if view not in found]
        more = bool(found)
    return made


def _again(view: View, context: Legalizing) -> tuple[Change, Change]:
    """Return the drop and the addition of a view."""
    because = "it reads a view that is made anew"
    wanted = context.desired.objects.get(Ref("view", view.namespace, view.name), view)
    return Change(Verb.DROP, view, None, because=because), Change(Verb.ADD, None, wanted, because=because)
