"""Takes a Python dict as a document."""

from __future__ import annotations

from collections.abc import Mapping
from math import isfinite
from typing import Any

from schemac.errors import Problem, SchemaError
from schemac.source.document import DictDocument, Node, step
from schemac.source.scalars import describe
from schemac.source.yaml_reader import MAX_DEPTH, MAX_EXPANSION


def read_dict(data: Mapping[str, Any], name: str) -> DictDocument:
    """Return a document holding a copy of plain values. Raises SchemaError where the dict holds anything else."""
    if not isinstance(data, Mapping):
        raise SchemaError(Problem("SC111", f"{name}: a definition is a dict, not {describe(data)}"))
    copier = _Copier()
    copy = copier.node(data, "", 0)
    if copier.problems:
        raise SchemaError(copier.problems)
    return DictDocument(name, copy)


class _Copier:
    """One pass over one dict."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.nodes = 0

    def node(self, value: Any, path: str, depth: int) -> Node:
        """Return a copy of a value; whatever is no plain value is a problem."""
        self.nodes += 1
        if depth > MAX_DEPTH:
            raise SchemaError(Problem("SC108", f"{path[:200]}: the definition nests deeper than {MAX_DEPTH} levels"))
        if self.nodes > MAX_EXPANSION * 50:
            raise SchemaError(Problem("SC105", f"the definition holds more than {MAX_EXPANSION * 50:,} values"))
        if isinstance(value, Mapping):
            return self._mapping(value, path, depth)
        if isinstance(value, list | tuple):
            return [self.node(item, step(path, index), depth + 1) for index, item in enumerate(value)]
        if value is None or isinstance(value, bool | int) or (isinstance(value, float) and isfinite(value)):
            return value
        if isinstance(value, str):
            self._text(value, path)
            return str(value)
        self.problems.append(
            Problem("SC111", f"{path}: {type(value).__name__} is no plain value", hint="text, numbers, booleans, None, lists and dicts")
        )
        return None

    def _text(self, text: str, path: str) -> None:
        """Note a text that no database can hold."""
        if "\0" in text:
            self.problems.append(Problem("SC204", f"{path!r}: the text holds the character NUL"))
        elif not text.isascii() and any("\ud800" <= sign <= "\udfff" for sign in text):
            self.problems.append(Problem("SC204", f"{path!r}: the text holds half a character (a lone surrogate)"))

    def _mapping(self, value: Mapping[Any, Any], path: str, depth: int) -> dict[str, Any]:
        result: dict[str, Any] = {}
        for key, item in value.items():
            if isinstance(key, str):
                self._text(key, step(path, key))
                result[key] = self.node(item, step(path, key), depth + 1)
            else:
                self.problems.append(Problem("SC109", f"{path or 'the definition'}: a key must be text, not {describe(key)}"))
        return result
