"""A definition as it is being drawn."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from hypothesis import strategies as st

T = TypeVar("T")
Words = dict[str, Any]
TEXTS = ('it\'s; a "comment"', "ünïcode", "plain")


@dataclass(frozen=True, slots=True)
class Drawing:
    """What is drawn from, for which engine, and what has been drawn so far.

    portable: the names of the tables that every engine has in common. rows: a row for tables that are to keep theirs.
    """

    draw: st.DrawFn
    engine: str
    made: Words = field(default_factory=lambda: {"schemac": 1, "tables": {}})
    portable: list[str] = field(default_factory=list)

    @property
    def tables(self) -> Words:
        """The tables so far, as the definition spells them."""
        found: Words = self.made["tables"]
        return found

    def flip(self) -> bool:
        """Return yes or no."""
        return self.draw(st.booleans())

    def pick(self, *choices: T) -> T:
        """Return one of the choices."""
        return self.draw(st.sampled_from(choices))

    def some(self, choices: Sequence[T], least: int = 0, most: int | None = None) -> list[T]:
        """Return some of the choices, none twice, in any order."""
        return self.draw(st.lists(st.sampled_from(choices), unique=True, min_size=least, max_size=most))

    def number(self, least: int, most: int) -> int:
        """Return a number."""
        return self.draw(st.integers(least, most))

    def put(self, section: str, name: str, words: Any) -> None:
        """Add an object to a section of the definition, perhaps with a comment."""
        self.made.setdefault(section, {})[name] = words

    def native(self, words: Words, **more: Any) -> None:
        """Add native words of this engine to an object or part."""
        own = words.setdefault("dialects", {}).setdefault(self.engine, {})
        own |= more

    def comment(self, words: Words) -> Words:
        """Return an object or part, perhaps with a comment."""
        if self.flip():
            words["comment"] = self.pick(*TEXTS)
        return words


Family = Callable[[Drawing], None]
"""Adds to a definition what belongs together."""


def quoted(name: str) -> str:
    """Return a name as a key or a text of a definition says it."""
    return f'"{name}"'


def spelled(name: str) -> str:
    """Return a name as a key of a definition says it, in quotes only where it needs them."""
    return quoted(name) if " " in name else name
