"""Reads a definition's file and every file it includes."""

from __future__ import annotations

import codecs
import os
import re
from collections.abc import Iterator, Mapping
from glob import glob, has_magic
from pathlib import Path

from schemac.errors import Position, Problem, SchemaError
from schemac.source.document import FileDocument
from schemac.source.scalars import describe
from schemac.source.yaml_reader import read_yaml

MAX_BYTES = 32 * 1024 * 1024


Edited = Mapping[Path, str | None]
"""Texts that stand for files of these absolute paths, or None for files that are to be gone."""


def read_files(path: Path, edited: Edited | None = None) -> tuple[list[FileDocument], list[Problem]]:
    """Return the documents of a definition, the first file's first, and what kept others from being read.

    edited: what files hold that are not written yet.
    """
    reader = _Files(edited or {})
    reader.add(path, shown(path), ())
    return reader.documents, reader.problems


class _Files:
    """The files read so far; each is read once, whoever includes it."""

    def __init__(self, edited: Edited) -> None:
        self.edited = edited
        self.documents: list[FileDocument] = []
        self.problems: list[Problem] = []
        self.done: set[str] = set()

    def add(self, path: Path, name: str, above: tuple[str, ...]) -> None:
        """Read a file and what it includes; `above` are the files that are being read while it is included."""
        if "\0" in str(path):
            self.problems.append(Problem("SC122", "a path cannot hold the character NUL"))
            return
        real = os.path.realpath(path)
        self.done.add(real)
        try:
            text = self.edited.get(Path(os.path.abspath(path)))  # noqa: PTH100 - a link keeps the name that a person gave it
            document = read_yaml(name, decode(name, read_bytes(path, name)) if text is None else text)
        except SchemaError as error:
            self.problems += error.problems
            return
        self.documents.append(document)
        for found, index in self._included(document, path, real):
            inner = os.path.realpath(found)
            if inner in (*above, real):
                cycle = " → ".join([*(shown(Path(each)) for each in (*above, real)), shown(found)])
                self._complain(
                    document, index, "SC121", f"the files include each other in a circle: {cycle}", "take one of the includes away"
                )
            elif inner not in self.done:
                self.add(found, shown(found), (*above, real))

    def _included(self, document: FileDocument, path: Path, real: str) -> Iterator[tuple[Path, int | None]]:
        """Give the files that a document's `include:` names, each with its index in the list."""
        include = document.data.get("include", [])
        patterns = [include] if isinstance(include, str) else include
        if not isinstance(patterns, list):
            return
        for index, pattern in enumerate(patterns):
            place = None if isinstance(include, str) else index
            if not isinstance(pattern, str) or not pattern or "\0" in pattern:
                what = f"an include is a path or a glob, not {describe(pattern)}"
                self._complain(document, place, "SC111", what, "for example tables/*.yaml")
                continue
            wild = has_magic(pattern)
            files = matching(path.parent / pattern, self.edited)
            if not files:
                what = f"no file matches `{pattern}`" if wild else f"there is no file `{pattern}`"
                self._complain(document, place, "SC120", what, f"it is looked for in {shown(path.parent)}")
            yield from ((each, place) for each in files if not (wild and os.path.realpath(each) == real))

    def _complain(self, document: FileDocument, index: int | None, code: str, message: str, hint: str) -> None:
        if index is None:
            self.problems.append(document.problem(code, message, document.data, "include", hint=hint))
        else:
            self.problems.append(document.problem(code, message, document.data["include"], index, hint=hint))


def matching(pattern: Path, edited: Edited) -> list[Path]:
    """Return the files that a path or glob names, edited ones among them, in order."""
    whole = os.path.normpath(pattern)
    found = {Path(os.path.normpath(each)) for each in glob(whole, recursive=True)} if has_magic(whole) else {Path(whole)}  # noqa: PTH207
    gone = {path for path, text in edited.items() if text is None}
    there = {each for each in found if (each.is_file() and each.absolute() not in gone) or edited.get(each.absolute()) is not None}
    new = {path for path, text in edited.items() if text is not None and covers(Path(whole), path)}
    return sorted(there | {path for path in new if path not in {each.absolute() for each in there}})


def covers(pattern: Path, path: Path) -> bool:
    """Tell whether a path or glob names a file, be it there or not."""
    text = re.escape(os.path.abspath(pattern)).replace(r"\*\*/", "(?:.*/)?").replace(r"\*", "[^/]*").replace(r"\?", "[^/]")  # noqa: PTH100
    return re.fullmatch(text, str(path)) is not None


def shown(path: Path) -> str:
    """Return a path as a person would write it: relative to the working directory where it lies below."""
    whole = os.path.abspath(path)  # noqa: PTH100 - a link keeps the name that a person gave it
    here = str(Path.cwd())
    return os.path.relpath(whole, here) if whole == here or whole.startswith(here.rstrip(os.sep) + os.sep) else whole


def read_bytes(path: Path, name: str) -> bytes:
    """Return a file's content. Raises SchemaError where it cannot be read or is too large."""
    try:
        if path.is_dir():
            raise SchemaError(Problem("SC122", f"{name} is a folder, not a file", hint="name the definition's first file"))
        size = path.stat().st_size
        if size > MAX_BYTES:
            message = f"the file has {size / 1024 / 1024:,.0f} MB; {MAX_BYTES // 1024 // 1024} MB are the limit"
            raise SchemaError(Problem("SC104", message, Position(name, 1, 1), "split it and use `include:`"))
        return path.read_bytes()
    except FileNotFoundError as error:
        raise SchemaError(Problem("SC122", f"there is no file {name}", hint="`schemac init` writes a first one")) from error
    except OSError as error:
        raise SchemaError(Problem("SC122", f"{name} cannot be read: {error.strerror}")) from error


def decode(name: str, content: bytes) -> str:
    """Return the text of a file. Raises SchemaError where it is not UTF-8."""
    try:
        return content.removeprefix(codecs.BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        column = len(content[content.rfind(b"\n", 0, error.start) + 1 : error.start].decode("utf-8", "replace")) + 1
        message = f"the file is not UTF-8: byte {error.start} (0x{content[error.start]:02x}) belongs to no character"
        raise SchemaError(Problem("SC103", message, Position(name, line, column), "save the file as UTF-8")) from error
