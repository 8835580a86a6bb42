"""MySQL, live: a table of contents, and what is asked of a server first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from math import ceil
from pathlib import Path
from typing import Any

from schemac.dialect import Capabilities, Engine, LiveTrash, Question
from schemac.dialect.own_tables import own_tables
from schemac.dialect.scratch import scratch_database
from schemac.errors import DatabaseError
from schemac.model.inspection import Inspection
from schemac.model.names import Ref
from schemac.model.schema import Schema
from schemac.session import Session
from schemac_dialects.mysql import folding
from schemac_dialects.mysql.ask import ask as ask_with
from schemac_dialects.mysql.capabilities import capabilities
from schemac_dialects.mysql.connect import connect
from schemac_dialects.mysql.in_trash import emptying, in_trash
from schemac_dialects.mysql.inspect import inspect as inspect_with
from schemac_dialects.mysql.inspect import server
from schemac_dialects.mysql.lock import lock
from schemac_dialects.mysql.quoting import literal
from schemac_dialects.mysql.reading import ColumnRow, Reader, server_version, version_numbers
from schemac_dialects.mysql.sizes import sizes
from schemac_dialects.mysql.values import ROWS
from schemac_dialects.mysql.words import WORDS

CATALOG = Path(__file__).parent / "catalog"

_TYPES = {
    "key": "char(64) CHARACTER SET ascii",
    "word": "varchar(255) CHARACTER SET utf8mb4",
    "text": "longtext CHARACTER SET utf8mb4",
    "number": "bigint",
    "count": "int",
}
OWN = own_tables(
    "_schemac_{}",
    "SELECT 1 FROM information_schema.tables WHERE table_schema = DATABASE() AND table_name = '_schemac_{}'",
    _TYPES,
    after=" ENGINE=InnoDB",
)


def column_default(row: ColumnRow) -> str | None:
    """Return a column's default as SQL; the catalogue prints plain values bare and marks expressions."""
    if row.default is None:
        return None
    if "DEFAULT_GENERATED" in row.extra:
        return folding.default(f"({folding.unescaped(row.default)})", row.type) if not _now(row.default) else row.default
    if row.type.startswith(("bit", "binary", "varbinary")):
        return row.default
    return folding.default(literal(row.default), row.type)


def _now(default: str) -> bool:
    return default.startswith("CURRENT_TIMESTAMP")


def expression(sql: str) -> str:
    """Return an expression of the catalogue as it would stand in a statement."""
    return folding.expression(folding.unescaped(sql))


READER = Reader(
    folders=(CATALOG,),
    title="MySQL",
    sequences=False,
    column_default=column_default,
    expression=expression,
    default=folding.default,
    shown=folding.expression,
    restrict="no action",
    hidden="invisible",
    json_by_check=False,
    heads=False,
    options=frozenset(WORDS["table"]),
)


def dialect_of(session: Session) -> str:
    """Return which of the two dialects the session's server speaks, whatever its URL says."""
    return "mariadb" if "mariadb" in server_version(session).lower() else "mysql"


def of_server(session: Session) -> Capabilities:
    """Return what the server can do."""
    version, _, defaults = server(session, READER)
    return capabilities(version_numbers(version), defaults)


def inspect(session: Session) -> Inspection:
    """Return the whole database. Raises DatabaseError."""
    return inspect_with(session, READER)


def ask(session: Session, questions: Sequence[Question], schema: Schema) -> Mapping[tuple[Ref, str], str]:
    """Return the server's own text for the questions that it can answer without leaving a trace."""
    return ask_with(session, questions, schema, READER)


@contextmanager
def atomic(session: Session) -> Iterator[None]:
    """Run what is inside in one transaction; statements that change the schema commit by themselves all the same."""
    with session.transaction():
        yield


def liken(live: Session, empty: Session) -> None:
    """Give an empty database the character set and the collation of another: what is left unsaid in its tables means them."""
    charset, collation = live.query("SELECT @@character_set_database, @@collation_database")[0]
    empty.execute(f"ALTER DATABASE CHARACTER SET {charset} COLLATE {collation}")


_YEAR_S, _MOST_S = 31_536_000, 1_073_741_824


def lock_wait(session: Session, seconds: float | None) -> None:
    """Set for how many whole seconds statements wait for locks on tables and on rows; without end means a year here."""
    whole = _YEAR_S if seconds is None else max(1, ceil(seconds))
    session.execute(f"SET SESSION lock_wait_timeout = {whole}, SESSION innodb_lock_wait_timeout = {min(whole, _MOST_S)}")


def read_for(session: Session, sql: str, seconds: float) -> list[tuple[Any, ...]]:
    """Return the rows of a query that may read for so many seconds."""
    return session.query(sql.replace("SELECT ", f"SELECT /*+ MAX_EXECUTION_TIME({int(seconds * 1000)}) */ ", 1))


_DONE = frozenset({1050, 1051, 1060, 1061, 1091, 1146, 1304, 1305, 1359, 1360, 1537, 1539, 1826, 3822, 4091})
"""The server's numbers for what is there already, or is not there to be dropped."""


def done_already(error: DatabaseError) -> bool:
    """Tell whether an error says that what a statement makes is there, or that what it drops is not."""
    return error.__cause__ is not None and next(iter(error.__cause__.args), None) in _DONE


ENGINE = Engine(
    connect=connect,
    capabilities=of_server,
    inspect=inspect,
    ask=ask,
    lock=lock,
    atomic=atomic,
    own=OWN,
    rows=ROWS,
    lock_wait=lock_wait,
    read_for=read_for,
    sizes=sizes,
    driver="pymysql",
    trash=LiveTrash(in_trash, emptying),
    liken=liken,
    scratch=scratch_database(connect, "CREATE DATABASE {name}", "DROP DATABASE IF EXISTS {name}"),
    dialect_of=dialect_of,
    done_already=done_already,
)
