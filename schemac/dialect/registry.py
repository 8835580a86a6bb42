"""Where dialects are found: the entry points `schemac.dialects` of whatever is installed."""

from __future__ import annotations

from difflib import get_close_matches
from functools import cache
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points

from schemac.dialect.reading import Reader
from schemac.dialect.record import Dialect, Engine
from schemac.errors import Problem, UsageError
from schemac.session import DatabaseURL, Session

ALIASES = {"postgres": "postgresql", "pg": "postgresql", "sqlite3": "sqlite", "mssql": "sqlserver", "tsql": "sqlserver"}


@cache
def _found() -> dict[str, EntryPoint]:
    return {point.name: point for point in sorted(entry_points(group="schemac.dialects"), key=lambda point: point.name)}


def available() -> tuple[str, ...]:
    """Return the names of all dialects, sorted."""
    return tuple(_found())


def load(name: str) -> Dialect:
    """Return the dialect of that name. Raises UsageError (SC002) where there is none."""
    known = _found()
    point = known.get(ALIASES.get(name.lower(), name.lower()))
    if point is None:
        close = get_close_matches(name, known, 1)
        hint = f"did you mean {close[0]}?" if close else f"one of {', '.join(known)}"
        raise UsageError(Problem("SC002", f"there is no dialect {name!r}", hint=hint))
    dialect: Dialect = point.load()
    return dialect


def load_engine(dialect: Dialect) -> Engine:
    """Return what is known of a dialect's servers. Raises UsageError (SC003) for a compile-only dialect."""
    if not dialect.engine:
        hint = "compile to SQL and run it with that database's own client"
        raise UsageError(Problem("SC003", f"{dialect.title} is compile-only: schemac cannot connect to it", hint=hint))
    module, _, attribute = dialect.engine.partition(":")
    engine: Engine = getattr(import_module(module), attribute)
    return engine


def load_reader(dialect: Dialect) -> Reader:
    """Return what reads a dialect's SQL files.

    Raises UsageError: SC004 for a dialect whose files are not read, SC005 where the package that reads them is not installed.
    """
    if not dialect.reader:
        raise UsageError(Problem("SC004", f"SQL files for {dialect.title} are not read", hint="lint the definition instead"))
    module, _, attribute = dialect.reader.partition(":")
    try:
        reader: Reader = getattr(import_module(module), attribute)
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("schemac"):
            raise
        hint = "pip install 'schemac[lint]'"
        raise UsageError(
            Problem("SC005", f"reading SQL files needs the package {error.name}, which is not installed", hint=hint)
        ) from error
    return reader


def for_url(url: DatabaseURL) -> Dialect:
    """Return the dialect that a URL's scheme means. Raises UsageError (SC002) where none does."""
    scheme = url.scheme.partition("+")[0]
    return load(scheme)


def for_session(dialect: Dialect, session: Session) -> Dialect:
    """Return the dialect that counts for a session that `dialect` opened: the one its server speaks."""
    speaks = load_engine(dialect).dialect_of
    return dialect if speaks is None else load(speaks(session))
