"""A YAML text as a tree that keeps its comments: each with the entry it belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamStartEvent,
)

_PARSER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_COMMENT = re.compile(r"#[^\n]*")
_PROPERTIES = re.compile(r"\s*((?:[&!][^\s,\[\]{}]*\s+)*)")


@dataclass(slots=True)
class Node:
    """A value: a scalar or alias with its text as written, or a mapping or list with its entries.

    form: `plain`, `quoted`, `block` (a literal or folded scalar), `alias`, `mapping`, `list`. properties: anchor and tag as written.
    text: a scalar's value; of a block scalar, its lines as written. column: where a collection stands, to judge comments by.
    tail: comments after the last entry.
    """

    form: str
    text: str = ""
    properties: str = ""
    column: int = 0
    flow: bool = False
    entries: list[Entry] = field(default_factory=list)
    tail: list[str] = field(default_factory=list)

    def entry(self, key: str) -> Entry | None:
        """Return the entry of a mapping under a key, if there is one."""
        return next((entry for entry in self.entries if entry.key is not None and entry.key.text == key), None)


@dataclass(slots=True)
class Entry:
    """A key and its value, or an item of a list, with the comments above it and at the end of its first line.

    An empty line among the comments above stands as an empty text.
    """

    value: Node
    key: Node | None = None
    above: list[str] = field(default_factory=list)
    beside: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Tree:
    """A whole file: the comments before its first key, and its mapping."""

    header: list[str]
    root: Node


def read_tree(text: str) -> Tree | None:
    """Return the tree of a text that holds one mapping and is known to be readable; None where it holds something else."""
    reader = _Reader(text)
    root = reader.document()
    if root is None or root.form != "mapping" or not root.entries:
        return None
    first = root.entries[0]
    header, first.above = first.above, []
    return Tree(header, root)


class _Reader:
    """One pass over the events of one text; comments wait in `pending` until it is known what they belong to."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.events: Iterator[Any] = iter(yaml.parse(text, Loader=_PARSER))
        self.at = 0
        self.token_end = 0
        self.pending: list[tuple[int, str]] = []
        self.latest: Entry | None = None

    def document(self) -> Node | None:
        for event in self.events:
            if isinstance(event, StreamStartEvent | DocumentStartEvent):
                continue
            holder = Entry(Node("plain"))
            if not isinstance(event, MappingStartEvent):
                return None
            self._gap(event.start_mark.index if event.start_mark is not None else 0)
            self._node(event, holder)
            self._gap(len(self.text))
            holder.value.tail += [text for _, text in self.pending]
            if holder.beside:
                holder.value.entries[0].above[:0] = holder.beside
            return holder.value
        return None

    def _gap(self, end: int) -> None:
        """Take up the comments between the last event and the next; on the last token's line they belong to its entry."""
        first = position = self.at
        while position < end:
            line_end = self.text.find("\n", position, end)
            stop = end if line_end < 0 else line_end
            match = _COMMENT.search(self.text, position, stop)
            if match:
                self._comment(match)
            elif position > first and line_end >= 0 and not self.text[position:stop].strip():
                self._blank()
            position = stop + 1
        self.at = max(self.at, end)

    def _comment(self, match: re.Match[str]) -> None:
        comment = match[0].rstrip()
        same_line = self.text.find("\n", max(self.token_end - 1, 0), match.start()) < 0
        if self.latest is not None and same_line:
            self.latest.beside.append(comment)
        else:
            line_start = self.text.rfind("\n", 0, match.start()) + 1
            self.pending.append((match.start() - line_start, comment))

    def _blank(self) -> None:
        if self.pending and self.pending[-1][1] == "":
            return
        self.pending.append((10**6, ""))

    def _node(self, event: Any, holder: Entry) -> None:
        """Read the value that begins with an event into an entry."""
        start, end = event.start_mark.index, event.end_mark.index
        if isinstance(event, AliasEvent):
            holder.value = Node("alias", self.text[start:end])
        elif isinstance(event, ScalarEvent):
            holder.value = self._scalar(event, self.text[start:end], holder)
        else:
            self._collection(event, holder)
            return
        self.at = self.token_end = end
        self.latest = holder

    def _scalar(self, event: Any, source: str, holder: Entry) -> Node:
        match = _PROPERTIES.match(source)
        properties = " ".join(match[1].split()) if match and (event.anchor or event.tag) else ""
        if event.style in {"|", ">"}:
            written = source[match.end() if match else 0 :]
            header, _, comment = written.partition("\n")[0].partition("#")
            if "+" not in header:
                return Node("block", written, properties)
            # blank lines after it would be part of it, so it cannot stand where blank lines come and go
            holder.beside += [f"#{comment}".rstrip()] if comment else []
            return Node("quoted", event.value, properties)
        return Node("quoted" if event.style else "plain", event.value, properties)

    def _collection(self, event: Any, holder: Entry) -> None:
        mapping = isinstance(event, MappingStartEvent)
        marks = (f"&{event.anchor}" if event.anchor else "", _short_tag(event.tag) if event.tag else "")
        properties = " ".join(mark for mark in marks if mark)
        node = Node("mapping" if mapping else "list", "", properties, event.start_mark.column, bool(event.flow_style))
        holder.value = node
        self.at = event.end_mark.index if node.flow or event.anchor or event.tag else event.start_mark.index
        if node.flow or not mapping:
            self.latest, self.token_end = holder, self.at
        while True:
            inner = next(self.events)
            self._gap(inner.start_mark.index)
            if isinstance(inner, MappingEndEvent | SequenceEndEvent):
                self._finish(node, inner, holder)
                return
            entry = Entry(Node("plain"), above=self._waiting())
            node.entries.append(entry)
            if mapping:
                node.column = inner.start_mark.column if len(node.entries) == 1 else node.column
                self._key(inner, entry)
                inner = self._value_event(entry)
            self._node(inner, entry)
            if entry.value.form == "block":
                entry.value.column = node.column

    def _key(self, event: Any, entry: Entry) -> None:
        """Read a mapping's key, which is a scalar or an alias in whatever the language accepts."""
        holder = Entry(Node("plain"))
        self._node(event, holder)
        entry.key = holder.value
        self.latest = entry

    def _value_event(self, entry: Entry) -> Any:
        """Return the event at which a key's value begins; comments before it are the first entry's below, where the value is a block."""
        value = next(self.events)
        self._gap(value.start_mark.index)
        if not isinstance(value, MappingStartEvent | SequenceStartEvent) or value.flow_style:
            entry.above += self._waiting()
        return value

    def _waiting(self) -> list[str]:
        """Return the comments that belong to what comes next."""
        found = [text for _, text in self.pending]
        self.pending.clear()
        return found

    def _finish(self, node: Node, event: Any, holder: Entry) -> None:
        """End a collection: comments that are indented as its entries are belong to it, the others to what comes next."""
        if node.flow:
            node.tail = [text for text in self._waiting() if text]
            self.at = self.token_end = event.end_mark.index
            self.latest = holder
            return
        last = next((at for at, (column, text) in enumerate(self.pending) if text and column < node.column), len(self.pending))
        while last and not self.pending[last - 1][1]:
            last -= 1
        node.tail = [text for _, text in self.pending[:last]]
        del self.pending[:last]


def _short_tag(tag: str) -> str:
    """Return a tag as it is written."""
    return tag.replace("tag:yaml.org,2002:", "!!") if tag.startswith("tag:yaml.org,2002:") else tag
