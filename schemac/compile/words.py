"""Native words: what a definition says under `dialects:` put in place for the engine at hand."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TypeVar

import msgspec

from schemac.compile.target import WORD_UNKNOWN, Target
from schemac.model.change import part_ref
from schemac.model.names import Ref
from schemac.model.objects import Object, Words
from schemac.model.tables import Part, Table

Item = TypeVar("Item", bound=Object | Part)

SKIP = "skip"
_NOTHING: frozenset[str] = frozenset()
_OWN = frozenset({"name", "namespace", "options", "dialects", "columns", "constraints", "indexes", "table", "attributes"})


def with_words(item: Item, table: Table | None, target: Target) -> tuple[Item | None, frozenset[str]]:
    """Return the item with its native words merged in, and the attributes that these gave, which are taken to the letter.

    table: the one that the item is a part of. Returns None for an item that `skip: true` leaves out on this engine.
    """
    if not item.dialects:
        return item, _NOTHING
    ref = item.ref if isinstance(item, Object) else part_ref(table, item)
    words: Words = {}
    for speech in (*sorted(target.dialect.speaks - {target.dialect.name}), target.dialect.name):
        words |= item.dialects.get(speech, {})
    if words.pop(SKIP, False):
        return None, frozenset()
    fields = set(item.__struct_fields__) - _OWN
    known = target.dialect.words.get(item.kind, {})
    attributes, options = {}, dict(item.options)
    for word, value in words.items():
        if word in known:
            options[word] = value
        elif word in fields:
            attributes[word] = value
        else:
            close = get_close_matches(word, [*fields, *known], 1)
            hint = f"did you mean {close[0]}?" if close else f"known words: {', '.join(sorted([*fields, *known]))}"
            target.refuse(WORD_UNKNOWN, ref, f"{target.dialect.title} has no word {word!r} for a {item.kind}", hint)
    return _merged(item, attributes, options, ref, target), frozenset(attributes)


def _merged(item: Item, attributes: Words, options: Words, ref: Ref, target: Target) -> Item:
    """Return the item with attributes and options put in; a value of the wrong shape is noted and left out."""
    plain = msgspec.to_builtins(item) | attributes | {"options": options, "dialects": {}}
    try:
        return msgspec.convert(plain, type(item))
    except msgspec.ValidationError as error:
        target.refuse(WORD_UNKNOWN, ref, f"{target.dialect.title}'s own words: {error}")
        return msgspec.structs.replace(item, dialects={})
