"""What the language has no words for and the catalogue can tell: casts, operators and their classes, text search, conversions.

A definition gives them as statements, and so does an inspection. The catalogue knows what is there, so nothing need be remembered of them.
"""

from __future__ import annotations

from collections.abc import Iterator

from schemac.model.names import Ref, spell
from schemac.model.objects import Object
from schemac.model.raw import RawStatement
from schemac_dialects.postgresql.catalogue import Catalogue, space


def sundry(catalogue: Catalogue, objects: list[Object]) -> Iterator[RawStatement]:
    """Go through these things as the statements that make them, in the order in which they can be made; objects: what they may stand on."""
    known = {item.ref for item in objects}
    needed: dict[str, list[str]] = {}
    for kind, _, name, _, other, namespace, other_name in catalogue.rows["outsiders"]:
        ref = Ref(other, space(namespace), other_name)
        if ref in known:
            needed.setdefault(f"{kind} {name}", []).append(ref.path)
    names = named(catalogue)
    for identity, name, create, drop, others in catalogue.rows["sundry"]:
        beside = [spell(names[other]) for other in others if other in names]
        yield RawStatement(name=name, create=tuple(create), drop=(drop,), depends_on=(*needed.get(identity, ()), *beside))


def named(catalogue: Catalogue) -> dict[str, str]:
    """Return the names of the statements that make these things, by what the server calls the things."""
    return {row[0]: row[1] for row in catalogue.rows["sundry"]}
