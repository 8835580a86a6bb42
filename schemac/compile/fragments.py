"""Pieces of SQL that several templates share, each written by a macro of a file that begins with an underscore.

A macro is called as a filter: `{{ column | column }}` is `define(column)` of `_column.sql.j2`, and `{{ words | storage_pairs }}` is
`pairs(words)` of `_storage.sql.j2`. A filter is bound when a template is compiled; an import is looked up whenever it is rendered, which
for a schema of a thousand tables costs more than writing the SQL.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

from jinja2 import Environment

_MACRO = re.compile(r"\{%-?\s*macro\s+(\w+)\(")


def fragments(environment: Environment, folders: tuple[Path, ...]) -> dict[str, Callable[..., str]]:
    """Return the filters for all macros of the folders' fragments; a file in an earlier folder hides one of its name in a later."""
    found: dict[str, Callable[..., str]] = {}
    files: dict[str, Path] = {}
    for folder in reversed(folders):
        files |= {path.name: path for path in sorted(folder.glob("_*.sql.j2"))}
    for name, path in files.items():
        for macro in _macros(path):
            stem = name.removeprefix("_").removesuffix(".sql.j2")
            found[stem if macro == "define" else f"{stem}_{macro}"] = _filter(environment, name, macro)
    return found


def _macros(path: Path) -> Iterator[str]:
    return (match[1] for match in _MACRO.finditer(path.read_text(encoding="utf-8")))


def _filter(environment: Environment, name: str, macro: str) -> Callable[..., str]:
    """Return a filter that calls a macro; its file is compiled when it is first used."""
    ready: list[Callable[..., str]] = []

    def write(*arguments: object) -> str:
        if not ready:
            ready.append(getattr(environment.get_template(name).module, macro))
        return ready[0](*arguments)

    return write
