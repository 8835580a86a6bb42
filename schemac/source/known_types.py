"""The types that a definition's columns may have, as far as the definition itself can tell."""

from __future__ import annotations

from typing import NamedTuple

from schemac.model.names import Name, dotted
from schemac.model.types import Type, parse_type


class KnownType(NamedTuple):
    """A type with enums and domains looked into: the type below them, and the labels where it is an enum."""

    type: Type
    labels: tuple[str, ...] | None = None

    @property
    def is_text(self) -> bool:
        """Whether a plain default of it is a literal."""
        return self.labels is not None or self.type.is_text


class KnownTypes:
    """The enums and domains of a definition, by lower-case name."""

    def __init__(self) -> None:
        """Know none yet."""
        self._enums: dict[str, tuple[str, ...]] = {}
        self._domains: dict[str, str] = {}
        self._seen: dict[str, KnownType | None] = {}

    def add_enum(self, name: Name, labels: tuple[str, ...]) -> None:
        """Get to know an enum."""
        self._enums[_key(dotted(*name))] = labels

    def add_domain(self, name: Name, base: str) -> None:
        """Get to know a domain."""
        self._domains[_key(dotted(*name))] = base

    def read(self, text: str) -> KnownType | None:
        """Return what is known of a type as written; None where it is not the spelling of a type."""
        if text not in self._seen:
            self._seen[text] = self._read(text)
        return self._seen[text]

    def _read(self, text: str) -> KnownType | None:
        passed: set[str] = set()
        while True:
            try:
                found = parse_type(text)
            except ValueError:
                return None
            key = _key(found.name)
            if found.dimensions or key in passed:
                return KnownType(found)
            if key in self._enums:
                return KnownType(found, self._enums[key])
            if key not in self._domains:
                return KnownType(found)
            passed.add(key)
            text = self._domains[key]


def _key(name: str) -> str:
    return name.replace('"', "").lower()
