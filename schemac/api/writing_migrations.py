"""The next migration of a folder: what a definition changes since the one before, by snapshots kept beside the files."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec

from schemac.compile.normalize import normalize
from schemac.compile.statements import write_statements
from schemac.dialect import Dialect, Legalizing, load
from schemac.diff import Differences, diff, reconcile
from schemac.errors import MigrationError, Position, Problem, SchemaError
from schemac.migrations.file import MigrationFile
from schemac.migrations.graph import heads, in_order, version_key
from schemac.migrations.reading import MARK, read_folder
from schemac.model.change import Change
from schemac.model.definition import Definition
from schemac.model.proof import Reversal
from schemac.model.schema import EMPTY, AnyObject, Schema
from schemac.prove import labels

_SLUG = re.compile(r"\W+")
_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Way:
    """What leads one engine from where the folder ends to the definition, and back."""

    dialect: Dialect
    desired: Definition
    differences: Differences
    up: tuple[str, ...]
    down: tuple[str, ...]


def write_next(folder: Path, definition: Definition, name: str = "", dialects: Sequence[str] = ()) -> Path | None:
    """Write the next migration and the snapshots of where it leads, and return its path; None where there is nothing to do.

    dialects: the engines that it is for; the definition's targets otherwise. What a folder's first migration was written for, all are.
    Raises SchemaError (SC602) where a snapshot is missing or cannot be read, and where an engine cannot have something; MigrationError as
    reading the folder does.
    """
    files = in_order(read_folder(folder)) if folder.is_dir() else []
    names = tuple(dialects) or definition.targets
    if not names:
        hint = "database: {targets: [postgresql]}, or --dialect postgresql"
        raise SchemaError(Problem("SC603", "the definition names no targets", hint=hint))
    ways = [_way(folder, definition, load(each), files) for each in names]
    if not any(way.differences.changes for way in ways):
        return None
    folder.mkdir(parents=True, exist_ok=True)
    changes = max((way.differences.changes for way in ways), key=len)
    path = _write(folder, files, name or _named(changes, first=not files), list(_body(ways)), list(_head(ways)))
    for way in ways:
        _snapshot_path(folder, way.dialect).write_text(_snapshot(way), encoding="utf-8")
    return path


def start(folder: Path, name: str) -> Path:
    """Write an empty migration, to be filled in by hand, and return its path."""
    files = in_order(read_folder(folder)) if folder.is_dir() else []
    folder.mkdir(parents=True, exist_ok=True)
    return _write(folder, files, name, ["-- up", "", "-- down", ""], [])


def _way(folder: Path, definition: Definition, dialect: Dialect, files: Sequence[MigrationFile]) -> Way:
    """Return what leads one engine to the definition and back."""
    current = _read_snapshot(folder, dialect, files)
    desired = replace(normalize(definition, dialect, dialect.capabilities), prune=True)
    desired = reconcile(current, desired, dialect.canonical, {}, dialect.unlike).definition
    differences = diff(current, desired, places=dialect.capabilities.column_position)
    can = dialect.capabilities
    up = write_statements(differences.changes, Legalizing(differences.current, desired.schema, can), desired, dialect)
    back = Definition(schema=differences.current, expressions=dialect.name, prune=True)
    undone: list[Change] = [change.reverse() for change in reversed(differences.changes)]
    down = write_statements(undone, Legalizing(desired.schema, differences.current, can), back, dialect)
    return Way(dialect, desired, differences, tuple(item.sql for item in up), tuple(item.sql for item in down))


def _write(folder: Path, files: Sequence[MigrationFile], name: str, body: Sequence[str], more: Sequence[str]) -> Path:
    """Write a migration's file under the next version. Raises MigrationError (SC629) where that is no number."""
    last = max((each.version for each in files if not each.repeatable), key=version_key, default="0")
    if not last.isdigit():
        place = Position(str(folder), 1, 1)
        hint = "write the file yourself, under a version that follows"
        raise MigrationError(Problem("SC629", f"after version {last} no number comes", place, hint))
    version = f"{int(last) + 1:0{max(_DIGITS, len(last))}}"
    path = folder / f"{version}_{_SLUG.sub('_', name.lower()).strip('_') or 'change'}.sql"
    needed = [each.version for each in heads(files)]
    head = [MARK, f"-- version: {version}", f"-- name: {name}", *([f"-- depends on: {', '.join(needed)}"] if needed else []), *more]
    path.write_text("\n".join([*head, "", *body]).rstrip() + "\n", encoding="utf-8")
    return path


def _head(ways: Sequence[Way]) -> Iterator[str]:
    """Go through the lines that say where a migration leads, and what its way back cannot bring back."""
    for way in ways:
        yield f"-- leads to {way.dialect.name}: {way.desired.schema.fingerprint()}"
    known = [each for way in ways for each in labels(way.differences.changes) if each.undo is not Reversal.LOSSLESS]
    yield from dict.fromkeys(f"-- down is {each.undo.value}: {each.verb} {each.ref}: {each.why}" for each in known)


def _body(ways: Sequence[Way]) -> Iterator[str]:
    """Go through the parts: one for all where there is one engine, one an engine otherwise."""
    for way in ways:
        suffix = f" {way.dialect.name}" if len(ways) > 1 else ""
        for mark, statements in ((f"-- up{suffix}", way.up), (f"-- down{suffix}", way.down)):
            yield mark
            yield from (f"{sql}{way.dialect.separator}" for sql in statements)
            yield ""


def _named(changes: Sequence[Change], *, first: bool) -> str:
    """Return a name for what changes do."""
    if first:
        return "create schema"
    one = changes[0]
    more = f" and {len(changes) - 1} more" if len(changes) > 1 else ""
    return f"{one.verb.value} {one.ref}{more}"


def _snapshot_path(folder: Path, dialect: Dialect) -> Path:
    return folder / f"snapshot.{dialect.name}.json"


def _snapshot(way: Way) -> str:
    """Return a schema as JSON, an object a line, so that branches that touch different objects merge by themselves."""
    lines = [json.dumps(each, ensure_ascii=False, sort_keys=True) for each in way.desired.schema.to_dict()["objects"]]
    return "[\n" + ",\n".join(sorted(lines)) + "\n]\n"


def _read_snapshot(folder: Path, dialect: Dialect, files: Sequence[MigrationFile]) -> Schema:
    """Return the schema to which the folder's migrations lead on an engine."""
    path = _snapshot_path(folder, dialect)
    if not path.exists():
        if files:
            hint = "write all migrations of a folder for the same engines, or keep a folder for each; restore the snapshot if it was lost"
            raise SchemaError(Problem("SC602", f"{folder} has migrations and no {path.name}, so where they lead is not known", hint=hint))
        return EMPTY
    try:
        return Schema.of(msgspec.json.decode(path.read_bytes(), type=list[AnyObject]))
    except (OSError, ValueError, msgspec.ValidationError) as error:
        raise SchemaError(Problem("SC602", f"{path} cannot be read: {error}", hint="restore it from version control")) from error
