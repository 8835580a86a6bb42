"""Builds statements that a definition gives as they are."""

from __future__ import annotations

from difflib import get_close_matches
from typing import Any

from schemac.model.raw import RawStatement, refs_of
from schemac.source.building import Building
from schemac.source.document import held


def build_statements(build: Building) -> None:
    """Add the statements of the document at hand."""
    for text, entry, holder, key in build.entries(build.document.data, "statements"):
        name = build.part_name(text, holder, key)
        native: dict[str, dict[str, Any]] = entry.get("dialects", {})
        item = RawStatement(
            name=name,
            create=_texts(entry["create"]),
            drop=_texts(entry["drop"]),
            depends_on=_texts(entry.get("depends_on", [])),
            dialects={dialect: {word: _native(word, value) for word, value in words.items()} for dialect, words in native.items()},
        )
        build.add(item, entry, holder, key)


def check_statements(build: Building) -> None:
    """Note what a statement depends on and nobody defines."""
    names = [item.full_name.name for item in build.objects.values()]
    for item in build.objects.values():
        place = build.places.get(item.ref)
        if not isinstance(item, RawStatement) or place is None:
            continue
        entry: dict[str, Any] = held(place.holder, place.key)
        for at, text in enumerate(item.depends_on):
            if not _known(build, text):
                build.document = place.document
                close = get_close_matches(text, names, 1)
                hint = f"did you mean {close[0]}?" if close else "name an object of this definition, a routine with its arguments"
                build.complain("SC207", f"{text} does not exist", entry["depends_on"], at, hint=hint)


def _known(build: Building, text: str) -> bool:
    try:
        refs = refs_of(text)
    except ValueError:
        return False
    return any(ref in build.objects for ref in refs) or any(ref.owner in build.damaged for ref in refs)


def _native(word: str, value: Any) -> Any:
    return list(_texts(value)) if word in {"create", "drop"} else value


def _texts(value: str | list[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)
