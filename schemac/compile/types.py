"""Types of a definition as the engine spells them, where it has them."""

from __future__ import annotations

from schemac.compile.target import TYPE_UNKNOWN, Target
from schemac.dialect import NativeType, Unsupported
from schemac.model.names import Ref, parse_name
from schemac.model.objects import Domain
from schemac.model.types import parse_type


def native(text: str, ref: Ref, target: Target) -> NativeType:
    """Return the engine's type for a type as written; where it has none, note it and return the text as it is."""
    known = target.types.get(text)
    if known is not None:
        return known
    try:
        found = target.types[text] = target.dialect.native_type(text, target.own, target.definition.schema)
    except Unsupported as no:
        hint = no.remedy or f"name one of its own: dialects: {{{target.dialect.name}: {{type: ...}}}}"
        target.refuse(TYPE_UNKNOWN, ref, no.reason, hint)
    except ValueError:
        target.refuse(TYPE_UNKNOWN, ref, f"`{text}` is not the spelling of a type")
    else:
        return found
    return NativeType(text)


def domain_of(text: str, target: Target) -> Domain | None:
    """Return the domain of the definition that a type names, if it names one."""
    if "(" in text:
        return None
    try:
        name = parse_name(parse_type(text).name)
    except ValueError:
        return None
    found = target.definition.schema.objects.get(Ref("domain", name.namespace, name.name))
    return found if isinstance(found, Domain) else None
