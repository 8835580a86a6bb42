"""Statements that a definition gives as they are, for what it cannot say otherwise."""

from __future__ import annotations

import re

from schemac.model.names import Name, Ref, parse_name
from schemac.model.objects import Object

_KINDS = (
    *("table", "view", "materialized_view", "virtual_table", "sequence", "enum", "domain", "composite", "range", "collation"),
    *("extension", "namespace", "role", "statement"),
)
_ROUTINES = ("function", "procedure", "aggregate")
_OPTIONS = re.compile(r"\bif\s+exists\b|\b(?:cascade|restrict)\s*$|\bpublic\.")
_EARLY = re.compile(r"\s*create\s+(?:(?:default\s+)?conversion|cast|operator|text\s+search|transform)\b", re.IGNORECASE)


class RawStatement(Object, frozen=True, kw_only=True, tag="statement"):
    """Statements that make something, and those that take it back. No catalogue knows of them: what was run is remembered.

    depends_on: the names of objects that must be there before; a routine with its arguments in parentheses.
    """

    kind = "statement"

    create: tuple[str, ...]
    drop: tuple[str, ...]
    depends_on: tuple[str, ...] = ()

    @property
    def early(self) -> bool:
        """Whether it makes what tables and queries may stand on, so that it comes before them and goes after them."""
        return bool(self.create) and _EARLY.match(self.create[0]) is not None

    @property
    def needed(self) -> tuple[Ref, ...]:
        """The refs under which what it depends on may be known."""
        return tuple(ref for text in self.depends_on for ref in refs_of(text))


def taken_back_alike(one: RawStatement, other: RawStatement) -> bool:
    """Tell whether two statements are taken back by the same words, however these are spelled, so that they make the same thing."""
    words = {_plain(text) for text in other.drop}
    return any(_plain(text) in words for text in one.drop)


def _plain(text: str) -> str:
    """Return the words that take something back without quotes, options and the usual namespace."""
    bare = _OPTIONS.sub(" ", text.lower().replace('"', "").rstrip("; \n"))
    return re.sub(r"\s+", "", bare)


def refs_of(text: str) -> tuple[Ref, ...]:
    """Return the refs under which an object of a name may be known. Raises ValueError where the text is no name."""
    plain, opening, rest = text.partition("(")
    whole = _named(text.strip())
    if not opening and whole is not None:
        return tuple(Ref(kind, whole.namespace, whole.name) for kind in (*_KINDS, *_ROUTINES))
    name = _named(plain.strip()) if opening else None
    found = [Ref(kind, name.namespace, f"{name.name}({rest}") for kind in _ROUTINES] if name is not None else []
    found += [Ref("statement", whole.namespace, whole.name)] if whole is not None else []
    if not found:
        raise ValueError(text)
    return tuple(found)


def _named(text: str) -> Name | None:
    try:
        return parse_name(text)
    except ValueError:
        return None
