"""The two doors to a definition: a file and a dict."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from schemac.errors import Problem, SchemaError
from schemac.model.definition import Definition
from schemac.model.names import Name, Ref
from schemac.source.build import build_definition
from schemac.source.building import Place
from schemac.source.dicts import read_dict
from schemac.source.document import Document, FileDocument
from schemac.source.files import Edited, read_files
from schemac.source.structure import is_valid
from schemac.source.variables import substitute


class Loaded(NamedTuple):
    """A definition with the files that it was read from, the first one first, and the value that each of its objects was made of."""

    definition: Definition
    documents: Sequence[FileDocument]
    places: Mapping[Ref, Place]


def load(path: str | Path, *, variables: Mapping[str, str] | None = None) -> Definition:
    """Return the definition in a YAML file and in all that it includes.

    variables: values for `${name}` that win over those of the definition. Raises SchemaError with everything that is wrong.
    """
    documents, problems = read_files(Path(path))
    return _define(documents, problems, variables or {}, whole=not problems)


def load_files(path: Path, variables: Mapping[str, str], edited: Edited | None = None) -> Loaded:
    """Return the definition in a file with the files it was read from; `edited` are texts that are not written yet.

    Raises SchemaError with everything that is wrong.
    """
    documents, problems = read_files(path, edited)
    places: dict[Ref, Place] = {}
    return Loaded(_define(documents, problems, variables, whole=not problems, places=places), documents, places)


def from_dict(data: Mapping[str, Any], name: str = "<dict>", *, variables: Mapping[str, str] | None = None) -> Definition:
    """Return the definition in a dict, in either spelling of the language.

    name: what messages call the dict as a whole. Raises SchemaError with everything that is wrong; a message begins with the path to it.
    """
    document = read_dict(data, name)
    problems = []
    if "include" in document.data:
        problems.append(
            document.problem("SC124", "a dict cannot include files", document.data, "include", hint="merge the definitions before")
        )
    return _define([document], problems, variables or {}, whole=True)


def _define(
    documents: Sequence[Document],
    problems: list[Problem],
    variables: Mapping[str, str],
    *,
    whole: bool,
    places: dict[Ref, Place] | None = None,
) -> Definition:
    problems += substitute(documents, variables)
    damaged: set[Name] = set()
    for document in documents:
        if not is_valid(document.data):
            # imported here because a valid definition needs no explanation, and jsonschema takes long to import
            from schemac.source.explain import explain  # noqa: PLC0415

            found, names = explain(document)
            problems += found
            damaged |= names
    try:
        return build_definition(documents, frozenset(damaged), problems, whole=whole, places=places)
    except SchemaError as error:
        raise SchemaError(in_order(error.problems, documents)) from error.__cause__


def in_order(problems: Sequence[Problem], documents: Sequence[Document]) -> list[Problem]:
    """Return problems as a reader meets them: by file, line and column, each once."""
    files = {document.name: index for index, document in enumerate(documents)}

    def place(problem: Problem) -> tuple[int, int, int]:
        at = problem.position
        return (files.get(at.file, len(files)), at.line, at.column) if at else (len(files), 0, 0)

    return sorted(dict.fromkeys(problems), key=place)
