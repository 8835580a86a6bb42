"""A plan as a person reads it in a terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from schemac.cli.show.colour import alarming, dim
from schemac.cli.show.differences import difference_lines, grouped
from schemac.cli.show.undo_text import undo_lines
from schemac.model.names import Name
from schemac.model.plan import Cost, Hazard, Phase, Plan, Severity, Size, Step

_WIDTH = 72


def plan_text(plan: Plan, title: str) -> str:
    """Return the plan: a headline, the changes by object with their hazards, what was left alone, and what it costs."""
    lines = [headline(plan, title)]
    notes = _notes(plan.steps)
    long = True
    for owner, differences in grouped(plan.differences):
        shown = [*difference_lines(owner, differences, costs(plan.steps)), *notes.pop(owner, [])]
        lines += ["", *shown] if long or len(shown) > 1 else shown
        long = len(shown) > 1
    for left in notes.values():
        lines += left
    lines += within(plan)
    if plan.steps:
        lines += ["", *map(dim, online_lines(plan)), dim(footer(plan)), *map(dim, undo_lines(plan))]
    return "\n".join(lines)


def headline(plan: Plan, title: str) -> str:
    """Return whose plan it is and how much there is to do."""
    head = f"{title} on {plan.server or plan.dialect}"
    if not plan.differences:
        return f"{head} · nothing to do"
    dangers = sum(hazard.severity is Severity.DANGER and not hazard.decided for hazard in plan.hazards)
    decide = f" · {dangers} to allow" if dangers else ""
    return f"{head} · {_count(len(plan.differences), 'change')}{decide}"


def costs(steps: Iterable[Step]) -> dict[tuple[str, ...], str]:
    """Return for each ref what its first statement costs, or the first that reads or writes every row, in few words."""
    found: dict[tuple[str, ...], Cost] = {}
    for step in steps:
        ref, cost = tuple(step.statement.ref), step.statement.cost
        known = found.get(ref)
        if known is None or (cost.scan and not known.scan):
            found[ref] = cost
    return {ref: cost.summary for ref, cost in found.items()}


def _notes(steps: Iterable[Step]) -> dict[Name, list[str]]:
    """Return the hazards and reasons by the object that they belong to."""
    notes: dict[Name, list[str]] = {}
    for step in steps:
        lines = notes.setdefault(step.statement.ref.owner, [])
        because = step.statement.because
        if because and dim(f"      because {because}") not in lines:
            lines.append(dim(f"      because {because}"))
        for hazard in step.hazards:
            lines += _hazard(hazard)
    return notes


def what_to_do(hazard: Hazard) -> str:
    """Return who has decided on a hazard, or what to do about it."""
    return f"decided: {hazard.decided}" if hazard.decided else hazard.remedy


def _hazard(hazard: Hazard) -> Iterator[str]:
    """Go through the lines of a hazard: what happens, and what to do or who has decided on it."""
    sign = {Severity.DANGER: "✗", Severity.WARNING: "!", Severity.NOTE: "·"}[hazard.severity]
    text = f"      {'✓' if hazard.decided else sign} [{hazard.code}] {hazard.message}"
    if hazard.decided:
        yield text
        yield dim(f"        {what_to_do(hazard)}")
        return
    yield alarming(text) if hazard.severity is Severity.DANGER else text
    if hazard.severity is not Severity.NOTE:
        yield dim(f"        {hazard.remedy}")
    if hazard.decide and hazard.severity is Severity.DANGER:
        yield dim(f"        decide: {hazard.decide}")


def within(plan: Plan) -> Iterator[str]:
    """Go through what is left alone, what is not modelled and what the engine will not keep."""
    if plan.kept:
        yield ""
        yield f"only in the database, left alone ({_count(len(plan.kept), 'object')}; --prune drops them):"
        yield from (f"  {line}" for line in _wrapped(str(ref) for ref in plan.kept))
    if plan.census:
        yield ""
        yield f"in the database and not modelled, left alone ({_count(len(plan.census), 'object')}):"
        yield from (f"  {line}" for line in _wrapped(f"{thing.kind} {thing.name}" for thing in plan.census))
    if plan.stale:
        yield ""
        yield from plan.stale
    if plan.losses:
        yield ""
        yield f"not kept by {plan.server or plan.dialect}:"
        yield from (f"  {line}" for line in loss_lines(plan.losses))


def loss_lines(losses: Iterable[str]) -> list[str]:
    """Return losses with those of one kind on one line: what is lost, and where."""
    found: dict[str, list[str]] = {}
    for loss in losses:
        place, _, what = loss.partition(": ")
        found.setdefault(what or place, []).append(place.partition(" ")[2] or place if what else "")
    lines = []
    for what, places in found.items():
        named = [place for place in places if place]
        more = f" and {len(named) - 3} more" if len(named) > 3 else ""
        lines.append(f"· {what}" + (f" ({', '.join(named[:3])}{more})" if named else ""))
    return lines


def _wrapped(words: Iterable[str]) -> Iterator[str]:
    """Go through lines of words joined by commas."""
    line = ""
    for word in words:
        if line and len(line) + len(word) > _WIDTH:
            yield line + ","
            line = word
        else:
            line = f"{line}, {word}" if line else word
    if line:
        yield line


def online_lines(plan: Plan) -> Iterator[str]:
    """Go through the tables that are changed while others work on, with their sizes, and the phases that this takes."""
    online = [f"{size.table} ({_size(size)})" for size in plan.sizes if size.online]
    if online:
        yield f"  online, readers and writers go on: {', '.join(online)}"
        counts = Counter(step.statement.phase for step in plan.steps)
        yield f"  phases: {', '.join(f'{phase.value} {counts[phase]}' for phase in Phase if counts[phase])}"


def _size(size: Size) -> str:
    """Return how large a table is."""
    rows = f"about {size.rows:,} rows" if size.rows is not None else "rows not counted yet"
    return rows if size.bytes is None else f"{rows}, {size.bytes / 1_000_000:,.1f} MB"


def footer(plan: Plan) -> str:
    """Return the number of statements and the strongest lock among them."""
    locks = list(dict.fromkeys(step.statement.cost.lock for step in plan.steps if step.statement.cost.lock))
    rewrites = sum(step.statement.cost.rewrite for step in plan.steps)
    parts = [_count(len(plan.steps), "statement")]
    if locks:
        parts.append(f"locks: {', '.join(locks)}")
    if rewrites:
        parts.append(f"{_count(rewrites, 'statement')} rewriting rows")
    return "  " + " · ".join(parts)


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
