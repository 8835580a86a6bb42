"""A live database read whole: a fixed number of catalogue queries, joined here."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from msgspec.structs import replace

from schemac.errors import DatabaseError, Problem
from schemac.model.inspection import Inspection
from schemac.model.objects import Object, Words
from schemac.model.plan import Unmodelled
from schemac.model.schema import Schema
from schemac.model.tables import Column, Table
from schemac.session import Session
from schemac_dialects.mysql.charsets import charset_of, without_usual
from schemac_dialects.mysql.inspect_columns import Json, read_column
from schemac_dialects.mysql.inspect_parts import read_checks, read_foreign_keys, read_indexes
from schemac_dialects.mysql.inspect_programs import read_programs
from schemac_dialects.mysql.inspect_views import as_shown, read_sequences, read_views, without_database
from schemac_dialects.mysql.reading import (
    CheckRow,
    ColumnRow,
    IndexRow,
    KeyColumnRow,
    Reader,
    ReferenceRow,
    TableRow,
    ViewRow,
    text,
    version_numbers,
)
from schemac_dialects.mysql.show import Told, tell
from schemac_dialects.mysql.types import is_text

SNAPSHOT = "START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY"
_OPTION = re.compile(r"[`\"]?(\w+)[`\"]?=(?:'((?:[^']|'')*)'|\"([^\"]*)\"|(\S*))|(\w+)")
TABLES = frozenset({"BASE TABLE", "SYSTEM VERSIONED"})
_SHOWN_ELSEWHERE = frozenset({"row_format", "partitioned", "secondary_load"})


@dataclass(frozen=True, slots=True)
class Rows:
    """Everything that the catalogue says of tables, one list a query."""

    tables: list[TableRow]
    columns: dict[str, list[ColumnRow]]
    indexes: dict[str, list[IndexRow]]
    keys: dict[str, list[KeyColumnRow]]
    references: dict[str, list[ReferenceRow]]
    checks: dict[str, list[CheckRow]]


def inspect(session: Session, reader: Reader) -> Inspection:
    """Return the whole database that the session is in, in a number of messages that does not grow with it. Raises DatabaseError."""
    version, name, defaults = server(session, reader)
    session.execute(SNAPSHOT)
    try:
        rows = _rows(session, reader)
        views = as_shown(session, [ViewRow(*map(text, row)) for row in session.query(reader.text("views"))])
        programs = read_programs(session, reader, dict(defaults))
        kept = [row for row in rows.tables if row.type == "SEQUENCE"]
        sequences = read_sequences(session, kept, dict(defaults)["engine"]) if reader.sequences else []
        tables = [row.name for row in rows.tables if row.type in TABLES]
        told = tell(session, tables)
        census = [Unmodelled(kind=text(kind), name=text(found)) for kind, found in session.query(reader.text("unmodelled"))]
    finally:
        session.execute("COMMIT")
    usual = dict(defaults)
    objects: list[Object] = list(sequences)
    for row in rows.tables:
        if row.type in TABLES:
            table, unknown = _table(row, rows, told[row.name], usual, reader, name)
            objects.append(table)
            census += unknown
    objects += read_views(views, rows.columns, name)
    objects += programs
    return Inspection(Schema.of(objects), name, f"{reader.title} {version.partition('-')[0]}", version_numbers(version), tuple(census))


def server(session: Session, reader: Reader) -> tuple[str, str, tuple[tuple[str, str], ...]]:
    """Return the server's version, the database's name, and what both give to what is left unsaid.

    Raises DatabaseError (SC403) where the session is in no database.
    """
    found = session.query(reader.text("server"))
    if not found:
        hint = "name it at the end of the URL: mysql://user@host/name"
        raise DatabaseError(Problem("SC403", "the URL names no database that can be seen", hint=hint))
    version, name, charset, collation, engine, row_format, *session_words = map(text, found[0])
    charsets = [(text(word), text(usual)) for word, usual in session.query(reader.text("charsets"))]
    own = [("charset", charset), ("collation", collation), ("engine", engine), ("row_format", row_format.lower())]
    settings = zip(("sql_mode", "session_mode", "client_charset", "client_collation", "time_zone"), session_words, strict=True)
    return version, name, (*own, *settings, *sorted(charsets))


def _rows(session: Session, reader: Reader) -> Rows:
    """Return the catalogue's rows, those of parts by their tables."""

    def by_table(query: str) -> dict[str, list[tuple[Any, ...]]]:
        found: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
        for row in session.query(reader.text(query)):
            clean = tuple(value.decode("utf-8") if isinstance(value, bytes) else value for value in row)
            found[str(clean[0])].append(clean)
        return found

    tables = by_table("tables")
    return Rows(
        [TableRow(*row) for found in tables.values() for row in found],
        {table: [ColumnRow(*row) for row in found] for table, found in by_table("columns").items()},
        {table: [IndexRow(*row) for row in found] for table, found in by_table("indexes").items()},
        {table: [KeyColumnRow(*row) for row in found] for table, found in by_table("key_columns").items()},
        {table: [ReferenceRow(*row) for row in found] for table, found in by_table("references").items()},
        {table: [CheckRow(*row) for row in found] for table, found in by_table("checks").items()},
    )


