"""Drift as a person reads it: what is drift, what is pending, what is both, and what somebody lets be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from schemac.api.drifting import Drift
from schemac.cli.show.colour import dim
from schemac.cli.show.differences import MARKS, difference_lines, grouped
from schemac.model.drift import Departure, Side

_MEANS = {
    Side.DRIFT: "drift, changed in the database (- only in the definition, + only in the database):",
    Side.PENDING: "pending, changed in the definition and not applied yet:",
    Side.BOTH: "both, changed in the database and in the definition:",
}
UNKNOWN = "no history is kept of this database, so what drifted and what is pending are not told apart; schemac apply --history keeps one"


def drift_text(found: Drift, title: str, only: Side | None) -> Iterator[str]:
    """Go through the lines about where a database and its definition stand apart; `only` leaves out the other classes."""
    shown = [each for each in found.differences if only is None or each.side is only]
    yield f"{title or found.database} on {found.server} · {_counts(shown, found, only)}"
    if not found.history:
        for owner, group in grouped(shown):
            yield ""
            yield from difference_lines(owner, group, {})
        if shown:
            yield ""
            yield dim(UNKNOWN)
        return
    for side in Side:
        those = [each for each in shown if each.side is side and not each.ignored]
        if those:
            yield ""
            yield _MEANS[side]
            yield from _both(those) if side is Side.BOTH else _plain(those)
    ignored = [each for each in shown if each.ignored]
    if ignored:
        yield ""
        yield "ignored for a while:"
        yield from _ignored(ignored)


def _counts(shown: Sequence[Departure], found: Drift, only: Side | None) -> str:
    """Return how many differences there are of each class."""
    if not found.history:
        return f"{len(shown)} differences" if shown else "no drift"
    counts = {side.value: sum(each.side is side and not each.ignored for each in shown) for side in Side}
    counts["ignored"] = sum(each.ignored for each in shown)
    return ", ".join(f"{count} {what}" for what, count in counts.items() if count) or f"no {(only or Side.DRIFT).value}"


def _plain(departures: Sequence[Departure]) -> Iterator[str]:
    for owner, group in grouped(departures):
        yield from difference_lines(owner, group, {})


def _both(departures: Sequence[Departure]) -> Iterator[str]:
    """Go through what each side has changed, with the three values of each attribute."""
    for each in departures:
        place = f"  {each.position}" if each.position else ""
        yield f"  {MARKS[each.verb]} {each.ref}" + dim(place)
        if each.note:
            yield f"          {each.note}"
        for attribute, desired, live in each.details:
            was = each.applied.get(attribute, each.applied.get(attribute.partition(" ")[0], "nothing"))
            three = f"applied {was} · database {live or 'nothing'} · definition {desired or 'nothing'}"
            yield f"          {attribute.replace('_', ' ')}: {three}"


def _ignored(departures: Sequence[Departure]) -> Iterator[str]:
    for owner, group in grouped(departures):
        yield from difference_lines(owner, group, {})
        said = {f"until {each.until} by {each.owner}" + (f": {each.because}" if each.because else "") for each in group}
        yield from (dim(f"      ignored {text}") for text in sorted(said))
