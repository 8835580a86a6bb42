"""Statements as a script that a person can read, keep and run."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def script(statements: Iterable[str], before: Sequence[str] = (), after: Sequence[str] = (), end: str = ";") -> str:
    """Return statements each ended by `end`, with an empty line around those of several lines."""
    parts: list[str] = []
    for statement in (*before, *statements, *after):
        long = "\n" in statement
        if parts and (long or "\n" in parts[-1].rstrip("\n")):
            parts.append("")
        parts.append(statement + end)
    return "\n".join(parts) + "\n" if parts else ""
