"""A file of SQL as the pieces that its engine's own client would send, and which of them say something of a schema."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import NamedTuple

_LEADING = re.compile(r"(?:\s+|--[^\n]*(?:\n|\Z)|#[^\n]*(?:\n|\Z)|/\*(?!M?!).*?\*/|/\*M!999999.*?\*/)+", re.DOTALL)
_NESTED = re.compile(r"(?:\s+|--[^\n]*(?:\n|\Z)|/\*(?:/\*.*?\*/|(?!\*/).)*?\*/)+", re.DOTALL)
_MARKS = re.compile(r"/\*M?!\d*|\*/")


class Verdict(StrEnum):
    """What becomes of a piece."""

    RUN = "run"
    SKIP = "skip"
    REFUSE = "refuse"


class Piece(NamedTuple):
    """One statement, or one command of the client, and where it begins.

    reason: for a piece that is skipped, what it is (`rows`), empty where that is not worth a word; for one that is refused, why and what
    to do.
    """

    sql: str
    offset: int
    verdict: Verdict = Verdict.RUN
    reason: str = ""


class Rule(NamedTuple):
    """What becomes of the pieces whose beginning, in capitals and with single blanks, matches."""

    pattern: str
    verdict: Verdict
    reason: str = ""


def skipped(reason: str, *patterns: str) -> list[Rule]:
    """Return the rules for pieces that are left out."""
    return [Rule(pattern, Verdict.SKIP, reason) for pattern in patterns]


def refused(reason: str, *patterns: str) -> list[Rule]:
    """Return the rules for pieces that must not run."""
    return [Rule(pattern, Verdict.REFUSE, reason) for pattern in patterns]


def judged(found: Iterable[tuple[str, int]], rules: Sequence[Rule], *, nested: bool = False) -> list[Piece]:
    """Return the pieces of a file by the first rule that matches each; what holds only comments is none.

    nested: whether a comment may hold others.
    """
    pieces: list[Piece] = []
    for text, offset in found:
        leading = (_NESTED if nested else _LEADING).match(text)
        start = leading.end() if leading else 0
        sql = text[start:].rstrip()
        if sql:
            head = " ".join(_MARKS.sub(" ", sql[:500]).split()).upper()
            rule = next((rule for rule in rules if re.match(rule.pattern, head)), Rule("", Verdict.RUN))
            pieces.append(Piece(sql, offset + start, rule.verdict, rule.reason))
    return pieces