def _table(row: TableRow, rows: Rows, told: Told, usual: dict[str, str], reader: Reader, database: str) -> tuple[Table, list[Unmodelled]]:
    """Return one table, and what of it the model does not hold."""
    checks = rows.checks.get(row.name, [])
    json = Json(checks) if reader.json_by_check else Json([])
    collation = row.collation or ""
    columns = tuple(_own(read_column(column, collation, json, reader), database, told) for column in rows.columns.get(row.name, []))
    keys, indexes = read_indexes(rows.indexes.get(row.name, []), row.engine or "", told.indexes, reader)
    foreign = read_foreign_keys(rows.keys.get(row.name, []), rows.references.get(row.name, []), database, reader)
    options, unknown = _options(row, usual, reader)
    options |= told.options
    periods = options.get("periods", {})
    kept = read_checks([check for check in checks if not json.is_one(check) and check.name not in periods], reader)
    census = [Unmodelled(kind=kind, name=row.name, table=row.name) for kind in unknown]
    return Table(
        name=row.name,
        comment=row.comment or None,
        options=options,
        columns=columns,
        constraints=(*keys, *foreign, *kept),
        indexes=indexes,
    ), census


def _own(column: Column, database: str, told: Told) -> Column:
    """Return a column with what only its table's statement tells, or with a default without this database's name.

    That is its default of bytes, and a character set that it says although it is its table's.
    """
    if column.name in told.charsets and not column.collation and is_text(column.type):
        column = replace(column, options=column.options | {"charset": told.charsets[column.name]})
    if column.name in told.defaults and column.generated is None:
        return replace(column, default=told.defaults[column.name])
    default = column.default
    if default is None or f"`{database.replace('`', '``')}`." not in default:
        return column
    return replace(column, default=without_database(default, database))


def _options(row: TableRow, usual: dict[str, str], reader: Reader) -> tuple[Words, list[str]]:
    """Return a table's native words that its server does not give by itself, and the options that have no word."""
    options: Words = {"engine": row.engine or "", "charset": charset_of(row.collation or ""), "collation": row.collation or ""}
    unknown = []
    for match in _OPTION.finditer(row.create_options or ""):
        word = (match[1] or match[5]).lower()
        value = next((found for found in match.groups()[1:4] if found is not None), "")
        if word == "row_format":
            options["row_format"] = value.lower()
        elif word in reader.options:
            options[word] = value
        elif word not in _SHOWN_ELSEWHERE:
            unknown.append(f"table option {word}")
    return without_usual({word: value for word, value in options.items() if value}, usual), unknown
