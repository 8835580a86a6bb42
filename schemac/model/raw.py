"""Statements that a definition gives as they are, for what it cannot say otherwise."""

from __future__ import annotations

from schemac.model.names import Ref, parse_name
from schemac.model.objects import Object

_KINDS = (
    *("table", "view", "materialized_view", "virtual_table", "sequence", "enum", "domain", "composite", "range", "collation"),
    *("extension", "namespace", "role", "statement"),
)
_ROUTINES = ("function", "procedure", "aggregate")


class RawStatement(Object, frozen=True, kw_only=True, tag="statement"):
    """Statements that make something, and those that take it back. No catalogue knows of them: what was run is remembered.

    depends_on: the names of objects that must be there before; a routine with its arguments in parentheses.
    """

    kind = "statement"

    create: tuple[str, ...]
    drop: tuple[str, ...]
    depends_on: tuple[str, ...] = ()

    @property
    def needed(self) -> tuple[Ref, ...]:
        """The refs under which what it depends on may be known."""
        return tuple(ref for text in self.depends_on for ref in refs_of(text))


def refs_of(text: str) -> tuple[Ref, ...]:
    """Return the refs under which an object of a name may be known. Raises ValueError where the text is no name."""
    plain, opening, rest = text.partition("(")
    name = parse_name(plain.strip())
    if opening:
        return tuple(Ref(kind, name.namespace, f"{name.name}({rest}") for kind in _ROUTINES)
    return tuple(Ref(kind, name.namespace, name.name) for kind in (*_KINDS, *_ROUTINES))
