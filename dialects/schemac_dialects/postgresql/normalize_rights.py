"""Rights as the server would hold them: `all` spelled out, and what everybody may do anyway left out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace as replace_definition

from msgspec.structs import replace

from schemac.dialect import Capabilities
from schemac.model.definition import Definition
from schemac.model.names import Ref
from schemac.model.objects import Object
from schemac.model.rights import OWNER, ColumnGrant, DefaultPrivilege, Grant
from schemac.model.schema import Schema
from schemac_dialects.postgresql.owners import filled
from schemac_dialects.postgresql.privileges import COLUMN, every, in_order, usual


def rights_said(definition: Definition, can: Capabilities, moved: Mapping[Ref, Ref]) -> Definition:
    """Return the definition with every owner and every privilege said as the server says it.

    moved: what the routines are called whose types of arguments were spelled otherwise.
    """
    schema = filled(definition.schema, definition.owner)
    if moved:
        schema = Schema.of(_called(item, moved) for item in schema)
    if any(isinstance(item, Grant | DefaultPrivilege) for item in schema):
        schema = Schema.of(_said(item, can) for item in schema if not _is_usual(_said(item, can), schema, can))
    return definition if schema is definition.schema else replace_definition(definition, schema=schema)


def _called(item: Object, moved: Mapping[Ref, Ref]) -> Object:
    """Return a grant under the name by which the server knows the routine."""
    found = next((moved[ref] for ref in item.subjects if ref in moved), None) if isinstance(item, Grant) else None
    return item if found is None else replace(item, name=found.name)


def _said(item: Object, can: Capabilities) -> Object:
    match item:
        case Grant():
            columns = sorted((_column(each) for each in item.columns), key=lambda each: each.column)
            return replace(
                item,
                privileges=_spelled(item.privileges, item.on, can),
                grantable=_spelled(item.grantable, item.on, can),
                columns=tuple(columns),
            )
        case DefaultPrivilege():
            privileges, grantable = _spelled(item.privileges, item.on, can), _spelled(item.grantable, item.on, can)
            return replace(item, privileges=privileges, grantable=grantable)
        case _:
            return item


def _spelled(names: tuple[str, ...], sort: str, can: Capabilities) -> tuple[str, ...]:
    return in_order(every(sort, can.version) if "all" in names else names)


def _column(each: ColumnGrant) -> ColumnGrant:
    privileges, grantable = (in_order(COLUMN if "all" in names else names) for names in (each.privileges, each.grantable))
    return replace(each, privileges=privileges, grantable=grantable)


def _is_usual(item: Object, schema: Schema, can: Capabilities) -> bool:
    """Tell whether a grant says only what holds without it."""
    if isinstance(item, DefaultPrivilege):
        held = () if item.within or item.namespace else usual(item.on, "", item.to, item.name, can.version)
        return not item.grantable and item.privileges == held
    if not isinstance(item, Grant) or item.columns or item.grantable:
        return False
    found = (schema.objects.get(ref) for ref in item.subjects)
    owner = next((str(each.options.get(OWNER, "")) for each in found if each is not None), "")
    return item.privileges == usual(item.on, item.name, item.to, owner, can.version)
