"""The one family of errors, the problems they carry, and the exit codes they end in."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

EXIT_DONE = 0
EXIT_FAILED = 1
EXIT_DIFFERENT = 2
EXIT_USAGE = 64
EXIT_INVALID = 65


class Position(NamedTuple):
    """A place in a definition file; line and column count from 1."""

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        """Return the form that editors and terminals turn into a link."""
        return f"{self.file}:{self.line}:{self.column}"


class Problem(NamedTuple):
    """One thing that is wrong, where it is, and what to write instead.

    `code` is stable and never reused; `length` is how many characters of the line are meant; `excerpt` is that line.
    """

    code: str
    message: str
    position: Position | None = None
    hint: str = ""
    excerpt: str = ""
    length: int = 1


class SchemacError(Exception):
    """The base of every error schemac raises on purpose; `problems` are all that was found, not only the first."""

    exit_code = EXIT_FAILED

    def __init__(self, problems: Problem | Iterable[Problem]) -> None:
        """Carry one problem or several."""
        self.problems = (problems,) if isinstance(problems, Problem) else tuple(problems)
        super().__init__("\n".join(str_problem(problem) for problem in self.problems))


class SchemaError(SchemacError):
    """A definition is invalid, or cannot be generated for its target."""

    exit_code = EXIT_INVALID


class UsageError(SchemacError):
    """The command line or the configuration asks for something that does not exist."""

    exit_code = EXIT_USAGE


class DatabaseError(SchemacError):
    """A database cannot be reached, refuses, or fails in the middle."""


class BusyError(DatabaseError):
    """A lock was not given in time, or two transactions stood in each other's way: the same may work in a moment."""


class HazardError(SchemacError):
    """A plan holds hazards that nobody has allowed."""


class MigrationError(SchemacError):
    """A migration cannot be read, ordered, run or taken back."""


class StaleError(SchemacError):
    """What a plan or an undo was made for is not there any more: the definition or the database has moved."""


def str_problem(problem: Problem) -> str:
    """Return a problem on one line, as it stands in an exception's text."""
    where = f"{problem.position}: " if problem.position else ""
    hint = f" ({problem.hint})" if problem.hint else ""
    return f"{where}error[{problem.code}]: {problem.message}{hint}"
