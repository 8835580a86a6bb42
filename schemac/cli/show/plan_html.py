"""A plan as a page that needs nothing but a browser."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from schemac.cli.show.differences import MARKS, details, grouped, summary
from schemac.cli.show.plan_text import costs, footer, headline, online_lines
from schemac.cli.show.undo_text import undo_lines
from schemac.model.plan import Difference, Plan, Severity


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of what changes in an object."""

    verb: str
    text: str
    cost: str = ""


@dataclass(frozen=True, slots=True)
class _Group:
    """An object that changes, with its place in the definition."""

    verb: str
    head: str
    place: str
    lines: tuple[_Line, ...]


@dataclass(frozen=True, slots=True)
class _Aside:
    """What is told besides."""

    title: str
    names: tuple[str, ...]


def plan_html(plan: Plan, title: str) -> str:
    """Return the plan as a page: what changes, what is dangerous, and every statement with its lock, cost and reason."""
    # imported here because every other form of a plan does without
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # noqa: PLC0415

    environment = Environment(loader=FileSystemLoader(Path(__file__).parent), autoescape=True, undefined=StrictUndefined)
    hazards = {(hazard.code, hazard.message): hazard for hazard in plan.hazards}
    count = len(plan.differences)
    dangers = sum(hazard.severity is Severity.DANGER and not hazard.decided for hazard in plan.hazards)
    changes = "nothing to do" if not count else f"{count} {'change' if count == 1 else 'changes'}"
    lines = [line.strip() for line in (*online_lines(plan), footer(plan), *undo_lines(plan))] if plan.steps else []
    return environment.get_template("plan.html.j2").render(
        plan=plan,
        title=title,
        headline=headline(plan, title),
        facts={"changes": changes, "dangers": dangers, "lines": lines},
        groups=list(_groups(plan)),
        hazards=sorted(hazards.values(), key=lambda hazard: -list(Severity).index(hazard.severity)),
        aside=list(_asides(plan)),
    )


def _groups(plan: Plan) -> Iterator[_Group]:
    known = costs(plan.steps)
    for owner, differences in grouped(plan.differences):
        whole = next((each for each in differences if not each.ref.parent), None)
        first = whole or differences[0]
        place = next((str(each.position) for each in differences if each.position), "")
        head = str(whole.ref) if whole else f"table {owner}"
        more = f" ({whole.summary})" if whole and whole.summary else ""
        lines = tuple(line for each in differences for line in _lines(each, known.get(tuple(each.ref), "")))
        yield _Group(whole.verb if whole else "alter", f"{MARKS[first.verb] if whole else '~'} {head}{more}", place, lines)


def _lines(difference: Difference, cost: str) -> Iterator[_Line]:
    if difference.ref.parent:
        name = f"{difference.ref.kind.replace('_', ' ')} {difference.ref.name}".strip()
        yield _Line(difference.verb, f"{MARKS[difference.verb]} {name} {summary(difference)}".rstrip(), cost)
    for line in details(difference):
        yield _Line("alter", line.strip())


def _asides(plan: Plan) -> Iterator[_Aside]:
    if plan.kept:
        yield _Aside("Only in the database, left alone", tuple(str(ref) for ref in plan.kept))
    if plan.census:
        yield _Aside("In the database and not modelled, left alone", tuple(f"{thing.kind} {thing.name}" for thing in plan.census))
    if plan.losses:
        yield _Aside(f"Not kept by {plan.server or plan.dialect}", plan.losses)
    if plan.stale:
        yield _Aside("Decisions that count no longer", plan.stale)
