"""Phases of a plan kept apart: what needs something of a later phase goes there too."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from schemac.model.change import Verb, Work
from schemac.model.names import Name
from schemac.model.plan import Phase
from schemac.model.tables import ForeignKey, Part

_PHASES = tuple(Phase)
_RESTED_ON = frozenset({"primary_key", "unique", "index"})
"""Parts on which a foreign key may rest."""


def phased(done: Sequence[Work], works: Sequence[Work], after: Sequence[set[int]]) -> list[Work]:
    """Return the ordered works with what needs something of a later phase put into that phase: a foreign key needs its target's keys.

    works: the same as they were given. after: for each of these, by its place, those that must come after it.
    """
    if all(action.phase is Phase.EXPAND for work in works for action in work.actions):
        return list(done)
    places = {id(work): at for at, work in enumerate(works)}
    begins = [_PHASES.index(work.actions[0].phase) if work.actions else 0 for work in works]
    anew = list(_made_anew(works))
    settled: list[int] = []
    while settled != begins:
        settled = list(begins)
        _put_off(done, places, after, begins)
        for drop, add in anew:
            begins[drop] = max(begins[drop], begins[add])
    return [_not_before(work, begins[places[id(work)]]) for work in done]


def _put_off(done: Sequence[Work], places: Mapping[int, int], after: Sequence[set[int]], begins: list[int]) -> None:
    """Let nothing begin before what it needs."""
    keyed: dict[Name, int] = {}
    for work in done:
        at = places[id(work)]
        for change in work.changes:
            if change.verb is Verb.ADD and change.kind in _RESTED_ON:
                keyed[change.ref.owner] = max(keyed.get(change.ref.owner, 0), begins[at])
            elif change.verb is Verb.ADD and isinstance(change.after, ForeignKey):
                begins[at] = max(begins[at], keyed.get(change.after.table, 0))
        for follower in after[at]:
            begins[follower] = max(begins[follower], begins[at])


def _made_anew(works: Sequence[Work]) -> Iterator[tuple[int, int]]:
    """Go through what reads tables, goes down and comes back, by the two works: it goes down only in the phase in which it comes back."""
    adds = {change.ref: at for at, work in enumerate(works) for change in work.changes if change.verb is Verb.ADD}
    for at, work in enumerate(works):
        for change in work.changes:
            if change.verb is Verb.DROP and not isinstance(change.subject, Part) and adds.get(change.ref, at) != at:
                yield at, adds[change.ref]


def _not_before(work: Work, phase: int) -> Work:
    """Return a work of which nothing runs before a phase."""
    late = tuple(replace(action, phase=_PHASES[max(phase, _PHASES.index(action.phase))]) for action in work.actions)
    return replace(work, actions=late)
