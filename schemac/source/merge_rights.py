"""Grants and default privileges, which have no names: what of a list stays, and what has to be written besides."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

Item = Mapping[str, Any]
_UNORDERED = frozenset({"privileges", "columns"})


def kept(items: Sequence[Item], wanted: Sequence[Item]) -> list[Item]:
    """Return the items of a file's list of which everything is still wanted."""
    right = {each for item in wanted for each, _, _ in _each(item)}
    return [item for item in items if all(each in right for each, _, _ in _each(item))]


def missing(wanted: Sequence[Item], there: Sequence[Item]) -> list[Item]:
    """Return what is wanted and said by no item that is there."""
    said = {each for item in there for each, _, _ in _each(item)}
    return [rest for item in wanted if (rest := _without(item, said)) is not None]


def _each(item: Item) -> Iterator[tuple[str, str, str]]:
    """Go through what an item says, of one grantee and one object at a time: all of it as a text, the sort of object and its name."""
    words = {
        word: sorted(value) if word in {"privileges", "columns"} and isinstance(value, list) else value for word, value in item.items()
    }
    for to in _several(item.get("to", "")):
        for sort, name in _objects(item.get("on")):
            yield json.dumps(words | {"to": to, "on": [sort, name]}, sort_keys=True), sort, name


def _objects(on: Any) -> Iterator[tuple[str, str]]:
    for sort, names in on.items() if isinstance(on, dict) else [("tables", on)]:
        yield from ((sort, name) for name in _several(names))


def _several(given: Any) -> list[Any]:
    return given if isinstance(given, list) else [given]


def _without(item: Item, said: Collection[str]) -> Item | None:
    """Return an item with the objects of which it is not said yet; None where there is none."""
    left: dict[str, list[str]] = {}
    for each, sort, name in _each(item):
        if each not in said:
            left.setdefault(sort, []).append(name)
    if not left or isinstance(item.get("on"), str):
        return dict(item) if left else None
    return {**item, "on": left["tables"] if set(left) == {"tables"} else left}
