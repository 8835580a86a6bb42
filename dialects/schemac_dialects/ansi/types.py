"""Types by table: how one engine spells each portable type, what that does not keep, and what has no spelling at all."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from schemac.dialect import NativeType, Unsupported
from schemac.model.names import Ref, parse_name
from schemac.model.objects import Enum
from schemac.model.schema import Schema
from schemac.model.types import INTEGERS, NUMBERS, Type, parse_type
from schemac_dialects.ansi.quoting import literal

_BITS = {"tinyint": 8, "smallint": 16, "mediumint": 24, "integer": 32, "bigint": 64}
_WIDER = {"tinyint": "smallint", "smallint": "integer", "mediumint": "integer", "integer": "bigint"}
_TEXT_LIKE = {"inet", "cidr", "macaddr", "macaddr8", "xml"}


class Spelling(NamedTuple):
    """How one type is written.

    text: without arguments; empty where it cannot be had without them. sized: with them (`{all}`, or `{0}` and `{1}`); empty where they are
    dropped, which is a loss. most: the greatest first argument; `over` is what takes a greater one, and nothing does where it is empty.
    loss, check: as of `NativeType`. remedy: what to write where the type cannot be had.
    """

    text: str
    sized: str = ""
    most: int = 0
    over: str = ""
    loss: str = ""
    check: str = ""
    remedy: str = ""


NO_BARE_NUMERIC = "give it a precision and a scale: numeric(38,9)"
"""The remedy where a numeric without bounds has no home."""


@dataclass(frozen=True, slots=True)
class TypeTable:
    """The types of one engine.

    types: by the language's names; `integer unsigned` and its like where the engine has them. labels: the text type of enums, `{0}` being
    the longest label's length. array: an array of `{element}`, empty where there are none; nested: whether arrays hold arrays.
    enum: writes an enum's own type from its labels, for engines that have such types. named: writes the name of an enum that exists.
    literal: how the engine writes a text.
    """

    name: str
    title: str
    types: Mapping[str, Spelling]
    labels: str
    array: str = ""
    array_loss: str = ""
    nested: bool = True
    enum: Callable[[tuple[str, ...]], str] | None = None
    named: Callable[[Enum], str] | None = None
    literal: Callable[[str], str] = literal
    respell: Callable[[Type], NativeType | None] = field(default=lambda _: None)

    def native(self, text: str, own: bool, schema: Schema) -> NativeType:
        """Return this engine's type for a type as written. Raises Unsupported where no mapping keeps its values."""
        found = _enum(text, schema)
        if own and found is None:
            return NativeType(text.strip())
        kind = parse_type(text)
        if not kind.dimensions:
            return self._element(kind, found, text)
        if not self.array or (kind.dimensions > 1 and not self.nested):
            what = "arrays of arrays" if self.array else "arrays"
            raise self._unsupported(f"{self.title} has no {what}, so no `{text}`")
        element = self._element(kind.element, found, text)
        made = element.text
        for _ in range(kind.dimensions):
            made = self.array.format(element=made)
        unchecked = "what its elements may be is not checked" if element.check else ""
        return NativeType(made, "; ".join(filter(None, (self.array_loss, element.loss, unchecked))))

    def _element(self, kind: Type, enum: Enum | None, text: str) -> NativeType:
        if enum is not None:
            return NativeType(self.named(enum)) if self.named else self._labels(enum.values)
        if kind.name == "enum":
            return self._labels(tuple(label[1:-1].replace("''", "'") for label in kind.arguments))
        return self.respell(kind) or self._portable(kind, text)

    def _labels(self, labels: tuple[str, ...]) -> NativeType:
        """Return the type of an enum: its own where there is one, else text that is checked."""
        if self.enum is not None:
            return NativeType(self.enum(labels))
        listed = ", ".join(self.literal(label) for label in labels)
        longest = max((len(label) for label in labels), default=1)
        return NativeType(self.labels.format(longest), "its labels are text and sort as text", f"{{column}} IN ({listed})")

    def _portable(self, kind: Type, text: str) -> NativeType:
        if "unsigned" in kind.words and kind.name in NUMBERS:
            return self._unsigned(kind, text)
        spelling = self.types.get(kind.name)
        if spelling is None and kind.name in _TEXT_LIKE and "text" in self.types:
            return NativeType(self.types["text"].text, f"{self.title} has no {kind.name}: it is text, unchecked, and sorts as text")
        if spelling is None:
            raise self._unsupported(f"{self.title} has no type `{text}`")
        return self._sized(kind, spelling, text)

    def _sized(self, kind: Type, spelling: Spelling, text: str) -> NativeType:
        """Return a type with its arguments, where the engine takes them."""
        if not kind.arguments or kind.name in INTEGERS:
            if not spelling.text:
                raise self._unsupported(f"{self.title} has no `{text}` without arguments", spelling.remedy)
            return NativeType(spelling.text, spelling.loss, spelling.check)
        if not spelling.sized:
            dropped = f"({','.join(kind.arguments)}) of `{text}` is not kept"
            return NativeType(spelling.text, "; ".join(filter(None, (spelling.loss, dropped))), spelling.check)
        if spelling.most and int(kind.arguments[0]) > spelling.most:
            if not spelling.over:
                raise self._unsupported(f"`{text}` is more than {self.title}'s {spelling.most}", spelling.remedy)
            return NativeType(spelling.over, f"`{text}` is more than {self.title}'s {spelling.most}: its size is not kept", spelling.check)
        made = spelling.sized.format(*kind.arguments, all=", ".join(kind.arguments))
        return NativeType(made, spelling.loss, spelling.check)

    def _unsigned(self, kind: Type, text: str) -> NativeType:
        """Return a type without a sign: the engine's own, or a wider one with a check of its bounds."""
        own = self.types.get(f"{kind.name} unsigned")
        if own is not None:
            return NativeType(own.text, own.loss, own.check)
        if kind.name not in _BITS:
            signed = self._portable(kind._replace(words=()), text)
            return _checked(signed, "{column} >= 0")
        wider = Type(_WIDER[kind.name]) if kind.name in _WIDER else Type("numeric", ("20", "0"))
        return _checked(self._portable(wider, text), f"{{column}} BETWEEN 0 AND {2 ** _BITS[kind.name] - 1}")

    def _unsupported(self, reason: str, remedy: str = "") -> Unsupported:
        return Unsupported(reason, remedy or f"name a type of its own: dialects: {{{self.name}: {{type: {self.types['text'].text}}}}}")


def _checked(kind: NativeType, check: str) -> NativeType:
    return NativeType(kind.text, kind.loss, check)


def _enum(text: str, schema: Schema) -> Enum | None:
    """Return the enum of the definition that a type, or the type of an array's elements, names."""
    if "(" in text:
        return None
    try:
        name = parse_name(parse_type(text).name)
    except ValueError:
        return None
    found = schema.objects.get(Ref("enum", name.namespace, name.name))
    return found if isinstance(found, Enum) else None


def spellings(**plain: str) -> dict[str, Spelling]:
    """Return spellings without arguments or losses, by the type's name; `integer_unsigned` means `integer unsigned`."""
    return {name.replace("_unsigned", " unsigned"): Spelling(text) for name, text in plain.items()}
