"""Reads YAML into plain values and the offset of each, from the parser's events."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator
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
    StreamEndEvent,
)

from schemac.errors import Problem, SchemaError
from schemac.source.document import FileDocument, Lines, Marks, Node
from schemac.source.scalars import FIRST, WORDS, describe, resolve

MAX_DEPTH = 64
MAX_EXPANSION = 200_000

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
_NUL = re.compile(r"\\(?:0|x00|u0000|U00000000)")
_TAGS = "tag:yaml.org,2002:"
_CONTAINERS = {MappingStartEvent: _TAGS + "map", SequenceStartEvent: _TAGS + "seq"}
_PARSER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_yaml(name: str, text: str) -> FileDocument:
    """Return the values and positions of a YAML text.

    Raises SchemaError where it is no YAML, holds more or less than one mapping, repeats a key, or expands beyond measure.
    """
    return _Reader(name, text).read()


class _Reader:
    """One pass over one text."""

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.text = text
        self.marks: Marks = {}
        self.anchors: dict[str, tuple[Node, int]] = {}
        self.nodes = 0
        self.expanded = 0
        self.depth = 0
        self.problems: list[Problem] = []
        self.lines = Lines(name, text)
        self.same: dict[str, str] = {}

    def read(self) -> FileDocument:
        try:
            parser = _PARSER(self.text)
            self.next = parser.get_event
            data = self._whole()
        except yaml.YAMLError as error:
            raise SchemaError([*self.problems, self._broken(error)]) from error
        document = FileDocument(self.lines, data, self.marks)
        if _NUL.search(self.text):
            self.problems += _with_nul(document, data)
        if self.problems:
            raise SchemaError(self.problems)
        return document

    def _whole(self) -> dict[str, Any]:
        """Return the one document's mapping."""
        self.next()
        start = self.next()
        data = self._node(self.next()) if type(start) is DocumentStartEvent else None
        if data is None:
            raise SchemaError(self._problem("SC106", "the file is empty", 0, "begin with `schemac: 1` and a `tables:` mapping"))
        if not isinstance(data, dict):
            raise SchemaError(
                self._problem(
                    "SC111", f"a definition is a mapping, not {describe(data)}", 0, "begin with `schemac: 1` and a `tables:` mapping"
                )
            )
        self.next()
        after = self.next()
        if type(after) is not StreamEndEvent:
            hint = "put the second one into a file of its own and name it under `include:`"
            raise SchemaError(self._problem("SC107", "the file holds more than one YAML document", after.start_mark.index, hint))
        return data

    def _node(self, event: Any) -> Node:
        """Return the value that begins with an event."""
        kind = type(event)
        self.nodes += 1
        if kind is ScalarEvent:
            value = self._scalar(event)
            if event.anchor:
                self.anchors[event.anchor] = (value, 1)
            return value
        if kind is AliasEvent:
            return self._alias(event)
        if event.tag is not None and event.tag != _CONTAINERS[kind] and event.tag != "!":
            self._refuse_tag(event)
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise SchemaError(self._problem("SC108", f"the file nests deeper than {MAX_DEPTH} levels", event.start_mark.index))
        before = self.nodes + self.expanded
        if event.anchor:
            self.anchors.pop(event.anchor, None)
        node: Node = self._mapping() if kind is MappingStartEvent else self._sequence()
        self.depth -= 1
        if event.anchor:
            self.anchors[event.anchor] = (node, self.nodes + self.expanded - before + 1)
        return node

    def _mapping(self) -> dict[str, Any]:
        # a definition says the same few words again and again, so each is kept once
        get, text_of, same = self.next, self._key, self.same.setdefault
        result: dict[str, Any] = {}
        marks = array("I")
        merges: list[tuple[int, Node, int]] = []
        while True:
            event = get()
            if type(event) is MappingEndEvent:
                break
            offset = event.start_mark.index
            key = text_of(event)
            value_event = get()
            at = value_event.start_mark.index
            # the common value stands here, not behind a call: this line runs for most of what a file holds
            if type(value_event) is ScalarEvent and value_event.tag is None and value_event.anchor is None:
                self.nodes += 1
                value: Node = same(value_event.value, value_event.value)
                if value_event.implicit[0] and (value in WORDS or value[0] in FIRST):
                    value = resolve(value)
            else:
                value = self._node(value_event)
            if key == "<<" and event.implicit[0]:
                merges.append((len(result), value, at))
            elif key in result:
                self._repeated(key, offset, marks[list(result).index(key) * 2])
            else:
                result[same(key, key)] = value
                marks.append(offset)
                marks.append(at)
        if merges:
            result, marks = self._merge(result, marks, merges)
        self.marks[id(result)] = marks
        return result

    def _sequence(self) -> list[Any]:
        get = self.next
        result: list[Any] = []
        marks = array("I")
        while True:
            event = get()
            if type(event) is SequenceEndEvent:
                break
            marks.append(event.start_mark.index)
            result.append(self._node(event))
        self.marks[id(result)] = marks
        return result

    def _key(self, event: Any) -> str:
        """Return a mapping's key; one that is no text is a problem, and stands as its text."""
        if type(event) is ScalarEvent and event.tag is None and event.anchor is None:
            key: str = event.value
            if not event.implicit[0] or not (key in WORDS or key[0] in FIRST) or isinstance(resolve(key), str):
                return key
        offset = event.start_mark.index
        value = self._node(event)
        if isinstance(value, str):
            return value
        hint = "" if isinstance(value, dict | list) else f'write it in quotes: "{event.value}"' if type(event) is ScalarEvent else ""
        self.problems.append(self._problem("SC109", f"a key must be text, not {describe(value)}", offset, hint))
        return f"{value if not isinstance(value, dict | list) else ''} at {offset}"

    def _repeated(self, key: str, offset: int, first: int) -> None:
        position = self.lines.at(first)
        hint = f"it is first given in line {position.line}; keep one of the two"
        self.problems.append(self._problem("SC102", f"the key `{key}` is given twice", offset, hint, len(key)))

    def _scalar(self, event: Any) -> Node:
        tag = event.tag
        if tag is None:
            return resolve(event.value) if event.implicit[0] else event.value
        if tag in {"!", _TAGS + "str"}:
            return event.value
        value = resolve(event.value)
        kinds: dict[str, tuple[type, ...]] = {"int": (int,), "float": (int, float), "bool": (bool,), "null": (type(None),)}
        accepted = kinds.get(tag.removeprefix(_TAGS))
        if accepted is None:
            self._refuse_tag(event)
        elif not isinstance(value, accepted) or (isinstance(value, bool) and bool not in accepted):
            short = tag.removeprefix(_TAGS)
            self.problems.append(
                self._problem("SC101", f"{event.value!r} is no value of the tag `!!{short}`", event.start_mark.index, "take the tag away")
            )
        return value

    def _refuse_tag(self, event: Any) -> None:
        tag = "!!" + event.tag.removeprefix(_TAGS) if event.tag.startswith(_TAGS) else event.tag
        message = f"the tag `{tag}` has no meaning here"
        self.problems.append(self._problem("SC101", message, event.start_mark.index, "take the tag away; text goes in quotes", len(tag)))

    def _alias(self, event: Any) -> Node:
        found = self.anchors.get(event.anchor)
        if found is None:
            message = f"the alias `*{event.anchor}` has no anchor `&{event.anchor}` that is complete before it"
            raise SchemaError(self._problem("SC101", message, event.start_mark.index, "", len(event.anchor) + 1))
        self._spend(found[1], event.start_mark.index)
        return found[0]

    def _spend(self, nodes: int, offset: int) -> None:
        """Count what aliases and merges add. Raises SchemaError when it is beyond measure."""
        self.expanded += nodes
        if self.expanded > MAX_EXPANSION:
            message = f"the aliases of this file expand to more than {MAX_EXPANSION:,} values"
            raise SchemaError(self._problem("SC105", message, offset, "write the values out, or use fewer aliases"))

    def _merge(self, own: dict[str, Any], marks: array[int], merges: list[tuple[int, Node, int]]) -> tuple[dict[str, Any], array[int]]:
        """Return a mapping with what its merge keys bring where they stand; its own keys win, then the first that brings one."""
        brought: list[tuple[int, str, Any, int, int]] = []
        seen = set(own)
        for at, value, offset in merges:
            for source in value if isinstance(value, list) else [value]:
                if not isinstance(source, dict):
                    message = f"`<<` merges a mapping or a list of mappings, not {describe(source)}"
                    self.problems.append(self._problem("SC101", message, offset))
                    continue
                self._spend(len(source), offset)
                offsets = self.marks[id(source)]
                for index, (key, item) in enumerate(source.items()):
                    if key not in seen:
                        seen.add(key)
                        brought.append((at, key, item, offsets[index * 2], offsets[index * 2 + 1]))
        result: dict[str, Any] = {}
        placed = array("I")
        for index, (key, item) in enumerate([*own.items(), ("", None)]):
            for at, merged, value, first, second in brought:
                if at == index:
                    result[merged] = value
                    placed.extend((first, second))
            if index < len(own):
                result[key] = item
                placed += marks[index * 2 : index * 2 + 2]
        return result, placed

    def _broken(self, error: yaml.YAMLError) -> Problem:
        """Return the parser's complaint as a problem."""
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        if mark is not None:
            what = getattr(error, "problem", None) or "it cannot be read"
            context = getattr(error, "context", None)
            message = f"this is not YAML: {what}{f', {context}' if context else ''}"
            return self._problem("SC101", message, min(mark.index, len(self.text)), _advice(self.text, mark.index, str(what)))
        found = _CONTROL.search(self.text)
        hint = 'write it as an escape in double quotes: "\\x07"'
        return self._problem("SC101", "a control character cannot stand in YAML", found.start() if found else 0, hint)

    def _problem(self, code: str, message: str, offset: int, hint: str = "", length: int = 1) -> Problem:
        return Problem(code, message, self.lines.at(offset), hint, self.lines.line(offset), length)


def _with_nul(document: FileDocument, holder: dict[str, Any] | list[Any]) -> Iterator[Problem]:
    """Give a problem for each text that holds NUL, which no database can keep."""
    for key, value in holder.items() if isinstance(holder, dict) else enumerate(holder):
        if isinstance(key, str) and "\0" in key:
            yield document.problem("SC204", "a name cannot hold the character NUL", holder, key, at_key=True)
        if isinstance(value, str) and "\0" in value:
            yield document.problem("SC204", "a text cannot hold the character NUL", holder, key)
        elif isinstance(value, dict | list):
            yield from _with_nul(document, value)


def _advice(text: str, offset: int, what: str) -> str:
    """Return what most often helps against a complaint of the parser."""
    line = text[text.rfind("\n", 0, offset) + 1 : offset + 1]
    if "\t" in line and ("token" in what or "tab" in what):
        return "indent with spaces, not tabs"
    if "mapping values are not allowed" in what:
        return "text that holds `: ` goes in quotes"
    if "cannot start any token" in what:
        return "text that begins with this character goes in quotes"
    return ""
