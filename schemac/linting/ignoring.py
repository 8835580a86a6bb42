"""Comments in a file that silence a rule where they stand: `schemac: ignore CODE reason`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from msgspec.structs import replace

from schemac.dialect.rules import Explained
from schemac.errors import Position
from schemac.model.plan import Hazard, Severity

_COMMENT = re.compile(r"(?:--|#)\s*schemac:\s*(ignore-file|ignore)\s+([A-Z]{2}\d{3}(?:\s*,\s*[A-Z]{2}\d{3})*)[ \t]*:?[ \t]*(.*?)\s*$")
NO_TRANSACTION = re.compile(
    r"^\s*--\s*(?:schemac:\s*no-transaction|\+goose\s+NO\s+TRANSACTION|atlas:txmode\s+none)\s*$", re.MULTILINE | re.IGNORECASE
)

UNUSED = Explained(
    code="ST105",
    name="unused-ignore",
    severity=Severity.WARNING,
    summary="a comment silences a rule that finds nothing there",
    why="It hides the next real finding.",
    safe="take the comment away",
)
UNREASONED = Explained(
    code="ST110",
    name="ignore-without-reason",
    severity=Severity.WARNING,
    summary="a comment silences a rule and does not say why",
    why="Whoever reads it later cannot tell whether it still holds.",
    safe="write the reason behind the code",
)


@dataclass(frozen=True, slots=True)
class Silence:
    """One code silenced: on which line the comment stands, which line it speaks of (0 for the whole file), and why."""

    code: str
    line: int
    about: int
    reason: str


@dataclass(frozen=True, slots=True)
class Silenced:
    """A hazard that a comment silenced, and why."""

    hazard: Hazard
    reason: str


def silences(text: str) -> Iterator[Silence]:
    """Go through the comments of a text. One behind a statement speaks of its line, one on a line of its own of the next line with text."""
    lines = text.splitlines()
    for number, line in enumerate(lines, 1):
        match = _COMMENT.search(line)
        if match is None:
            continue
        about = 0 if match[1] == "ignore-file" else number
        if about and not line[: match.start()].strip():
            about = next((later for later in range(number + 1, len(lines) + 1) if _says(lines[later - 1])), number)
        for code in match[2].split(","):
            yield Silence(code.strip(), number, about, match[3])


def _says(line: str) -> bool:
    bare = line.strip()
    return bool(bare) and not bare.startswith(("--", "#"))


def without_silenced(hazards: Iterable[Hazard], file: str, text: str) -> tuple[tuple[Hazard, ...], tuple[Silenced, ...]]:
    """Return the hazards of one file that no comment in it silences, those that one does, and findings about the comments themselves."""
    asked = list(silences(text))
    used: set[Silence] = set()
    kept: list[Hazard] = []
    silenced: list[Silenced] = []
    for hazard in hazards:
        line = hazard.position.line if hazard.position else 0
        by = next((each for each in asked if each.code == hazard.code and each.about in {0, line}), None)
        if by is None:
            kept.append(hazard)
        else:
            used.add(by)
            silenced.append(Silenced(hazard, by.reason))
    for each in asked:
        where = Position(file, each.line, 1)
        if each not in used:
            kept.append(_about(UNUSED, f"{each.code} finds nothing here", where))
        elif not each.reason:
            kept.append(_about(UNREASONED, f"{each.code} is silenced and nobody says why", where))
    return tuple(kept), tuple(silenced)


def _about(rule: Explained, message: str, where: Position) -> Hazard:
    return Hazard(code=rule.code, severity=rule.severity, message=message, remedy=rule.safe, position=where)


def weighed(hazard: Hazard, severity: Severity) -> Hazard:
    """Return the hazard with the severity that a project gives its rule."""
    return hazard if hazard.severity is severity else replace(hazard, severity=severity)
