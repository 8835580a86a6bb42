"""Finds where an object or a part was written, when somebody asks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from schemac.errors import Position
from schemac.model.definition import Naming
from schemac.model.names import Ref
from schemac.model.tables import Column, ForeignKey, Index, Part, PrimaryKey, Unique
from schemac.source.building import Place, PlacedPart


class Locator:
    """The places of a definition; what was left unnamed is found under the name that `naming` gives it."""

    def __init__(self, places: Mapping[Ref, Place], parts: Mapping[Ref, Sequence[PlacedPart]], naming: Naming) -> None:
        """Hold what the builders noted."""
        self.places = places
        self._parts = parts
        self._naming = naming

    def __call__(self, ref: Ref) -> Position | None:
        """Return where the object or part stands; the table's own position for a part that cannot be told."""
        table = ref._replace(kind="table", name=ref.parent, parent="") if ref.parent else ref
        place = self.places.get(ref) or self.places.get(table)
        if place is None:
            return None
        if ref.parent and ref not in self.places:
            for placed in self._parts.get(table, ()):
                if placed.part.kind == ref.kind and ref.name in {placed.part.name, self._given_name(placed.part, ref.parent)}:
                    return place.document.position(placed.holder, placed.key)
        return place.document.position(place.holder, place.key)

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
