"""How objects are named and told apart."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

_PART = re.compile(r'\s*(?:"((?:[^"]|"")+)"|([^".\s][^".]*?))\s*(\.|\Z)')


class Name(NamedTuple):
    """An object's name and its namespace; an empty namespace is the database's default one."""

    namespace: str
    name: str

    def __str__(self) -> str:
        """Return the spelling that a definition uses."""
        return dotted(self.namespace, self.name)


class Ref(NamedTuple):
    """The identity of an object or of a part of one: what it is, where it is, what it is called.

    `parent` names the table of a column, constraint or index; it is empty for an object that stands for itself.
    """

    kind: str
    namespace: str
    name: str
    parent: str = ""

    def __str__(self) -> str:
        """Return kind and dotted name, as messages print it."""
        return f"{self.kind} {self.path}"

    @property
    def path(self) -> str:
        """The dotted name alone, as a definition spells it: `billing.invoice.id`."""
        if self.kind in {"grant", "default_privilege"}:
            return f"{self.name} in {self.namespace}" if self.namespace else self.name
        signed = self.name.partition("(") if self.kind in {"function", "procedure", "aggregate"} else (self.name, "", "")
        return dotted(self.namespace, self.parent, signed[0]) + signed[1] + signed[2]

    @property
    def owner(self) -> Name:
        """The name of the table that a part belongs to, or the object's own name."""
        return Name(self.namespace, self.parent or self.name)


def dotted(*parts: str) -> str:
    """Return the parts that are not empty joined by dots, each in SQL quotes where it holds a dot, a quote or odd blanks."""
    return ".".join(spell(part) for part in parts if part)


def spell(part: str) -> str:
    """Return one part of a name as a definition writes it."""
    return f'"{part.replace(chr(34), chr(34) * 2)}"' if "." in part or '"' in part or part != part.strip() else part


def split_name(text: str) -> tuple[str, ...]:
    """Return the parts of a dotted name; a part in SQL quotes may hold dots.

    Raises ValueError where the text is no dotted name (empty part, unbalanced quote).
    """
    if '"' not in text and "." not in text and text.strip() == text and text:
        return (text,)
    parts: list[str] = []
    at = 0
    while True:
        match = _PART.match(text, at)
        if not match:
            raise ValueError(text)
        parts.append(match[1].replace('""', '"') if match[1] is not None else match[2])
        at = match.end()
        if match[3] != ".":
            return tuple(parts)


@lru_cache(maxsize=16384)
def parse_name(text: str) -> Name:
    """Return the name that `text` spells: `invoice` or `billing.invoice`.

    Raises ValueError where it has more than two parts or is no name at all.
    """
    parts = split_name(text)
    if len(parts) > 2:
        raise ValueError(text)
    return Name(parts[0], parts[1]) if len(parts) == 2 else Name("", parts[0])
