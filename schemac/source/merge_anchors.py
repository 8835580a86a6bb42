"""An anchor that went with what it stood on, given to the first alias that still speaks of it."""

from __future__ import annotations

from collections.abc import Iterator

from schemac.source.edit_tree import Place, read_places


def with_anchors(before: str, after: str) -> str:
    """Return the text after an edit in which every alias still means what it meant before; blocks cannot be moved, and are left."""
    old, new = read_places(before), read_places(after)
    if old is None or new is None:
        return after
    meant = {place.anchor: before[place.start : place.end] for place in _places(old) if place.anchor and _moves(place)}
    there: set[str] = set()
    orphans: dict[str, Place] = {}
    for place in _places(new):
        if place.anchor:
            there.add(place.anchor)
        elif place.form == "alias" and place.text not in there and place.text in meant:
            orphans.setdefault(place.text, place)
    for name, place in sorted(orphans.items(), key=lambda each: each[1].start, reverse=True):
        after = after[: place.start] + meant[name] + after[place.end :]
    return after


def _moves(place: Place) -> bool:
    """Tell whether a value can stand anywhere as it is."""
    return place.flow or (place.form == "scalar" and place.style not in {"|", ">"})


def _places(place: Place) -> Iterator[Place]:
    """Go through a value and all that it holds, in the order of the text."""
    yield place
    for entry in place.entries:
        if entry.key is not None:
            yield entry.key
        yield from _places(entry.value)
