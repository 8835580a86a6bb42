"""A definition as plain values, and where each of them was written."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any, Protocol

from schemac.errors import Position, Problem

Node = Any
"""A plain value: None, a boolean, a number, a text, a list or a dict with text keys."""
Holder = dict[str, Any] | list[Any]
"""The dict or list in which a value stands; with its key or index it says where the value is."""
Marks = dict[int, "array[int]"]
"""For the id of each holder, the offsets of its values; for a dict, of each key and its value in turn."""


def held(holder: Holder, key: str | int) -> Node:
    """Return the value of a key or index."""
    return holder[str(key)] if isinstance(holder, dict) else holder[int(key)]


class Document(Protocol):
    """One file or one dict of a definition."""

    name: str
    data: dict[str, Any]

    def may_use_variables(self) -> bool:
        """Return whether it is worth looking for `${name}`."""
        ...

    def problem(
        self, code: str, message: str, holder: Holder, key: str | int | None, *, hint: str = "", at_key: bool = False, word: str = ""
    ) -> Problem:
        """Return a problem with the value of `key` in `holder`, or the key itself, or one word within the value."""
        ...

    def position(self, holder: Holder, key: str | int | None) -> Position | None:
        """Return where the value is introduced: its key, or the item of a list."""
        ...

    def lines(self) -> Lines | None:
        """Return the lines that the document was read from, if it was."""
        ...

    def offsets(self, holder: Holder) -> Sequence[int]:
        """Return where each value of a holder is introduced, in the holder's order; nothing where there are no lines."""
        ...

    def written(self, holder: Holder, key: str | int) -> str:
        """Return a number as it was written."""
        ...

    def take_away(self, holder: Holder, key: str | int) -> None:
        """Take a value out of the document."""
        ...


class Lines:
    """A file's text by line and column."""

    def __init__(self, name: str, text: str) -> None:
        """Hold the text of the file `name`; its lines are counted when somebody asks."""
        self.name = name
        self.text = text

    @cached_property
    def _starts(self) -> list[int]:
        return line_starts(self.text)

    def at(self, offset: int) -> Position:
        """Return the position of an offset."""
        line = bisect_right(self._starts, offset)
        return Position(self.name, line, offset - self._starts[line - 1] + 1)

    def line(self, offset: int) -> str:
        """Return the line that an offset is in."""
        number = bisect_right(self._starts, offset)
        end = self._starts[number] if number < len(self._starts) else len(self.text)
        return self.text[self._starts[number - 1] : end].rstrip("\r\n\x85\u2028\u2029")


