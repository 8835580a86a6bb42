"""Pieces of SQL that several templates share, each written by a macro of a file that begins with an underscore.

A macro is called as a filter: `{{ column | column }}` is `define(column)` of `_column.sql.j2`, and `{{ words | storage_pairs }}` is
`pairs(words)` of `_storage.sql.j2`. A filter is bound when a template is compiled; an import is looked up whenever it is rendered, which
for a schema of a thousand tables costs more than writing the SQL.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path

from jinja2 import Environment

_MACRO = re.compile(r"\{%-?\s*macro\s+(\w+)\(")


def fragments(environment: Environment, folders: tuple[Path, ...]) -> dict[str, Callable[..., object]]:
    """Return the filters for all macros of the folders' fragments; a file in an earlier folder hides one of its name in a later.

    Besides them `each`: `{{ columns | each("column") }}` is the list of what a fragment writes for each of several things.
    """
    files: dict[str, Path] = {}
    for folder in reversed(folders):
        files |= {path.name: path for path in sorted(folder.glob("_*.sql.j2"))}
    known = {_filter_name(path, macro): (name, macro) for name, path in files.items() for macro in _macros(path)}

    @cache
    def macro_of(fragment: str) -> Callable[..., str]:
        file, macro = known[fragment]
        written: Callable[..., str] = getattr(environment.get_template(file).module, macro)
        return written

    def each(things: Iterable[object], fragment: str, *arguments: object) -> list[str]:
        write = macro_of(fragment)
        return [write(thing, *arguments) for thing in things]

    return {"each": each, **{fragment: _when_called(fragment, macro_of) for fragment in known}}


def _macros(path: Path) -> Iterator[str]:
    return (match[1] for match in _MACRO.finditer(path.read_text(encoding="utf-8")))


def _filter_name(path: Path, macro: str) -> str:
    stem = path.name.removeprefix("_").removesuffix(".sql.j2")
    return stem if macro == "define" else f"{stem}_{macro}"


def _when_called(fragment: str, macro_of: Callable[[str], Callable[..., str]]) -> Callable[..., str]:
    """Return a filter that calls a macro; its file is compiled when it is first used."""

    def write(*arguments: object) -> str:
        return macro_of(fragment)(*arguments)

    return write
