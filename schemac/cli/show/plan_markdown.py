"""A plan as Markdown, for the comment of a pull request."""

from __future__ import annotations

from collections.abc import Iterator

from schemac.cli.show.differences import difference_lines, grouped
from schemac.cli.show.plan_text import costs, footer, headline, online_lines, what_to_do, within
from schemac.cli.show.undo_text import undo_lines
from schemac.model.plan import Plan, Severity

_SIGNS = {Severity.DANGER: "❌", Severity.WARNING: "⚠️", Severity.NOTE: "ℹ️"}  # noqa: RUF001 - the sign is meant
_DIFF = {"~": "!", "→": "!"}


def plan_markdown(plan: Plan, title: str) -> str:
    """Return the plan: what changes, as a diff, what is dangerous, what it costs, and all statements folded away."""
    return "\n".join(_lines(plan, title))


def _lines(plan: Plan, title: str) -> Iterator[str]:
    yield f"### {_plain(headline(plan, title))}"
    if plan.differences:
        yield from ("", "```diff")
        for owner, differences in grouped(plan.differences):
            yield from map(_diff, difference_lines(owner, differences, costs(plan.steps)))
        yield "```"
    told = list(dict.fromkeys((hazard.severity, hazard.code, hazard.message, what_to_do(hazard)) for hazard in plan.hazards))
    if told:
        yield ""
        for severity, code, message, remedy in sorted(told, key=lambda each: -list(Severity).index(each[0])):
            yield f"- {_SIGNS[severity]} **{code}** {_plain(message)}" + (f"<br>{_plain(remedy)}" if severity is not Severity.NOTE else "")
    aside = list(within(plan))
    if aside:
        yield from ("", "```text", *aside, "```")
    if plan.steps:
        yield from ("", *(f"- {_plain(line.strip())}" for line in (*online_lines(plan), footer(plan), *undo_lines(plan))))
        yield from ("", f"<details><summary>{len(plan.steps)} statements</summary>", "", "```sql")
        for step in plan.steps:
            cost = step.statement.cost
            yield f"-- {', '.join(word for word in (step.statement.phase.value, cost.lock, cost.summary) if word)}"
            yield f"{step.statement.sql};"
        yield from ("```", "", "</details>")


def _diff(line: str) -> str:
    """Return a line of the plan as a line of a diff: what it does stands first, so that it has its colour."""
    mark = line.strip()[:1]
    return f"{_DIFF.get(mark, mark)} {line.rstrip()}" if mark in {"+", "-", "~", "→"} else f"  {line}"


def _plain(text: str) -> str:
    """Return a text whose signs Markdown leaves alone."""
    return "".join(f"\\{sign}" if sign in r"\`*_[]<>#|" else sign for sign in text)
