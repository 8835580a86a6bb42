"""Finds where an object or a part was written, when somebody asks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from schemac.errors import Position
from schemac.model.definition import Naming
from schemac.model.names import Ref
from schemac.model.tables import Column, ForeignKey, Index, Part, PrimaryKey, Unique
from schemac.source.building import Key, Place, PlacedPart
from schemac.source.document import Document, Holder, Lines


class Spot(NamedTuple):
    """An offset in a file."""

    lines: Lines
    offset: int


class Locator:
    """The places of a definition; what was left unnamed is found under the name that `naming` gives it.

    It holds offsets and the text they are in, and nothing of the documents, which take several times the room of what is built from them.
    """

    def __init__(self, places: Mapping[Ref, Place], parts: Mapping[Ref, Sequence[PlacedPart]], naming: Naming) -> None:
        """Keep the offsets of what the builders noted."""
        self._spots: dict[Ref, Spot] = {}
        self._parts: dict[Ref, list[tuple[Part, int]]] = {}
        self._naming = naming
        known: dict[int, Mapping[Key, int]] = {}
        for ref, place in places.items():
            lines = place.document.lines()
            if lines is not None:
                self._spots[ref] = Spot(lines, _offset(place.document, place.holder, place.key, known))
                inner = parts.get(ref)
                if inner:
                    self._parts[ref] = [(part, _offset(place.document, holder, key, known)) for part, holder, key in inner]

    def __call__(self, ref: Ref) -> Position | None:
        """Return where the object or part stands; the table's own position for a part that cannot be told."""
        table = ref._replace(kind="table", name=ref.parent, parent="") if ref.parent else ref
        spot = self._spots.get(ref) or self._spots.get(table)
        if spot is None:
            return None
        if ref.parent and ref not in self._spots:
            for part, offset in self._parts.get(table, ()):
                if part.kind == ref.kind and ref.name in {part.name, self._given_name(part, ref.parent)}:
                    return spot.lines.at(offset)
        return spot.lines.at(spot.offset)

    def _given_name(self, part: Part, table: str) -> str | None:
        """Return the name that the patterns give an unnamed part."""
        pattern: str | None = None if isinstance(part, Column) else getattr(self._naming, part.kind, None)
        if part.name or not pattern:
            return None
        columns: Sequence[str] = ()
        if isinstance(part, PrimaryKey | Unique | ForeignKey):
            columns = part.columns
        elif isinstance(part, Index):
            columns = [key.column for key in part.keys if key.column]
        return pattern.replace("{table}", table).replace("{columns}", "_".join(columns))


def _offset(document: Document, holder: Holder, key: Key, known: dict[int, Mapping[Key, int]]) -> int:
    """Return where a key or an item stands; `known` keeps what was found out of each holder."""
    offsets = known.get(id(holder))
    if offsets is None:
        offsets = known[id(holder)] = dict(
            zip(holder if isinstance(holder, dict) else range(len(holder)), document.offsets(holder), strict=False)
        )
    return offsets.get(key, 0)
