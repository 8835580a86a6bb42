"""The type of a column, read once and named as this language names it."""

from __future__ import annotations

from schemac.model.types import Type, parse_type


def kind_of(spelled: str) -> Type:
    """Return the type that a text spells; a type of an odd spelling is only its text."""
    try:
        return parse_type(spelled)
    except ValueError:
        return Type(spelled)
