"""One value of a text changed in place: what did not change keeps its bytes, its comments and its order."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, TypeGuard

from schemac.source.edit_tree import Entry, Place
from schemac.source.merge_lines import Item, items_of, place_item, taken_out, text_of
from schemac.source.write import section_lines
from schemac.source.write_scalar import fits_literal, in_block, quoted
from schemac.source.write_yaml import WIDTH, flow, write_list, write_mapping

MISSING = object()
"""Stands for the base of a value that is to be written anew, whatever the text says."""

_THEIRS = frozenset({"renamed_from", "managed"})
"""What a definition says beside the state of a database: it stays whatever the database says."""


@dataclass(frozen=True, slots=True)
class Merger:
    """One text and what is asked of its edits.

    moving: whether the order of columns is part of the state. keeping: whether words that the database knows nothing of stay although the
    base has them, because the base is the text itself.
    """

    text: str
    moving: bool = False
    keeping: frozenset[str] = frozenset()

    def entry(self, entry: Entry, base: object, new: object, path: tuple[str, ...], *, in_flow: bool) -> str:
        """Return the text of an entry of which `base` has become `new`."""
        if base == new and not self._reordered(base, new, path):
            return self.text[entry.start : entry.end]
        place = entry.value
        if len(path) > 2 and path[-2] == "columns" and place.form == "mapping":
            base, new = _as_column(base), _as_column(new)
        if place.form == "list" and isinstance(base, Mapping) and isinstance(new, Mapping) and _is_named(place, path):
            return self._block(entry, base, new, path) if not place.flow else self._flow(entry, base, new, path, in_flow=in_flow)
        if place.form == "mapping" and isinstance(base, Mapping) and isinstance(new, Mapping):
            return self._block(entry, base, new, path) if not place.flow else self._flow(entry, base, new, path, in_flow=in_flow)
        if place.form == "list" and _is_sequence(base) and _is_sequence(new):
            return self._sequence(entry, base, new, in_flow=in_flow)
        return self.anew(entry, new, in_flow=in_flow)

    def anew(self, entry: Entry, new: object, *, in_flow: bool) -> str:
        """Return an entry with another value, in the quotes of the old one where there were some, and with the comments beside it."""
        place = entry.value
        key = "" if entry.key is None else self.text[entry.start : entry.key.end]
        spelled = _quoted_as(place.style, new) if isinstance(new, str) and place.form == "scalar" else None
        if in_flow:
            short = spelled or flow(new) or quoted(str(new))
            return f"{key}: {short}" if entry.key is not None else short
        column = self._column(entry.start)
        lines = write_mapping({"k": new}, column) if entry.key is not None else write_list([new], column)
        first = f"{key}{lines[0][column + 1 :]}" if entry.key is not None else lines[0][column:]
        if spelled is not None:
            first, lines = (f"{key}: {spelled}" if entry.key is not None else f"- {spelled}"), lines[:1]
        return "\n".join([first + self._remarks(entry), *lines[1:]])

    def _remarks(self, entry: Entry) -> str:
        """Return the comments that stand on an entry's first line and beside its end."""
        start = entry.key.end if entry.key is not None else entry.start
        between, after = self.text[start : entry.value.start], self.text[entry.value.end : entry.end]
        return "".join(f" {each.rstrip()}" for each in re.findall(r"#[^\n]*", between)) + after.rstrip()

    def _column(self, at: int) -> int:
        return at - self.text.rfind("\n", 0, at) - 1

    def _children(self, place: Place, base: Mapping[str, Any], new: Mapping[str, Any], path: tuple[str, ...]) -> dict[int, str | None]:
        """Return the new text of the entries that change, by their index; None for one that goes."""
        changed: dict[int, str | None] = {}
        for at, entry in enumerate(place.entries):
            name = entry.name
            if name is None or (name not in base and name not in new):
                continue
            if name not in new:
                if not self._stays(name, path):
                    changed[at] = None
                continue
            if name in base and base[name] == new[name] and not self._reordered(base[name], new[name], (*path, name)):
                continue
            text = self._child(entry, base.get(name, MISSING), new[name], (*path, name), in_flow=place.flow)
            changed[at] = None if text == "" else text
        return changed

    def _child(self, entry: Entry, base: object, new: object, path: tuple[str, ...], *, in_flow: bool) -> str:
        """Return the text of a named entry; an item of a list has its name among its words."""
        if entry.key is not None:
            return self.entry(entry, base, new, path, in_flow=in_flow)
        if entry.value.form != "mapping" or base is MISSING:
            return self.anew(entry, _item(path[-1], new), in_flow=in_flow)
        named = {"name": path[-1]}
        return self.entry(entry, named | dict(_as_words(base)), named | dict(_as_words(new)), path, in_flow=in_flow)

    def _stays(self, name: str, path: tuple[str, ...]) -> bool:
        """Tell whether a word stays that the new state does not have."""
        return bool(self.keeping) and (name in _THEIRS or (path[-1:] == ("dialects",) and name not in self.keeping))

    def _reordered(self, base: object, new: object, path: tuple[str, ...]) -> bool:
        if not self.moving or not isinstance(base, Mapping) or not isinstance(new, Mapping):
            return False
        if path[-1:] == ("columns",):
            return [key for key in base if key in new] != [key for key in new if key in base]
        return len(path) < 3 and any(self._reordered(base[key], new[key], (*path, key)) for key in base if key in new)

    @staticmethod
    def _is_new(name: str, base: Mapping[str, Any], new: Mapping[str, Any], place: Place) -> bool:
        """Tell whether a name has to be written that the text does not have."""
        return place.entry(name) is None and not (name in base and base[name] == new[name])

    def _flow(self, entry: Entry, base: Mapping[str, Any], new: Mapping[str, Any], path: tuple[str, ...], *, in_flow: bool) -> str:
        """Return an entry whose value stands between braces or brackets; as a block where it does not fit on a line any more."""
        place = entry.value
        changed = self._children(place, base, new, path)
        pieces = [(each.name, changed.get(at, self.text[each.start : each.end])) for at, each in enumerate(place.entries)]
        for name in new:
            if not self._is_new(name, base, new, place):
                continue
            piece = _flow_piece(name, new[name], place)
            if piece is None:
                return self._spread(entry, base, new, path)
            pieces.insert(_after(name, list(new), [each for each, _ in pieces]), (name, piece))
        inside = self._rejoined(place, pieces)
        head = self.text[entry.start : place.start]
        whole = f"{head}{inside}{self.text[place.end : entry.end]}"
        if not in_flow and "\n" not in whole and self._column(entry.start) + len(whole) > WIDTH >= len(self._line(entry)):
            return self._spread(entry, base, new, path)
        return whole

    def _line(self, entry: Entry) -> str:
        return " " * self._column(entry.start) + self.text[entry.start : entry.end]

    def _rejoined(self, place: Place, pieces: Sequence[tuple[str | None, str | None]]) -> str:
        """Return a collection between braces with its own blanks, and `, ` before what is new."""
        gaps = {entry.name: self.text[place.entries[at - 1].end : entry.start] if at else "" for at, entry in enumerate(place.entries)}
        opening = self.text[place.start : place.entries[0].start] if place.entries else self.text[place.start : place.end - 1]
        closing = self.text[place.entries[-1].end : place.end] if place.entries else self.text[place.end - 1 : place.end]
        there = [(name, text) for name, text in pieces if text is not None]
        return opening + "".join((gaps.get(name) or ", ") * bool(at) + text for at, (name, text) in enumerate(there)) + closing

    def _spread(self, entry: Entry, base: Mapping[str, Any], new: Mapping[str, Any], path: tuple[str, ...]) -> str:
        """Return an entry whose value stood on one line as a block: each word on a line, in its own bytes where it did not change."""
        place = entry.value
        column = self._column(entry.start)
        changed = self._children(place, base, new, path)
        rows = [(each.name, changed.get(at, self.text[each.start : each.end])) for at, each in enumerate(place.entries)]
        pad = " " * (column + 2)
        lines = {name: [f"{pad}{text}"] for name, text in rows if text is not None and name is not None}
        order = [name for name, text in rows if text is not None]
        for name in new:
            if self._is_new(name, base, new, place):
                written = (
                    write_mapping({name: new[name]}, column + 2)
                    if place.form == "mapping"
                    else write_list([_item(name, new[name])], column + 2)
                )
                order.insert(_after(name, list(new), order), name)
                lines[name] = written
        key = self.text[entry.start : entry.key.end] + ":" if entry.key is not None else "-"
        return "\n".join([key + self._remarks(entry), *(line for name in order if name is not None for line in lines[name])])

    def _block(self, entry: Entry, base: Mapping[str, Any], new: Mapping[str, Any], path: tuple[str, ...]) -> str:
        """Return an entry whose value is a block; nothing where nothing is left of a section."""
        place = entry.value
        changed = self._children(place, base, new, path)
        head_end, items = items_of(self.text, entry)
        for at, item in enumerate(items):
            item.text = changed.get(at, item.text)
        items = taken_out(items)
        for name in new:
            if not self._is_new(name, base, new, place):
                continue
            lines = self._fresh(name, new[name], place, place.column) if path else section_lines(name, new[name])
            place_item(items, Item(name, "\n".join(lines)[place.column :]), list(new), path)
        if self.moving and path[-1:] == ("columns",):
            _in_order(items, list(new))
        if not any(item.text for item in items):
            return "" if len(path) != 2 else self.anew(entry, {}, in_flow=False)
        return self.text[entry.start : head_end] + text_of(items, place.column)

    @staticmethod
    def _fresh(name: str, value: object, place: Place, column: int) -> list[str]:
        """Return the lines of a new entry or item."""
        return write_mapping({name: value}, column) if place.form == "mapping" else write_list([_item(name, value)], column)

    def _sequence(self, entry: Entry, base: object, new: object, *, in_flow: bool) -> str:
        """Return an entry whose value is a list of plain values; items that are in both keep their bytes and comments."""
        place = entry.value
        if not _is_sequence(base) or not _is_sequence(new) or len(base) != len(place.entries) or place.flow or in_flow:
            return self.anew(entry, new, in_flow=in_flow)
        head_end, items = items_of(self.text, entry)
        made: list[Item] = []
        for verb, start, end, first, last in SequenceMatcher(a=[repr(each) for each in base], b=[repr(each) for each in new]).get_opcodes():
            if verb == "equal":
                made += items[start:end]
                continue
            made += [Item(None, None, each.loose, each.lead) for each in items[start:end]]
            made += [Item(None, "\n".join(write_list([each], place.column))[place.column :]) for each in new[first:last]]
        return self.text[entry.start : head_end] + text_of(taken_out(made), place.column)


