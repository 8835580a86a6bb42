"""MariaDB, live: MySQL's table of contents with what differs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from schemac.dialect import Capabilities, Question
from schemac.model.inspection import Inspection
from schemac.model.names import Ref
from schemac.model.schema import Schema
from schemac.session import Session
from schemac_dialects.mariadb.capabilities import capabilities
from schemac_dialects.mariadb.folding import default
from schemac_dialects.mariadb.words import WORDS
from schemac_dialects.mysql.ask import ask as ask_with
from schemac_dialects.mysql.defaults import bare
from schemac_dialects.mysql.inspect import inspect as inspect_with
from schemac_dialects.mysql.inspect import server
from schemac_dialects.mysql.live import CATALOG
from schemac_dialects.mysql.live import ENGINE as MYSQL
from schemac_dialects.mysql.reading import ColumnRow, Reader, version_numbers
from schemac_dialects.mysql.values import rows


def column_default(row: ColumnRow) -> str | None:
    """Return a column's default as SQL, which is how MariaDB's catalogue prints it."""
    return None if row.default is None else default(row.default, row.type)


READER = Reader(
    folders=(Path(__file__).parent / "catalog", CATALOG),
    title="MariaDB",
    sequences=True,
    column_default=column_default,
    expression=bare,
    default=default,
    shown=bare,
    restrict="restrict",
    hidden="ignored",
    json_by_check=True,
    options=frozenset(WORDS["table"]),
)


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


def read_for(session: Session, sql: str, seconds: float) -> list[tuple[Any, ...]]:
    """Return the rows of a query that may read for so many seconds."""
    return session.query(f"SET STATEMENT max_statement_time = {seconds:g} FOR {sql}")


ENGINE = replace(
    MYSQL,
    capabilities=of_server,
    inspect=inspect,
    ask=ask,
    read_for=read_for,
    rows=rows("COALESCE({one} = {other} OR JSON_EQUALS({one}, {other}), FALSE)"),
)
