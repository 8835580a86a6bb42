"""Importing: a definition of a database that exists."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from schemac.api.planning import opened
from schemac.errors import Problem, UsageError
from schemac.model.inspection import Inspection
from schemac.source.write import write_definition, write_files


@dataclass(frozen=True, slots=True)
class Imported:
    """What was found, and the files that define it by their relative paths; the first is the main one."""

    inspection: Inspection
    files: dict[str, str]

    def write(self, output: Path, *, force: bool) -> None:
        """Write the one file to `output`, or several below it. Raises UsageError (SC027) where a file would be lost."""
        paths = {output if len(self.files) == 1 and output.suffix else output / name: text for name, text in self.files.items()}
        there = [str(path) for path in paths if path.exists() and path.stat().st_size]
        if there and not force:
            raise UsageError(Problem("SC027", f"already there: {', '.join(there[:3])}", hint="--force writes over it"))
        for path, text in paths.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")


def import_database(url: str, *, split: bool) -> Imported:
    """Return the definition of a live database as files; the database is only read. Raises UsageError and DatabaseError."""
    with opened(url) as database:
        found = database.inspect()
        dialect = database.dialect
    name = Path(found.name).stem
    if split:
        return Imported(found, write_files(found.schema, name=name, dialect=dialect))
    return Imported(found, {f"{name}.yaml": write_definition(found.schema, name=name, dialect=dialect)})
