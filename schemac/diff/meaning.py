"""Whether two expressions mean the same: the rungs of the ladder that need no server, and a note of what does."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from schemac.dialect import Question
from schemac.model.names import Ref
from schemac.model.objects import Object
from schemac.model.tables import Part


@dataclass(slots=True)
class Ladder:
    """Compares by text, then by canonical form, then by what is known of the server's own spelling; else the server must be asked.

    canonical: the dialect's canonical form of an expression. answers: the server's text of desired expressions, remembered or asked for.
    questions: what the ladder could not decide.
    """

    canonical: Callable[[str], str | None]
    answers: Mapping[tuple[Ref, str], str]
    questions: list[Question] = field(default_factory=list)

    def same(self, ref: Ref, attribute: str, desired: str, live: str, subject: Object | Part, holder: Object | None = None) -> bool:
        """Tell whether the desired expression means what the live one does; what stays open becomes a question."""
        if desired == live:
            return True
        answer = self.answers.get((ref, attribute))
        if answer is not None:
            return answer == live
        if self.alike(desired, live):
            return True
        self.questions.append(Question(ref, attribute, desired, subject, holder, live))
        return False

    def alike(self, one: str, other: str) -> bool:
        """Tell whether two expressions have one canonical form."""
        if one == other:
            return True
        form = self.canonical(one)
        return form is not None and form == self.canonical(other)
