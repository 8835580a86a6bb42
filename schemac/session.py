"""The one door to a live database: a connection that speaks in rows and in this project's errors."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Protocol
from urllib.parse import parse_qsl, unquote, urlsplit

from schemac.errors import BusyError, DatabaseError, Problem, UsageError

_BUSY = frozenset({"SC406", "SC424"})
"""The codes of problems that are over when somebody else has finished."""


class DatabaseURL(NamedTuple):
    """Where a database is and who asks; its text never shows the password."""

    scheme: str
    username: str
    password: str
    host: str
    port: int | None
    database: str
    options: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        """Return the URL with the password hidden."""
        user = f"{self.username}{':***' if self.password else ''}@" if self.username or self.password else ""
        port = f":{self.port}" if self.port else ""
        return f"{self.scheme}://{user}{self.host}{port}/{self.database}"

    def __repr__(self) -> str:
        """Return the same, so that no traceback or log shows the password."""
        return str(self)


def parse_url(text: str) -> DatabaseURL:
    """Return the parts of a database URL. Raises UsageError (SC001) where it has no scheme or a port that is no number."""
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError as error:
        raise UsageError(Problem("SC001", "the database URL cannot be read", hint="postgresql://user@host:5432/name")) from error
    if not parts.scheme or "://" not in text:
        hint = "postgresql://user@host/name, mysql://user@host/name or sqlite:///path/to/file.db"
        raise UsageError(Problem("SC001", "the database URL has no scheme", hint=hint))
    return DatabaseURL(
        parts.scheme.lower(),
        unquote(parts.username or ""),
        unquote(parts.password or ""),
        unquote(parts.hostname or ""),
        port,
        unquote(parts.path[1:]),
        tuple(parse_qsl(parts.query)),
    )


class Cursor(Protocol):
    """The part of a DB-API cursor that is used."""

    @property
    def description(self) -> Any:
        """None where the statement had no answer."""

    def execute(self, sql: Any, parameters: Any = ..., /) -> Any:
        """Run one statement."""

    def fetchall(self) -> Sequence[Any]:
        """Return the rows that are left."""

    def close(self) -> Any:
        """Let go of the answer."""


class Connection(Protocol):
    """The part of a DB-API connection that is used; it commits by itself unless told to begin."""

    def cursor(self) -> Any:
        """Return a new cursor."""

    def close(self) -> Any:
        """End the connection."""


class _UndoneError(Exception):
    """Ends a transaction that is to leave nothing behind."""


@dataclass(slots=True)
class Session:
    """One connection to one database, outside any transaction until `begin`.

    explain: turns one of the driver's errors into a problem; it must leave out secrets.
    driver_errors: the exceptions that the driver raises.
    """

    connection: Connection
    url: DatabaseURL
    driver_errors: tuple[type[Exception], ...]
    explain: Callable[[Exception], Problem]
    begin_sql: str = "BEGIN"
    statements: int = field(default=0, init=False)
    _depth: int = field(default=0, init=False)

    def query(self, sql: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Return all rows of a query; none for a statement that has no answer. Raises DatabaseError."""
        self.statements += 1
        try:
            cursor = self.connection.cursor()
            try:
                if parameters:
                    cursor.execute(sql, parameters)
                else:
                    cursor.execute(sql)
                return list(cursor.fetchall()) if cursor.description else []
            finally:
                cursor.close()
        except self.driver_errors as error:
            problem = self.explain(error)
            raise (BusyError if problem.code in _BUSY else DatabaseError)(problem) from error

    def execute(self, sql: str) -> None:
        """Run a statement and leave its answer aside. Raises DatabaseError."""
        self.query(sql)

    @contextmanager
    def transaction(self, begin: str = "") -> Iterator[None]:
        """Run what is inside in one transaction: committed at the end, rolled back when anything is raised.

        begin: the statement that opens it, where the usual one will not do. Within a transaction it is a savepoint of that one.
        """
        if self._depth:
            with self._savepoint():
                yield
            return
        self.execute(begin or self.begin_sql)
        self._depth = 1
        try:
            yield
        except BaseException:
            self._depth = 0
            self.roll_back()
            raise
        self._depth = 0
        self.execute("COMMIT")

    @contextmanager
    def undone(self) -> Iterator[None]:
        """Run what is inside in a transaction that is rolled back at the end, whatever happens."""
        with suppress(_UndoneError), self.transaction():
            yield
            raise _UndoneError

    @contextmanager
    def _savepoint(self) -> Iterator[None]:
        name = f"schemac_{self._depth}"
        self.execute(f"SAVEPOINT {name}")
        self._depth += 1
        try:
            yield
        except BaseException:
            with suppress(DatabaseError):  # a connection that is gone has already undone it, and what was raised first says why
                self.execute(f"ROLLBACK TO SAVEPOINT {name}")
                self.execute(f"RELEASE SAVEPOINT {name}")
            raise
        finally:
            self._depth -= 1
        self.execute(f"RELEASE SAVEPOINT {name}")

    def roll_back(self) -> None:
        """Undo the open transaction; a connection that is gone has already undone it."""
        try:
            self.execute("ROLLBACK")
        except DatabaseError:
            self.close()

    def close(self) -> None:
        """Close the connection, whatever state it is in."""
        try:
            self.connection.close()
        except self.driver_errors:
            return
