"""Which rules hold, how much each weighs, and why a project decided so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from schemac.dialect.rules import Explained
from schemac.errors import Problem, UsageError
from schemac.model.plan import Severity

_WORDS = {"error": Severity.DANGER, "danger": Severity.DANGER, "warning": Severity.WARNING, "note": Severity.NOTE, "off": None}


@dataclass(frozen=True, slots=True)
class Choice:
    """What a project says of one rule. No severity is off; `own` leaves the rule's own severity."""

    severity: Severity | None = None
    own: bool = False
    reason: str = ""
    options: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Policy:
    """The choices by code; a rule that nobody speaks of holds with its own severity, unless it is optional."""

    choices: Mapping[str, Choice] = field(default_factory=dict)
    everything: bool = False

    def severity(self, rule: Explained) -> Severity | None:
        """Return how much the rule weighs, or None where it is off."""
        choice = self.choices.get(rule.code)
        if choice is None:
            return rule.severity if self.everything or not rule.optional else None
        return rule.severity if choice.own else choice.severity

    def options(self, code: str) -> Mapping[str, Any]:
        """Return the options that a project sets for a rule."""
        choice = self.choices.get(code)
        return choice.options if choice else {}


def policy_of(said: Mapping[str, Any], known: Mapping[str, Explained]) -> Policy:
    """Return the policy that a configuration says: `CODE = "off"`, or a table with `severity`, `reason` and the rule's own options.

    Raises UsageError: SC030 for a code that no rule has, SC031 for a severity that is none, SC032 for a rule that is off without a reason.
    """
    return Policy({code: _choice(code, value, known) for code, value in said.items()})


def _choice(code: str, value: Any, known: Mapping[str, Explained]) -> Choice:
    if code not in known:
        close = get_close_matches(code, known, 1)
        raise UsageError(
            Problem("SC030", f"no rule has the code {code!r}", hint=f"did you mean {close[0]}?" if close else "see docs/hazards.md")
        )
    table = dict(value) if isinstance(value, Mapping) else {"severity": value}
    word = table.pop("severity", None)
    reason = str(table.pop("reason", ""))
    if word is not None and str(word) not in _WORDS:
        raise UsageError(Problem("SC031", f"{code}: {word!r} is no severity", hint="error, warning, note or off"))
    if word == "off" and not reason:
        raise UsageError(Problem("SC032", f"{code} is off and nobody says why", hint=f'{code} = {{severity = "off", reason = "..."}}'))
    return Choice(severity=_WORDS[str(word)] if word is not None else None, own=word is None, reason=reason, options=table)
