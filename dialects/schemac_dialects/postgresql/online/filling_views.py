"""Materialized views made anew without their rows, which come once the tables that they read are not locked any more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace as replace_change

from msgspec.structs import replace

from schemac.dialect import Legalizing
from schemac.model.change import Action, Change, Verb, Work
from schemac.model.objects import View
from schemac.model.plan import Phase
from schemac.model.relations import MaterializedView
from schemac.model.sql_text import identifiers
from schemac_dialects.postgresql.online.apart import validated


def filled_later(works: Sequence[Work], context: Legalizing) -> list[Work]:
    """Return the works with the rows of materialized views that go and come back read at the plan's end, in no transaction."""
    gone = {change.ref for work in works for change in work.changes if change.verb is Verb.DROP}
    made: list[Work] = []
    fills: list[MaterializedView] = []
    for work in works:
        change = work.changes[0] if work.changes else None
        view = change.after if change is not None and change.verb is Verb.ADD and change.ref in gone else None
        if change is None or not isinstance(view, MaterializedView) or not view.populated:
            made.append(work)
            continue
        empty = replace_change(change, after=replace(view, populated=False))
        actions = (replace_change(action, change=empty) if action.change == change else action for action in work.actions)
        made.append(Work((empty, *work.changes[1:]), tuple(actions)))
        fills.append(view)
    return [*made, *map(_fill, _behind_what_they_read(fills, context))]


def _fill(view: MaterializedView) -> Work:
    """Return the work that fills a view; it alters what the plan itself has made, so that nothing of before depends on it."""
    change = Change(Verb.ALTER, None, view, aspects=("populated",), because="the tables that it reads were locked when it was made")
    return Work((change,), (validated(Action("refresh_materialized_view", change), Phase.CONTRACT),))


def _behind_what_they_read(fills: Sequence[MaterializedView], context: Legalizing) -> list[MaterializedView]:
    """Return the views in an order in which each comes after those that it reads, itself or through others."""
    known = {item.name: item.sql for item in context.desired if isinstance(item, View | MaterializedView)}
    reads = {name: identifiers(sql) & known.keys() - {name} for name, sql in known.items()}

    def depth(name: str, above: frozenset[str]) -> int:
        return 1 + max((depth(other, above | {other}) for other in reads.get(name, ()) if other not in above), default=0)

    return sorted(fills, key=lambda view: depth(view.name, frozenset({view.name})))