def _in_order(items: list[Item], names: Sequence[str]) -> None:
    """Put items into the order of their names; the blank lines stay where they are."""
    loose = [item.loose for item in items]
    ranks = {name: rank for rank, name in enumerate(names)}
    items.sort(key=lambda item: ranks.get(item.name or "", len(ranks)))
    for item, lines in zip(items, loose, strict=True):
        item.loose = lines


def _after(name: str, order: Sequence[str], there: Sequence[str | None]) -> int:
    """Return the index at which a name goes among those that are there: behind the nearest one before it."""
    for before in reversed(order[: order.index(name)]):
        if before in there:
            return there.index(before) + 1
    return 0


def _flow_piece(name: str, value: object, place: Place) -> str | None:
    """Return an entry or item as it stands between braces or brackets; None where it takes several lines."""
    if place.form == "list":
        return flow(_item(name, value))
    short = flow({name: value})
    return None if short is None else short[1:-1]


def _item(name: str, value: object) -> object:
    """Return what stands in a list for a named value."""
    words = _as_words(value)
    return {"name": name, **words} if words else name


def _as_words(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else _as_column(value) if isinstance(value, str) else {}


def _as_column(value: Any) -> Any:
    """Return a column that is only its type with its type named."""
    return {"type": value} if isinstance(value, str) else value


def _is_named(place: Place, path: tuple[str, ...]) -> bool:
    """Tell whether a list is one of things with names: a section, or columns, constraints and indexes in the list spelling."""
    named = all(entry.name is not None for entry in place.entries)
    return named and (len(path) == 1 or any(entry.value.form == "mapping" for entry in place.entries))


def _is_sequence(value: object) -> TypeGuard[Sequence[Any]]:
    return isinstance(value, Sequence) and not isinstance(value, str)


def _quoted_as(style: str, text: str) -> str | None:
    """Return a text in the quotes of the value whose place it takes; None where it had none, or would need others."""
    if style not in {"'", '"'} or fits_literal(text) or in_block(text) != text:
        return None
    text = text.replace("${", "$${")
    return f"'{text}'" if style == "'" and "'" not in text else quoted(text)
