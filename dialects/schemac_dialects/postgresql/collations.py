"""Collations that change: the server alters none, and drops none that is used."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from schemac.dialect import Legalizing, Unsupported
from schemac.model.change import Change, Verb, part_ref
from schemac.model.names import Ref
from schemac.model.objects import Domain
from schemac.model.relations import Collation, Composite, Range
from schemac.model.schema import Schema
from schemac.model.sql_text import identifiers
from schemac.model.tables import Index, Table


def refuse_used(changes: Sequence[Change], context: Legalizing) -> None:
    """Raise Unsupported where a collation must be made anew while something that has it stays."""
    for change in changes:
        if change.verb is not Verb.ALTER or not isinstance(change.before, Collation) or set(change.aspects) <= {"comment", "options"}:
            continue
        staying = sorted({*_using(change.before, context.current)} & {*_using(change.before, context.desired)}, key=str)
        if staying:
            reason = f"the {', '.join(change.aspects)} of {change.ref} cannot be altered, and {staying[0]} has it"
            raise Unsupported(
                reason, "give the new collation a name of its own: what has the old one is altered, and then the old one goes"
            )


def _using(collation: Collation, schema: Schema) -> Iterator[Ref]:
    """Go through what has a collation: columns, indexes, and types."""
    for item in schema:
        match item:
            case Table():
                yield from (part_ref(item, column) for column in item.columns if _is(collation, column.collation))
                yield from (part_ref(item, index) for index in item.indexes if any(_is(collation, name) for name in _names(index)))
            case Domain() | Range() if _is(collation, item.collation):
                yield item.ref
            case Composite() if any(_is(collation, attribute.collation) for attribute in item.attributes):
                yield item.ref


def _names(index: Index) -> Iterator[str]:
    """Go through the collations of an index's keys."""
    return (key.collation for key in index.keys)


def _is(collation: Collation, name: str) -> bool:
    """Tell whether a name means a collation."""
    return collation.name in identifiers(name) if name else False
