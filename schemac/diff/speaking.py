"""Which objects may speak of a table's columns, so that a rename looks at those alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from schemac.model.names import Ref, parse_name
from schemac.model.objects import Object, View
from schemac.model.objects import Sequence as NumberSequence
from schemac.model.programs import Hanging
from schemac.model.relations import MaterializedView, Policy, Statistics
from schemac.model.rows import Rows
from schemac.model.schema import Schema
from schemac.model.sql_text import identifiers
from schemac.model.tables import ForeignKey, Table

Speakers = Mapping[str, Sequence[Ref]]


def speakers(schema: Schema) -> Speakers:
    """Return the refs of what may speak of a table's columns, by the table's bare name, in the schema's order."""
    found: dict[str, list[Ref]] = {}
    for item in schema:
        for name in set(_tables(item)):
            found.setdefault(name, []).append(item.ref)
    return found


def _tables(item: Object) -> Iterator[str]:
    """Go through the names of the tables that an object may mean."""
    match item:
        case Table():
            yield item.name
            yield from (parent.name for parent in item.parents)
            yield from (part.table.name for part in item.constraints if isinstance(part, ForeignKey))
        case View() | MaterializedView():
            yield from identifiers(item.sql)
        case Policy():
            yield item.table
            yield from identifiers(f"{item.using} {item.check}")
        case Statistics():
            yield parse_name(item.table).name
        case Rows():
            yield item.name
        case Hanging():
            yield item.table
        case NumberSequence() if item.owned_by is not None:
            yield item.owned_by[1]
        case _:
            return
