"""Reading SQLAlchemy models: the tables of a MetaData made on an empty database by SQLAlchemy itself."""

from __future__ import annotations

import importlib
import sys
import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import MetaData, create_engine
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.pool import StaticPool
from sqlalchemy.schema import CreateSchema

from schemac.dialect import Capabilities, Engine
from schemac.errors import Position, Problem, SchemaError, UsageError
from schemac.session import Session
from schemac.source.files import shown


def metadata_of(place: str, folder: Path) -> MetaData:
    """Return the MetaData that `module:name` names, with modules of a folder importable: a MetaData, or a class that has one.

    Raises UsageError (SC039) where nothing of that name is there, SchemaError (SC039) at the line at which the module fails.
    """
    module_name, colon, path = place.partition(":")
    if not colon or not module_name or not path:
        raise UsageError(Problem("SC039", f"--from {place} names no models", hint="--from models:Base.metadata, module and name"))
    found: Any = _imported(module_name, folder)
    for name in path.split("."):
        if not hasattr(found, name):
            known = ", ".join(each for each in vars(found) if hasattr(getattr(found, each), "metadata"))
            hint = f"there is {known}" if known else "name a declarative base, or a MetaData"
            raise UsageError(Problem("SC039", f"{module_name} has no {path}", hint=hint))
        found = getattr(found, name)
    metadata = getattr(found, "metadata", found)
    if not isinstance(metadata, MetaData):
        what = f"{place} is no MetaData and has none, but {type(found).__name__}"
        raise UsageError(Problem("SC039", what, hint="--from models:Base.metadata"))
    return metadata


def _imported(name: str, folder: Path) -> Any:
    """Return a module. Raises UsageError where there is none, SchemaError where it fails."""
    sys.path.insert(0, str(folder))
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError as error:
        if error.name is not None and (name == error.name or name.startswith(f"{error.name}.")):
            raise UsageError(Problem("SC039", f"there is no module {name}", hint=f"it is looked for in {folder}")) from error
        raise _failed(name, error) from error
    except (Exception, SystemExit) as error:
        raise _failed(name, error) from error
    finally:
        sys.path.remove(str(folder))


def _failed(name: str, error: BaseException) -> SchemaError:
    """Return what a module raised, at the last line of the user's own files that it came through."""
    if isinstance(error, SyntaxError) and error.filename:
        position: Position | None = Position(shown(Path(error.filename)), error.lineno or 1, error.offset or 1)
    else:
        frames = [frame for frame in traceback.extract_tb(error.__traceback__) if not _is_library(frame.filename)]
        position = Position(shown(Path(frames[-1].filename)), frames[-1].lineno or 1, 1) if frames else None
    text = str(error).splitlines()[0] if str(error) else ""
    return SchemaError(Problem("SC039", f"the module {name} fails: {type(error).__name__}: {text}", position, "it is imported as it is"))


def _is_library(file: str) -> bool:
    return file.startswith("<") or "site-packages" in file or file == __file__


def make(metadata: MetaData, session: Session, engine: Engine, can: Capabilities) -> None:
    """Make everything that a MetaData holds, as its `create_all` does, on an empty database.

    Raises SchemaError: SC041 for tables in schemas that the engine has not, SC040 with what SQLAlchemy or the server refuses.
    """
    schemas = sorted({table.schema for table in metadata.tables.values() if table.schema})
    if schemas and "namespace" not in can.kinds:
        table = next(str(table) for table in metadata.tables.values() if table.schema)
        hint = "leave the schema out for this engine, with schema_translate_map or a MetaData of its own"
        raise SchemaError(Problem("SC041", f"the table {table} stands in a schema, and the database has none", hint=hint))
    maker = create_engine(f"{session.url.scheme}+{engine.driver}://", creator=lambda: session.connection, poolclass=StaticPool)
    try:
        with maker.connect() as connection:
            for schema in schemas:
                connection.execute(CreateSchema(schema, if_not_exists=True))
            connection.commit()
            metadata.create_all(connection)
            connection.commit()
    except DBAPIError as error:
        statement = " ".join((error.statement or "").split()[:6])
        refused = session.explain(error.orig if isinstance(error.orig, Exception) else error)
        raise SchemaError(Problem("SC040", f"the server refuses `{statement} …`: {refused.message}", hint=_advice(refused))) from error
    except SQLAlchemyError as error:
        raise SchemaError(Problem("SC040", f"SQLAlchemy cannot make the models' tables: {' '.join(str(error).split())}")) from error


def _advice(problem: Problem) -> str:
    if "does not exist" in problem.message or "unknown" in problem.message.lower():
        return "name a file of SQL before --from that makes what the models rely on: CREATE EXTENSION …"
    return problem.hint


def notes(metadata: MetaData) -> Iterator[str]:
    """Go through what models do in Python and a database does not know of, a line each."""
    for table in metadata.sorted_tables:
        for column in table.columns:
            if column.default is not None and column.server_default is None:
                yield f"only in Python: {table}.{column.name} has the default {_said(column.default)}"
            if column.onupdate is not None and column.server_onupdate is None:
                yield f"only in Python: {table}.{column.name} is set to {_said(column.onupdate)} on update"


def _said(default: Any) -> str:
    """Return a default as a person reads it."""
    if default.is_sequence:
        return f"nextval of {default.name}"
    value = default.arg
    if default.is_callable:
        return f"{getattr(value, '__name__', 'a function')}()"
    return str(value) if default.is_clause_element else repr(value)
