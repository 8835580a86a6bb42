"""What the builders of all kinds share: the document at hand, what has been built so far, and the problems found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from schemac.errors import Problem
from schemac.model.names import Name, Ref, parse_name, split_name
from schemac.model.objects import Object
from schemac.model.tables import Part
from schemac.source.document import Document, Holder
from schemac.source.expressions import Expressions
from schemac.source.known_types import KnownTypes

Key = str | int


class Place(NamedTuple):
    """Where something stands: the value of `key` in `holder`."""

    document: Document
    holder: Holder
    key: Key


class PlacedPart(NamedTuple):
    """A part of a table and where it was written; `holder` and `key` are those of the words that matter most."""

    part: Part
    holder: Holder
    key: Key


@dataclass(slots=True)
class Building:
    """A definition in the making."""

    expressions: Expressions
    types: KnownTypes = field(default_factory=KnownTypes)
    objects: dict[Ref, Object] = field(default_factory=dict)
    places: dict[Ref, Place] = field(default_factory=dict)
    parts: dict[Ref, list[PlacedPart]] = field(default_factory=dict)
    renames: dict[Ref, tuple[str, ...]] = field(default_factory=dict)
    unmanaged: set[Ref] = field(default_factory=set)
    damaged: set[Name] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)
    document: Document = field(init=False)

    def complain(
        self, code: str, message: str, holder: Holder, key: Key | None, *, hint: str = "", at_key: bool = False, word: str = ""
    ) -> None:
        """Note a problem with a value of the document at hand."""
        self.problems.append(self.document.problem(code, message, holder, key, hint=hint, at_key=at_key, word=word))

    def entries(self, holder: dict[str, Any], collection: str) -> Iterator[tuple[str, Any, Holder, Key]]:
        """Go through a collection in either spelling: name, what is said of it, and where it stands."""
        items = holder.get(collection)
        if isinstance(items, dict):
            for name, entry in items.items():
                if isinstance(entry, dict) and entry.get("name", name) != name:
                    hint = "the key is the name; take `name:` away"
                    self.complain("SC205", f"`{name}` is also called `{entry['name']}`", entry, "name", hint=hint)
                yield name, entry, items, name
        elif isinstance(items, list):
            for index, entry in enumerate(items):
                if isinstance(entry, dict):
                    yield entry.get("name", ""), entry, items, index
                elif isinstance(entry, str):
                    yield entry, None, items, index
                else:
                    yield "", entry, items, index

    def object_name(self, text: str, holder: Holder, key: Key, *, at_key: bool = True) -> Name | None:
        """Return the name that a text spells, or None and a problem."""
        if self.printable(text, holder, key, at_key=at_key):
            try:
                return parse_name(text)
            except ValueError:
                hint = "a name has at most a namespace in front; a dot within a name goes in SQL quotes: '\"odd.name\"'"
                self.complain("SC205", f"`{text}` is no name", holder, key, hint=hint, at_key=at_key)
        return None

    def part_name(self, text: str, holder: Holder, key: Key, *, at_key: bool = True) -> str:
        """Return the plain name that a text spells; with a problem, the text itself."""
        if text.isprintable() and '"' not in text and "." not in text and text.strip() == text:
            return text
        if self.printable(text, holder, key, at_key=at_key):
            try:
                parts = split_name(text)
            except ValueError:
                parts = ()
            if len(parts) == 1:
                return parts[0]
            hint = "a dot or a quote within a name goes in SQL quotes: '\"odd.name\"'"
            self.complain("SC205", f"`{text}` is no plain name", holder, key, hint=hint, at_key=at_key)
        return text

    def printable(self, text: str, holder: Holder, key: Key, *, at_key: bool) -> bool:
        """Return whether a name holds no control character; note a problem where it does."""
        bad = next((sign for sign in text if sign < " " or "\x7f" <= sign <= "\x9f"), "")
        if bad:
            shown = "".join(sign if sign >= " " else f"\\x{ord(sign):02x}" for sign in text)
            self.complain("SC204", f"the name `{shown}` holds the control character U+{ord(bad):04X}", holder, key, at_key=at_key)
        return not bad

    def add(self, item: Object, entry: Any, holder: Holder, key: Key) -> bool:
        """Take an object in with what is said about its past and its management; False where it is there already."""
        ref = item.ref
        clash = self._clash(ref)
        if clash:
            first = self.places[clash]
            position = first.document.position(first.holder, first.key)
            where = f"it is first defined in {position}" if position else f"there is a {clash.kind} of that name already"
            self.complain("SC201", f"{ref.kind} {ref.path} is defined twice", holder, key, hint=where, at_key=isinstance(key, str))
            return False
        self.objects[ref] = item
        self.places[ref] = Place(self.document, holder, key)
        if isinstance(entry, dict):
            if "renamed_from" in entry:
                self.rename(ref, entry)
            if entry.get("managed") is False:
                self.unmanaged.add(ref)
        return True

    def _clash(self, ref: Ref) -> Ref | None:
        """Return the object already there that shares the identity, or the space of names."""
        for kinds in (("table", "view", "materialized_view", "sequence"), ("enum", "domain", "composite", "range")):
            if ref.kind in kinds:
                return next((other for other in (ref._replace(kind=kind) for kind in kinds) if other in self.objects), None)
        return ref if ref in self.objects else None

    def rename(self, ref: Ref, entry: dict[str, Any]) -> None:
        """Note the former names of an object or part."""
        former = entry["renamed_from"]
        names = (former,) if isinstance(former, str) else tuple(former)
        if ref.name in names or len(set(names)) < len(names):
            self.complain("SC217", f"{ref} cannot have been renamed from itself, or twice from one name", entry, "renamed_from")
        for name in names:
            self.printable(name, entry, "renamed_from", at_key=False)
        if ref.parent:
            names = tuple(self.part_name(name, entry, "renamed_from", at_key=False) for name in names)
        self.renames[ref] = names

    def rename_label(self, ref: Ref, entry: dict[str, Any]) -> None:
        """Note the former names of a label of an enum, which is any text."""
        former = entry["renamed_from"]
        names = (former,) if isinstance(former, str) else tuple(former)
        if ref.name in names or len(set(names)) < len(names):
            self.complain("SC217", f"{ref} cannot have been renamed from itself, or twice from one name", entry, "renamed_from")
        self.renames[ref] = names

    def rename_part(self, kind: str, table: Name, name: str, entry: dict[str, Any]) -> None:
        """Note the former names of a part of a table."""
        self.rename(Ref(kind, table.namespace, name, table.name), entry)
