"""A problem as a compiler prints it: position and message, the line it is in, and a caret with what to write instead."""

from __future__ import annotations

from unicodedata import category, east_asian_width

from schemac.errors import Problem

WIDEST = 160


def render(problem: Problem) -> str:
    """Return a problem in as many lines as it needs, without colours and without a line end.

    Whatever could move the cursor or hide text in a terminal is shown as an escape.
    """
    where = f"{visible(str(problem.position))}: " if problem.position else ""
    head = f"{where}error[{problem.code}]: {visible(problem.message)}"
    hint = visible(problem.hint)
    if problem.position is None or not problem.excerpt:
        return f"{head}\n      {hint}" if hint else head
    start = problem.position.column - 1
    excerpt, start = _window(problem.excerpt, start)
    before, meant = excerpt[:start], excerpt[start : start + problem.length]
    carets = "^" * max(1, _width(meant))
    return "\n".join(
        [head, f"{problem.position.line:>5} | {_shown(excerpt)}", f"      | {' ' * _width(before)}{carets} {hint}".rstrip()],
    )


def visible(text: str) -> str:
    """Return a text with its control characters written as escapes."""
    return "".join(sign if category(sign) not in {"Cc", "Cf", "Zl", "Zp", "Cs"} else _escape(sign) for sign in text)


def _escape(sign: str) -> str:
    number = ord(sign)
    return f"\\x{number:02x}" if number < 256 else f"\\u{number:04x}" if number < 65536 else f"\\U{number:08x}"


def _shown(text: str) -> str:
    return visible(text.replace("\t", "    "))


def _width(text: str) -> int:
    """Return how many columns of a terminal a text takes."""
    shown = _shown(text)
    return sum(0 if category(sign) in {"Mn", "Me"} else 2 if east_asian_width(sign) in {"W", "F"} else 1 for sign in shown)


def _window(excerpt: str, start: int) -> tuple[str, int]:
    """Return the part of a long line around the place that is meant, and where the place is in it."""
    if len(excerpt) <= WIDEST:
        return excerpt, start
    first = max(0, min(start - WIDEST // 2, len(excerpt) - WIDEST))
    part = excerpt[first : first + WIDEST]
    lead, tail = ("…" if first else ""), ("…" if first + WIDEST < len(excerpt) else "")
    return lead + part + tail, start - first + len(lead)
