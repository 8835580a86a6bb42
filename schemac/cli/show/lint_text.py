"""What lint found, as a person reads it: a line each that editors turn into a link, and what to do instead."""

from __future__ import annotations

from collections import Counter

from schemac.cli.show.colour import alarming, dim
from schemac.cli.show.problems import visible
from schemac.linting.run import Linted
from schemac.model.plan import Severity

_WORDS = {Severity.DANGER: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}


def lint_text(linted: Linted) -> str:
    """Return the findings and how many of each severity there are."""
    lines = []
    for hazard in linted.found:
        where = f"{hazard.position}: " if hazard.position else ""
        text = visible(f"{where}{_WORDS[hazard.severity]}[{hazard.code}]: {hazard.message}")
        lines.append(alarming(text) if hazard.severity is Severity.DANGER else text)
        lines.append(dim(f"      {visible(hazard.remedy)}"))
    counted = Counter(hazard.severity for hazard in linted.found)
    words = [f"{count} {word}{'' if count == 1 else 's'}" for severity, word in _WORDS.items() if (count := counted[severity])]
    if linted.silenced:
        words.append(f"{len(linted.silenced)} silenced by comments")
    return "\n".join([*lines, *([""] if lines else []), ", ".join(words) or "nothing found"])
