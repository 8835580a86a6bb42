"""Secrets that statements leave out, put in from the environment as they run, and kept out of everything that is told of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from schemac.errors import DatabaseError, Problem, UsageError
from schemac.model.plan import Statement, Step


@dataclass(frozen=True, slots=True)
class Secrets:
    """The values of the environment variables that statements refer to as `:'NAME'`; neither its text nor an error shows one."""

    literal: Callable[[str], str] = str
    values: Mapping[str, str] = field(default_factory=dict, repr=False)

    def fill(self, statement: Statement) -> str:
        """Return a statement's SQL with its secrets in their places."""
        sql = statement.sql
        for name in statement.secrets:
            sql = sql.replace(f":'{name}'", self.literal(self.values[name]))
        return sql

    def hide(self, error: DatabaseError, statement: Statement) -> DatabaseError:
        """Return what the server said of a statement without its secrets."""
        values = [self.values[name] for name in statement.secrets]
        hidden = {*values, *(self.literal(value)[1:-1] for value in values)} - {""}

        def plain(text: str) -> str:
            for value in hidden:
                text = text.replace(value, "***")
            return text

        return DatabaseError([each._replace(message=plain(each.message), hint=plain(each.hint)) for each in error.problems])


def secrets_for(steps: Sequence[Step], environment: Mapping[str, str], literal: Callable[[str], str]) -> Secrets:
    """Return the secrets of all statements. Raises UsageError (SC030) naming the variables that are not set."""
    asked = {name: step.statement for step in reversed(steps) for name in step.statement.secrets}
    missing = [_missing(name, statement) for name, statement in sorted(asked.items()) if name not in environment]
    if missing:
        raise UsageError(missing)
    return Secrets(literal, {name: environment[name] for name in asked})


def _missing(name: str, statement: Statement) -> Problem:
    what = str(statement.ref).replace("_", " ", statement.ref.kind.count("_"))
    message = f"{what} wants a secret from the variable {name}, and it is not set"
    return Problem("SC030", message, statement.position, f"export {name}=...; nothing has been changed")
