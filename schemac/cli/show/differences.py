"""Differences by the object that they belong to, a line each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from schemac.cli.show.colour import dim, marked
from schemac.model.names import Name
from schemac.model.plan import Difference

D = TypeVar("D", bound=Difference)

MARKS = {"add": "+", "drop": "-", "alter": "~", "rename": "→"}
_COLUMN = 60
_LONGEST = 48
_ROWS = 5


def grouped(differences: Iterable[D]) -> Iterator[tuple[Name, list[D]]]:
    """Go through the differences by object, each object once, in the order in which it first appears."""
    groups: dict[Name, list[D]] = {}
    for difference in differences:
        groups.setdefault(difference.ref.owner, []).append(difference)
    yield from groups.items()


def difference_lines(owner: Name, differences: Sequence[Difference], costs: Mapping[tuple[str, ...], str]) -> Iterator[str]:
    """Go through the lines of one object: itself, then its parts."""
    whole = [difference for difference in differences if not difference.ref.parent]
    parts = [difference for difference in differences if difference.ref.parent]
    if not whole:
        place = next((str(difference.position) for difference in differences if difference.position), "")
        yield _line("~", f"  ~ table {owner}", place)
    for difference in whole:
        mark = MARKS[difference.verb]
        text = f"  {mark} {difference.ref}" + (f" ({difference.summary})" if difference.summary else "")
        yield _line(mark, text, str(difference.position or costs.get(tuple(difference.ref), "")))
        yield from details(difference)
    for difference in parts:
        mark = MARKS[difference.verb]
        name = f"{difference.ref.kind.replace('_', ' ')} {difference.ref.name}".strip()
        yield _line(mark, f"      {mark} {name} {summary(difference)}".rstrip(), costs.get(tuple(difference.ref), ""))
        yield from details(difference)


def summary(difference: Difference) -> str:
    """Return what stands behind a part's name: a change of type from one to the other, or what is worth knowing of it."""
    return next((f"{before} → {after}" for attribute, before, after in difference.details if attribute == "type"), difference.summary)


def details(difference: Difference) -> Iterator[str]:
    """Go through the attributes that differ, but for what the summary shows."""
    if difference.ref.kind == "rows":
        yield from _row_lines(difference)
        return
    for attribute, before, after in difference.details:
        if attribute == "type" and difference.ref.parent:
            continue
        if attribute not in {"columns", "position"}:
            yield f"          {attribute.replace('_', ' ')}: {_short(before)} → {_short(after)}"
        elif attribute == "position":
            yield "          moves to its place"


def _row_lines(difference: Difference) -> Iterator[str]:
    """Go through rows that come, go and change, the first few of each."""
    shown: dict[str, list[str]] = {"+": [], "-": [], "~": []}
    for what, before, after in difference.details:
        mark = "+" if not before else "-" if not after else "~"
        shown[mark].append(what if mark != "~" else f"{what}: {_short(before)} → {_short(after)}")
    for mark, texts in shown.items():
        yield from (marked(mark, f"      {mark} {text}") for text in texts[:_ROWS])
        if len(texts) > _ROWS:
            yield marked(mark, f"      {mark} and {len(texts) - _ROWS} more")


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _line(mark: str, text: str, aside: str) -> str:
    """Return a line with its remark set apart on the right."""
    gap = " " * max(2, _COLUMN - len(text))
    return marked(mark, text) + (dim(gap + aside) if aside else "")
