"""Importing SQLAlchemy models: a definition of the database that their `create_all` makes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from schemac.api.importing import Imported, Target, import_scripts
from schemac.api.planning import Database
from schemac.api.reading_models import make, metadata_of, notes
from schemac.api.reading_sql import Script
from schemac.session import DatabaseURL


def import_models(
    models: str,
    folder: Path,
    scripts: Sequence[Script],
    place: DatabaseURL,
    target: Target | None = None,
    *,
    force: bool = False,
    variables: Mapping[str, str] | None = None,
) -> Imported:
    """Return the definition of what models make of an empty database.

    Args:
        models: `module:name` of a MetaData, or of a class that has one.
        folder: where modules are looked for first.
        scripts: SQL that runs before: the extensions and types that the models rely on.
        place: the server on which an empty database is made for a while.
        target: where the definition goes; see `import_database`.
        force: whether an existing definition is written anew.
        variables: values for those of an existing definition.

    Raises UsageError and SchemaError for the models, and what `import_scripts` raises.
    """
    metadata = metadata_of(models, folder)

    def made(database: Database) -> None:
        make(metadata, database.session, database.engine, database.can)

    name = models.partition(":")[0].rpartition(".")[2]
    imported = import_scripts(scripts, place, target, name=name, then=made, force=force, variables=variables)
    return replace(imported, notes=(*imported.notes, *notes(metadata)))
