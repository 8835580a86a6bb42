"""Puts values in place of `${name}`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import Any

from schemac.errors import Problem
from schemac.source.document import Document, Holder
from schemac.source.scalars import Scalar, resolve

_USE = re.compile(r"\$\$\{|\$\{\s*([^{}]*?)\s*\}")


def substitute(documents: Sequence[Document], given: Mapping[str, str]) -> list[Problem]:
    """Replace every use of a variable in place and return the problems: a variable nobody defined, or two definitions.

    A text that is one use and nothing else takes the variable's own type; `$${` stands for a plain `${`.
    """
    problems: list[Problem] = []
    values: dict[str, Scalar] = {}
    for document in documents:
        block = document.data.get("variables", {})
        if not isinstance(block, dict):
            continue
        for name, value in block.items():
            if name in values:
                problems.append(document.problem("SC201", f"the variable `{name}` is defined twice", block, name, at_key=True))
            elif value is None or isinstance(value, str | int | float):
                values[name] = value
    for name, text in given.items():
        values[name] = text if isinstance(values.get(name, ""), str) else resolve(text)
    for document in documents:
        if document.may_use_variables():
            _Replacing(document, values, problems).inside(document.data)
    return problems


class _Replacing:
    """The walk through one document."""

    def __init__(self, document: Document, values: Mapping[str, Scalar], problems: list[Problem]) -> None:
        self.document = document
        self.values = values
        self.problems = problems
        self.seen: set[int] = set()

    def inside(self, holder: Holder) -> None:
        if id(holder) in self.seen:
            return
        self.seen.add(id(holder))
        items: list[tuple[Any, Any]] = list(holder.items() if isinstance(holder, dict) else enumerate(holder))
        for key, value in items:
            if isinstance(value, dict | list):
                if not (holder is self.document.data and key == "variables"):
                    self.inside(value)
            elif isinstance(value, str) and "${" in value:
                holder[key] = self.replaced(value, holder, key)

    def replaced(self, text: str, holder: Holder, key: str | int) -> Scalar:
        whole = _USE.fullmatch(text)
        if whole and whole[1] in self.values:
            return self.values[whole[1]]

        def value_of(match: re.Match[str]) -> str:
            if match[1] is None:
                return "${"
            if match[1] not in self.values:
                close = get_close_matches(match[1], self.values, 1)
                hint = f"did you mean ${{{close[0]}}}?" if close else "define it under `variables:`, or write `$${` for a plain `${`"
                self.problems.append(
                    self.document.problem("SC123", f"the variable `{match[1]}` is not defined", holder, key, hint=hint, word=match[0])
                )
                return match[0]
            value = self.values[match[1]]
            return value if isinstance(value, str) else "null" if value is None else str(value).lower()

        return _USE.sub(value_of, text)