class FileDocument:
    """A YAML file: its values, its text, and the offset of everything."""

    def __init__(self, lines: Lines, data: dict[str, Any], marks: Marks) -> None:
        """Hold what the reader made of a file."""
        self.name = lines.name
        self.text = lines.text
        self.data = data
        self.marks = marks
        self._lines = lines

    def lines(self) -> Lines:
        """Return the file's lines."""
        return self._lines

    def offsets(self, holder: Holder) -> Sequence[int]:
        """Return where each key or item of a holder stands."""
        marks = self.marks.get(id(holder), ())
        return marks[::2] if isinstance(holder, dict) else marks

    def may_use_variables(self) -> bool:
        """Return whether the text holds what begins a use."""
        return "${" in self.text

    def _offset(self, holder: Holder, key: str | int | None, *, at_key: bool) -> int:
        marks = self.marks.get(id(holder))
        if marks is None or key is None:
            return 0
        if isinstance(holder, dict):
            slot = list(holder).index(str(key)) * 2
            return marks[slot if at_key else slot + 1]
        return marks[int(key)]

    def problem(
        self, code: str, message: str, holder: Holder, key: str | int | None, *, hint: str = "", at_key: bool = False, word: str = ""
    ) -> Problem:
        """Return a problem with its position, its line and the length of what is meant."""
        offset = self._offset(holder, key, at_key=at_key)
        value = key if at_key or key is None else held(holder, key)
        length = self._length(offset, value)
        if word:
            found = re.compile(rf"(?<!\w){re.escape(word)}(?!\w)").search(self.text, offset, offset + len(str(value)) * 2 + 200)
            if found:
                offset, length = found.start(), len(word)
        return Problem(code, message, self._lines.at(offset), hint, self._lines.line(offset), length)

    def _length(self, offset: int, value: object) -> int:
        """Return how many characters of the line the scalar takes that begins at the offset."""
        end = self.text.find("\n", offset)
        rest = self.text[offset : end if end >= 0 else None].rstrip()
        quoted = re.match(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'", rest)
        if quoted:
            return quoted.end()
        if isinstance(value, str) and rest.startswith(value):
            return max(1, len(value))
        plain = re.match(r"[^\s,\[\]{}#:]+", rest)
        return plain.end() if plain and not isinstance(value, dict | list) else 1

    def position(self, holder: Holder, key: str | int | None) -> Position | None:
        """Return the position of a key or an item."""
        return self._lines.at(self._offset(holder, key, at_key=True))

    def written(self, holder: Holder, key: str | int) -> str:
        """Return the number's own characters; an aliased or replaced one is spelled anew."""
        offset = self._offset(holder, key, at_key=False)
        value = held(holder, key)
        match = re.compile(r"[-+.0-9eE]+").match(self.text, offset)
        return match[0] if match and float(match[0]) == value else str(value)

    def take_away(self, holder: Holder, key: str | int) -> None:
        """Take a value and its marks out."""
        marks = self.marks[id(holder)]
        if isinstance(holder, dict):
            slot = list(holder).index(str(key)) * 2
            del marks[slot : slot + 2], holder[str(key)]
        else:
            del marks[int(key)], holder[int(key)]


class DictDocument:
    """A Python dict; a problem's message begins with the path to the value."""

    def __init__(self, name: str, data: dict[str, Any]) -> None:
        """Hold a copy of plain values that nobody else changes."""
        self.name = name
        self.data = data
        self._paths: dict[int, str] = {}

    def may_use_variables(self) -> bool:
        """Return that it may: there is no text to search at once."""
        return True

    def problem(
        self,
        code: str,
        message: str,
        holder: Holder,
        key: str | int | None,
        *,
        hint: str = "",
        at_key: bool = False,  # noqa: ARG002 - a path is all there is
        word: str = "",  # noqa: ARG002 - likewise
    ) -> Problem:
        """Return a problem whose message names the path: `tables[0].columns[1].type`."""
        if not self._paths:
            self._paths = dict(paths(self.data))
        path = self._paths.get(id(holder), "")
        if key is not None:
            path = step(path, key)
        return Problem(code, f"{path or self.name}: {message}", hint=hint)

    def position(self, holder: Holder, key: str | int | None) -> Position | None:  # noqa: ARG002 - a dict has no lines
        """Return no position."""
        return None

    def lines(self) -> None:
        """Return that there are none."""

    def offsets(self, holder: Holder) -> Sequence[int]:  # noqa: ARG002 - a dict has no lines
        """Return nothing."""
        return ()

    def written(self, holder: Holder, key: str | int) -> str:
        """Return the number as Python prints it."""
        return str(held(holder, key))

    def take_away(self, holder: Holder, key: str | int) -> None:
        """Take a value out; paths keep naming what was given."""
        if not self._paths:
            self._paths = dict(paths(self.data))
        if isinstance(holder, dict):
            del holder[str(key)]
        else:
            del holder[int(key)]


def step(path: str, key: str | int) -> str:
    """Return the path of a value in the holder at `path`."""
    if isinstance(key, int):
        return f"{path}[{key}]"
    shown = key if re.fullmatch(r"\w+", key) else repr(key)
    return f"{path}.{shown}" if path else shown


def paths(node: Node, path: str = "") -> Iterator[tuple[int, str]]:
    """Go through all holders below and give the id and the path of each."""
    if isinstance(node, dict | list):
        yield id(node), path
        for key, value in node.items() if isinstance(node, dict) else enumerate(node):
            yield from paths(value, step(path, key))


def line_starts(text: str) -> list[int]:
    """Return the offset at which each line begins, breaking lines where YAML does."""
    return [0, *(match.end() for match in re.finditer(r"\r\n?|\n|\x85|\u2028|\u2029", text))]
