"""Importing: a definition of a database that exists, or an existing definition brought to what the database has."""

from __future__ import annotations

import codecs
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from schemac.api.planning import Database, opened
from schemac.api.reading_rows import with_rows
from schemac.api.reading_sql import Script, read_scripts
from schemac.api.saving import save
from schemac.api.updating import updated
from schemac.errors import Problem, UsageError
from schemac.model.inspection import Inspection
from schemac.model.plan import Difference
from schemac.session import DatabaseURL
from schemac.source.files import Edited, matching
from schemac.source.write import write_definition, write_files

MAIN = "schema.yaml"


@dataclass(frozen=True, slots=True)
class Imported:
    """What was found, and the files that define it: the first is the main one, and None stands for a file to be deleted.

    differences: what an existing definition had otherwise; None where there was no definition.
    notes: what was met that no definition says, a line each.
    """

    inspection: Inspection
    files: Edited
    differences: tuple[Difference, ...] | None = None
    notes: tuple[str, ...] = ()

    def write(self) -> None:
        """Write all files, or none where one cannot be written; those that stay as they are are not touched."""
        save({path: None if text is None else _mark(path) + text for path, text in self.files.items()})


@dataclass(frozen=True, slots=True)
class Target:
    """Where a definition goes: a main file, with or without files of its own for tables, views and routines."""

    main: Path
    split: bool = False

    @property
    def exists(self) -> bool:
        """Whether there is something in the main file that could be lost."""
        return self.main.is_file() and self.main.stat().st_size > 0


def target_of(output: Path, *, split: bool) -> Target:
    """Return where a definition goes. Raises UsageError (SC028) where a folder holds several that it might be."""
    if not output.is_dir() and output.suffix:
        return Target(output, split)
    there = [path for path in sorted(output.glob("*.yaml")) if path.stat().st_size]
    if len(there) > 1 and output / MAIN not in there:
        names = ", ".join(path.name for path in there[:3])
        raise UsageError(Problem("SC028", f"{output} holds several definitions: {names}", hint=f"name one: -o {there[0]}"))
    return Target(there[0] if len(there) == 1 else output / MAIN, split=True)


def import_database(
    url: str,
    target: Target | None = None,
    *,
    force: bool = False,
    variables: Mapping[str, str] | None = None,
    rows: Sequence[str] = (),
) -> Imported:
    """Return the definition of a live database, which is only read; nothing is written yet.

    An existing definition keeps all that the database has as it says; `force` writes it anew. Without a target there is one file called
    after the database. `rows` are the tables whose rows are part of it.

    Raises UsageError, DatabaseError, and SchemaError where an existing definition cannot be read or changed.
    """
    with opened(url) as database:
        found = with_rows(database, database.inspect(), rows)
        return import_inspected(database, found, target, force=force, variables=variables)


def import_scripts(
    scripts: Sequence[Script],
    place: DatabaseURL,
    target: Target | None = None,
    *,
    name: str,
    then: Callable[[Database], None] | None = None,
    force: bool = False,
    variables: Mapping[str, str] | None = None,
) -> Imported:
    """Return the definition of what scripts make of an empty database; `place` is the server on which one is made for a while.

    name: what the database is called. then: what else to make there. Raises what `read_scripts` and `import_database` raise.
    """
    with read_scripts(scripts, place, name=name, then=then) as read:
        notes = tuple(f"left out: {what} ({count} statement{'s' * (count != 1)})" for what, count in read.left_out)
        return replace(import_inspected(read.database, read.inspection, target, force=force, variables=variables), notes=notes)


def import_inspected(
    database: Database,
    found: Inspection,
    target: Target | None,
    *,
    force: bool = False,
    variables: Mapping[str, str] | None = None,
) -> Imported:
    """Return the definition of what was found in a database; see `import_database`."""
    name = Path(found.name).stem
    if target is None:
        return Imported(found, {Path(f"{name}.yaml"): write_definition(found.schema, name=name, dialect=database.dialect)})
    if target.exists and not force:
        result = updated(database, target.main, found, variables or {})
        return Imported(found, result.files, result.differences)
    if not target.split:
        return Imported(found, {target.main: write_definition(found.schema, name=name, dialect=database.dialect)})
    files = write_files(found.schema, name=name, dialect=database.dialect, main=target.main.name)
    texts = {target.main.parent / path: text for path, text in files.items()}
    folders = {path.parent for path in texts} - {target.main.parent}
    stale = {path for folder in folders for path in matching(folder / "*.yaml", {})} - texts.keys()
    if stale and not force:
        names = ", ".join(str(path) for path in sorted(stale)[:3])
        raise UsageError(Problem("SC027", f"already there, and part of the new definition: {names}", hint="--force deletes them"))
    return Imported(found, texts | dict.fromkeys(sorted(stale)))


def _mark(path: Path) -> str:
    """Return the byte order mark that a file begins with, if it does."""
    return "\ufeff" if path.is_file() and path.read_bytes().startswith(codecs.BOM_UTF8) else ""
