"""Types, labels and sequences under their new names in every text that says which one is meant."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from schemac.model.names import Name
from schemac.model.objects import Enum, Object
from schemac.model.sql_text import spelled_alike, tokens

T = TypeVar("T", bound=Struct)

_CAST = "::"


def follow_label(item: Object, enum: Name, old: str, new: str) -> Object:
    """Return an object with a label of an enum under its new name, in the enum and wherever its type follows: `'old'::enum`."""
    if isinstance(item, Enum) and item.full_name == enum:
        return replace(item, values=tuple(new if value == old else value for value in item.values))
    before, after = _literal(old), _literal(new)

    def edit(texts: list[str], names: list[str | None]) -> None:
        for at, text in enumerate(texts):
            if text == before and texts[at + 1 : at + 2] == [_CAST] and enum.name in names[at + 2 : at + 5 : 2]:
                texts[at] = after

    return _edited(item, before, edit)


def follow_type(item: Object, old: str, new: str) -> Object:
    """Return an object with a type under its new name in every cast: `'a'::old`."""

    def edit(texts: list[str], names: list[str | None]) -> None:
        for at, text in enumerate(texts):
            if text != _CAST:
                continue
            place = at + 3 if texts[at + 2 : at + 3] == ["."] else at + 1
            if names[place : place + 1] == [old]:
                texts[place] = spelled_alike(new, texts[place])

    return _edited(item, _CAST, edit)


def follow_sequence(item: Object, old: Name, new: Name) -> Object:
    """Return an object with a sequence under its new name in every default that counts by it: `nextval('old'::regclass)`."""

    def edit(texts: list[str], names: list[str | None]) -> None:
        for at, text in enumerate(texts):
            if names[at - 2 : at - 1] == ["nextval"] and text.startswith("'") and _name_in(text) == _said(old):
                texts[at] = _literal(_spelled(new))

    return _edited(item, "nextval", edit)


def _edited(item: T, needs: str, edit: Callable[[list[str], list[str | None]], None]) -> T:
    """Return a value with all of its texts that hold a needed piece edited, and those of its parts; most hold none and cost nothing."""
    changed: dict[str, Any] = {}
    for field in item.__struct_fields__:
        value = getattr(item, field)
        new = value
        if isinstance(value, str):
            new = _text(value, edit) if needs in value else value
        elif isinstance(value, Struct):
            new = _edited(value, needs, edit)
        elif isinstance(value, tuple) and value and isinstance(value[0], Struct):
            new = tuple([_edited(each, needs, edit) for each in value])
            new = value if all(one is other for one, other in zip(new, value, strict=True)) else new
        if new is not value and new != value:
            changed[field] = new
    return replace(item, **changed) if changed else item


def _text(sql: str, edit: Callable[[list[str], list[str | None]], None]) -> str:
    parts = list(tokens(sql))
    texts = [part.text for part in parts]
    edit(texts, [part.identifier for part in parts])
    return "".join(texts)


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _name_in(literal: str) -> str:
    """Return a name that stands in a string as SQL, without its quotes."""
    return literal[1:-1].replace("''", "'").replace('"', "")


def _said(name: Name) -> str:
    return ".".join(part for part in name if part)


def _spelled(name: Name) -> str:
    return ".".join(spelled_alike(part, "a") for part in name if part)
