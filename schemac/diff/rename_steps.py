"""Which declared renames are still to be made, and in which order: chains from their far end, circles by way of a name in between."""

from __future__ import annotations

import hashlib
import heapq
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from schemac.errors import Problem, SchemaError
from schemac.model.definition import Definition
from schemac.model.names import Ref
from schemac.model.programs import ROUTINES

AMBIGUOUS = "SC311"
_ASIDE = "schemac_away_"
"""Not the beginning of what a plan may take away again: what has this name is somebody's own, with all its rows."""
_LONGEST = 40
_KEYS = frozenset({"primary_key", "unique", "check", "foreign_key", "exclude", "index"})
_OF_ITS_PARENT = frozenset({"column", "label", "trigger", "policy", "rule"})

Renames = Mapping[Ref, tuple[str, ...]]


class Step(NamedTuple):
    """One rename: what is called `old` is to be called `new`. Both are of one kind and in one place."""

    old: Ref
    new: Ref


def steps(renames: Renames, there: Callable[[Ref], bool], desired: Definition, done: Callable[[Collection[Ref]], bool]) -> list[Step]:
    """Return the renames to make, in an order in which no name is taken before it is free.

    renames: those of one level of things. there: whether something exists by a ref. done: whether a circle has been gone round already.
    A rename is due where its new name is not there yet, or is itself about to leave. Raises SchemaError (SC311) where two things were one.
    """
    sources = {new: found for new, former in renames.items() if (found := _newest(new, former, there)) is not None}
    due = _due(sources, there, set())
    round_ = [circle for circle in _circles(sources) if due.isdisjoint(circle) and not done(circle)]
    due = _due(sources, there, due.union(*round_))
    _refuse_shared({new: sources[new] for new in renames if new in due}, desired)
    return list(_in_order([Step(sources[new], new) for new in renames if new in due]))


def circles(renames: Renames) -> list[frozenset[Ref]]:
    """Return the sets of refs that a definition lets change places: each was once called what another of them is called now."""
    sources = {new: new._replace(name=name) for new, former in renames.items() for name in former if new._replace(name=name) in renames}
    return _circles(sources)


def marks(renames: Renames) -> frozenset[str]:
    """Return what the circles of a definition are remembered by once they have been gone round."""
    return frozenset(_mark(circle, renames) for circle in circles(renames))


def marks_by_name_aside(renames: Renames) -> dict[str, str]:
    """Return the marks of a definition's circles by the names that their things may have while the others move."""
    return {aside(ref.name, ref.kind): _mark(circle, renames) for circle in circles(renames) for ref in circle}


def settled(renames: Renames, remembered: Collection[str]) -> frozenset[Ref]:
    """Return the renames of those circles of a definition that are remembered."""
    return frozenset(ref for circle in circles(renames) if _mark(circle, renames) in remembered for ref in circle)


def settled_marks(renames: Renames, refs: Collection[Ref]) -> frozenset[str]:
    """Return the marks of those circles of a definition of which all things are among the refs."""
    return frozenset(_mark(circle, renames) for circle in circles(renames) if circle.issubset(refs))


def _mark(circle: Collection[Ref], renames: Renames) -> str:
    words = [f"{ref} {' '.join(renames[ref])}" for ref in sorted(circle)]
    return hashlib.sha256("\n".join(words).encode()).hexdigest()[:32]


def aside(name: str, kind: str) -> str:
    """Return the name that a thing has while others change places; it is always the same, so that what was cut short can be taken up."""
    head, bracket, types = name.partition("(") if kind in ROUTINES else (name, "", "")
    if len(head.encode()) > _LONGEST:
        head = f"{head.encode()[: _LONGEST - 9].decode(errors='ignore')}_{hashlib.sha256(head.encode()).hexdigest()[:8]}"
    return f"{_ASIDE}{head}{bracket}{types}"


def _newest(new: Ref, former: tuple[str, ...], there: Callable[[Ref], bool]) -> Ref | None:
    """Return what a rename starts from: the newest former name that is there, or the name that it was put aside under."""
    for name in reversed(former):
        for each in (aside(name, new.kind), name):
            ref = new._replace(name=each)
            if there(ref):
                return ref
    return None


def _due(sources: Mapping[Ref, Ref], there: Callable[[Ref], bool], due: set[Ref]) -> set[Ref]:
    """Return the new names whose renames are to be made, those given among them."""
    due = set(due)
    while True:
        leaving = {sources[new] for new in due}
        more = {new for new in sources if new not in due and (not there(new) or new in leaving)}
        if not more:
            return due
        due |= more


def _circles(sources: Mapping[Ref, Ref]) -> list[frozenset[Ref]]:
    """Return the sets of new names that lead to each other."""
    found: dict[frozenset[Ref], None] = {}
    for start in sources:
        path = [start]
        while path[-1] in sources and sources[path[-1]] not in path:
            path.append(sources[path[-1]])
        if sources.get(path[-1]) == start:
            found[frozenset(path)] = None
    return list(found)


def _refuse_shared(sources: Mapping[Ref, Ref], desired: Definition) -> None:
    """Raise SchemaError for every thing that two others say they were."""
    claims: dict[Ref, list[Ref]] = {}
    for new, old in sources.items():
        claims.setdefault(old, []).append(new)
    problems = [
        Problem(
            AMBIGUOUS,
            f"{' and '.join(str(new) for new in shared)} both say they were {old.name}, which is one {old.kind.replace('_', ' ')}",
            desired.locate(shared[1]) or desired.locate(Ref("table", shared[1].namespace, shared[1].parent)),
            "keep `renamed_from` where the rows are to be, and leave it out at the others",
        )
        for old, shared in claims.items()
        if len(shared) > 1
    ]
    if problems:
        raise SchemaError(problems)


def _in_order(wanted: Sequence[Step]) -> Iterator[Step]:
    """Go through the steps, none of which takes a name that another still holds; a circle is opened by putting one thing aside.

    Of those that are free the first as given is next; each is looked at once more when the name that it waits for is free.
    """
    left = dict(enumerate(wanted))
    held = Counter(_slot(step.old) for step in wanted)
    waiting: dict[_Slot, list[int]] = {}
    for at, step in left.items():
        waiting.setdefault(_slot(step.new), []).append(at)
    ready = [at for at, step in left.items() if not held[_slot(step.new)] or _slot(step.new) == _slot(step.old)]
    while left:
        at = heapq.heappop(ready) if ready else min(left, key=lambda each: left[each])
        if at not in left:
            continue
        step = left.pop(at)
        slot = _slot(step.old)
        if held[_slot(step.new)] and _slot(step.new) != slot:
            name = step.old._replace(name=aside(step.old.name, step.old.kind))
            left[at] = Step(name, step.new)
            held[_slot(name)] += 1
            yield Step(step.old, name)
        else:
            yield step
        held[slot] -= 1
        for follower in waiting.get(slot, ()) if not held[slot] else ():
            heapq.heappush(ready, follower)


_Slot = tuple[str, str, str, str]


def _slot(ref: Ref) -> _Slot:
    """Return the place that a name takes: columns and labels have names of their own, keys and indexes share theirs, and so do the rest."""
    if ref.kind in _OF_ITS_PARENT:
        return ref.kind, ref.namespace, ref.parent, ref.name
    return "key" if ref.kind in _KEYS else "namespace" if ref.kind == "namespace" else "object", ref.namespace, "", ref.name
