"""A problem as compilers show it: where, what, the line itself, and what to write instead."""

from __future__ import annotations

from schemac.errors import Problem


def render(problem: Problem, label: str = "error") -> str:
    """Return a problem on one line, and below it, where the line of the file is known, that line with a mark and the hint."""
    where = f"{problem.position}: " if problem.position else ""
    head = f"{where}{label}[{problem.code}]: {problem.message}"
    if not problem.excerpt or problem.position is None:
        return f"{head}\n  hint: {problem.hint}" if problem.hint else head
    gutter = f"{problem.position.line:>5} | "
    before = problem.excerpt[: problem.position.column - 1]
    pad = "".join("\t" if char == "\t" else " " for char in before)
    mark = "^" * max(1, min(problem.length, len(problem.excerpt) - len(before) or 1))
    return f"{head}\n{gutter}{problem.excerpt}\n{' ' * (len(gutter) - 2)}| {pad}{mark} {problem.hint}".rstrip()
