"""A YAML text as a tree of places: where every key, value and comment of it begins and ends, so that one piece can change alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml
from yaml.events import AliasEvent, DocumentStartEvent, MappingEndEvent, MappingStartEvent, ScalarEvent, SequenceEndEvent, StreamStartEvent

_PARSER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_BESIDE = re.compile(r"[ \t]+#[^\n]*")


@dataclass(slots=True)
class Place:
    """A value of the text, from `start` to `end`, its anchor and tag included.

    form: `scalar`, `alias`, `mapping`, `list`. text: a scalar's value, an alias's name. style: a scalar's quote or block sign.
    column: where the entries of a block collection begin. A block collection ends where its last entry does.
    """

    form: str
    start: int
    end: int
    text: str = ""
    style: str = ""
    anchor: str = ""
    flow: bool = False
    column: int = 0
    entries: list[Entry] = field(default_factory=list)

    def entry(self, key: str) -> Entry | None:
        """Return the entry of that key, or the item that has it as its name."""
        return next((entry for entry in self.entries if entry.name == key), None)


@dataclass(slots=True)
class Entry:
    """A key with its value, or an item of a list with its dash, and the comment at the end of its last line."""

    value: Place
    start: int
    end: int
    key: Place | None = None

    @property
    def name(self) -> str | None:
        """The key; of an item of a list, what its `name:` says, or the text that it is."""
        if self.key is not None:
            return self.key.text
        if self.value.form == "scalar":
            return self.value.text
        found = self.value.entry("name") if self.value.form == "mapping" else None
        return found.value.text if found is not None else None


def read_places(text: str) -> Place | None:
    """Return the places of a text that holds one mapping and is known to be readable; None where it holds something else."""
    root = _Reader(text).root()
    return root if root is not None and root.form == "mapping" else None


class _Reader:
    """One pass over the events of one text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.events: Iterator[Any] = iter(yaml.parse(text, Loader=_PARSER))

    def root(self) -> Place | None:
        for event in self.events:
            if not isinstance(event, StreamStartEvent | DocumentStartEvent):
                return self._value(event, in_flow=False) if isinstance(event, MappingStartEvent) else None
        return None

    def _value(self, event: Any, *, in_flow: bool) -> Place:
        """Return the place of the value that an event begins."""
        start, end = event.start_mark.index, event.end_mark.index
        if isinstance(event, AliasEvent):
            return Place("alias", start, end, str(event.anchor))
        if isinstance(event, ScalarEvent):
            if event.style in {"|", ">"}:
                end = start + len(self.text[start:end].rstrip())
            return Place("scalar", start, end, event.value, event.style or "", event.anchor or "")
        mapping = isinstance(event, MappingStartEvent)
        flow = bool(event.flow_style)
        place = Place("mapping" if mapping else "list", start, end, anchor=event.anchor or "", flow=flow, column=event.start_mark.column)
        return self._mapping(place, in_flow=in_flow or flow) if mapping else self._list(place, in_flow=in_flow or flow)

    def _mapping(self, place: Place, *, in_flow: bool) -> Place:
        while True:
            event = next(self.events)
            if isinstance(event, MappingEndEvent):
                return self._finished(place, event)
            if not place.entries:
                place.column = event.start_mark.column
            key = self._value(event, in_flow=in_flow)
            value = self._value(next(self.events), in_flow=in_flow)
            place.entries.append(Entry(value, key.start, self._end(value.end, in_flow=in_flow), key))

    def _list(self, place: Place, *, in_flow: bool) -> Place:
        while True:
            event = next(self.events)
            if isinstance(event, SequenceEndEvent):
                return self._finished(place, event)
            value = self._value(event, in_flow=in_flow)
            start = value.start if place.flow else self._dash(value.start)
            if not place.entries and not place.flow:
                place.column = start - self.text.rfind("\n", 0, start) - 1
            place.entries.append(Entry(value, start, self._end(value.end, in_flow=in_flow)))

    def _finished(self, place: Place, event: Any) -> Place:
        place.end = event.end_mark.index if place.flow else place.entries[-1].end
        return place

    def _dash(self, at: int) -> int:
        """Return where the dash stands before an item: what comes in front of it but for blanks and comments."""
        while True:
            line = self.text.rfind("\n", 0, at) + 1
            before = self.text[line:at].partition("#")[0].rstrip()
            if before.endswith("-"):
                return line + len(before) - 1
            at = line - 1

    def _end(self, end: int, *, in_flow: bool) -> int:
        """Return the end of an entry with the comment beside it."""
        match = None if in_flow else _BESIDE.match(self.text, end)
        return match.end() if match else end
