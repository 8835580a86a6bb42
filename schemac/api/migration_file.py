"""The next migration of a folder: what a definition changes since the one before, by a snapshot kept beside the files."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import msgspec

from schemac.api.compiling import Compiled
from schemac.compile.statements import write_statements
from schemac.dialect import Legalizing
from schemac.diff import diff, reconcile
from schemac.errors import Problem, SchemaError
from schemac.model.change import Change
from schemac.model.definition import Definition
from schemac.model.schema import EMPTY, Schema

SNAPSHOT = "schema.snapshot.json"
_NUMBERED = re.compile(r"(\d{4,})_\w*\.sql")


def write_migration(folder: Path, compiled: Compiled) -> Path | None:
    """Write the next numbered file, `-- up` and `-- down` parts in it, and the snapshot of where it leads; nothing where nothing changed.

    Raises SchemaError (SC602) where the snapshot cannot be read or is another engine's.
    """
    current = _snapshot(folder, compiled)
    desired = replace(compiled.definition, prune=True)
    desired = reconcile(current, desired, compiled.dialect.canonical, {}, compiled.dialect.unlike).definition
    differences = diff(current, desired)
    if not differences.changes:
        return None
    can = compiled.dialect.capabilities
    up = write_statements(differences.changes, Legalizing(differences.current, desired.schema, can), desired, compiled.dialect)
    back = Definition(schema=differences.current, expressions=compiled.dialect.name, prune=True)
    undone: list[Change] = [change.reverse() for change in reversed(differences.changes)]
    down = write_statements(undone, Legalizing(desired.schema, differences.current, can), back, compiled.dialect)
    folder.mkdir(parents=True, exist_ok=True)
    number = 1 + max((int(found[1]) for path in folder.iterdir() if (found := _NUMBERED.fullmatch(path.name))), default=0)
    path = folder / f"{number:04}_{'create' if current is EMPTY else 'change'}_schema.sql"
    parts = [f"-- version: {number:04}", "-- up", *(f"{item.sql};" for item in up), "", "-- down", *(f"{item.sql};" for item in down)]
    path.write_text("\n".join(parts) + "\n", encoding="utf-8")
    snapshot = {"format": 1, "dialect": compiled.dialect.name, **desired.schema.to_dict()}
    (folder / SNAPSHOT).write_text(json.dumps(snapshot, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return path


def _snapshot(folder: Path, compiled: Compiled) -> Schema:
    """Return the schema to which the folder's migrations lead."""
    path = folder / SNAPSHOT
    if not path.exists():
        return EMPTY
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        schema = Schema.from_dict(data)
    except (OSError, ValueError, KeyError, TypeError, msgspec.ValidationError) as error:
        hint = "restore it from version control"
        raise SchemaError(Problem("SC602", f"{path} cannot be read: {error}", hint=hint)) from error
    if data.get("dialect") != compiled.dialect.name:
        hint = "keep one folder of migrations for each engine"
        raise SchemaError(Problem("SC602", f"{path} is for {data.get('dialect')}, not for {compiled.dialect.name}", hint=hint))
    return schema
