"""Makes a definition of documents."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from types import MappingProxyType
from typing import Any

from schemac.errors import Problem, SchemaError
from schemac.model.definition import Definition, Naming
from schemac.model.names import Name, Ref
from schemac.model.schema import Schema
from schemac.source.building import Building, Place
from schemac.source.children import complete_children
from schemac.source.document import Document
from schemac.source.expressions import Expressions
from schemac.source.foreign import build_foreign
from schemac.source.locate import Locator
from schemac.source.objects import (
    build_domains,
    build_enums,
    build_extensions,
    build_namespaces,
    build_sequences,
    build_views,
    know_domains,
)
from schemac.source.programs import build_programs
from schemac.source.raw import build_statements, check_statements
from schemac.source.references import check_references
from schemac.source.relations import build_materialized_views, build_relations
from schemac.source.rights import build_default_privileges, build_grants, build_roles
from schemac.source.rows import build_rows
from schemac.source.tables import build_tables


class Settings:
    """What a definition says once, in whichever of its files."""

    def __init__(self, documents: Sequence[Document], problems: list[Problem]) -> None:
        """Gather the settings of all documents; one given twice is a problem."""
        self.database: dict[str, Any] = _gathered(documents, "database", problems)
        self.naming: dict[str, Any] = _gathered(documents, "naming", problems)
        self.manage: dict[str, Any] = _gathered(documents, "manage", problems)
        self.operations: dict[str, Any] = _gathered(documents, "operations", problems)


def _gathered(documents: Sequence[Document], block: str, problems: list[Problem]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for document in documents:
        given = document.data.get(block, {})
        for key, value in given.items():
            if key in found and found[key] != value:
                problems.append(
                    document.problem(
                        "SC201", f"`{key}` of `{block}:` is set twice, in two files", given, key, at_key=True, hint="keep one of the two"
                    )
                )
            found.setdefault(key, value)
    return found


def build_definition(
    documents: Sequence[Document],
    damaged: frozenset[Name],
    problems: list[Problem],
    *,
    whole: bool = True,
    places: dict[Ref, Place] | None = None,
) -> Definition:
    """Return the definition that valid documents make.

    damaged: tables that had to be left out because of problems already known. whole: whether every file could be read, so that a
    reference to nothing is one. places: where to note what each object was made of, for whoever edits the documents.
    Raises SchemaError with the given problems and all that come to light.
    """
    settings = Settings(documents, problems)
    build = Building(Expressions(settings.database.get("expressions", "postgresql")), damaged=set(damaged), problems=problems)
    _build_objects(build, documents)
    if whole:
        check_statements(build)
        check_references(build, settings.manage.get("ignore", ()))
    if build.problems:
        raise SchemaError(build.problems)
    if places is not None:
        places |= build.places
    naming = Naming(**settings.naming)
    return Definition(
        schema=Schema(MappingProxyType(build.objects)),
        name=settings.database.get("name", ""),
        targets=tuple(settings.database.get("targets", ())),
        owner=settings.database.get("owner", ""),
        expressions=settings.database.get("expressions", "postgresql"),
        naming=naming,
        renames=build.renames,
        unmanaged=frozenset(build.unmanaged),
        ignore=tuple(settings.manage.get("ignore", ())),
        prune=settings.manage.get("prune", False),
        operations=settings.operations,
        locate=Locator(build.places, build.parts, naming),
    )


def _build_objects(build: Building, documents: Sequence[Document]) -> None:
    """Build the objects of all documents; types first, because defaults depend on them."""
    domains = []
    kinds: tuple[Callable[[Building], None], ...] = (
        build_tables,
        build_sequences,
        build_views,
        build_materialized_views,
        build_relations,
        build_programs,
        build_statements,
        build_roles,
        build_foreign,
        build_grants,
        build_default_privileges,
    )
    for first in (build_namespaces, build_extensions, build_enums):
        for build.document in documents:
            first(build)
    for build.document in documents:
        domains.append(know_domains(build))
    for build.document, written in zip(documents, domains, strict=True):
        build_domains(build, written)
    for each in kinds:
        for build.document in documents:
            each(build)
    complete_children(build)
    for build.document in documents:
        build_rows(build)
