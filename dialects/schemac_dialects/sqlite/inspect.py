"""A live SQLite database as a schema, from its own copy of every CREATE statement."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from schemac.errors import DatabaseError, Problem
from schemac.model.inspection import Inspection
from schemac.model.objects import Object
from schemac.model.schema import Schema
from schemac.model.tables import Index, Table
from schemac.session import Session
from schemac_dialects.sqlite.casing import in_one_case
from schemac_dialects.sqlite.read_index import read_index, read_view
from schemac_dialects.sqlite.read_table import read_table
from schemac_dialects.sqlite.read_trigger import read_trigger, read_virtual_table

# the list of tables is read once: joined as it is, it would be gone through for every object
_OBJECTS = """
WITH listed AS MATERIALIZED (SELECT name, type FROM pragma_table_list WHERE schema = 'main')
SELECT s.type, s.name, s.tbl_name, s.sql, coalesce(l.type, '')
FROM main.sqlite_schema s LEFT JOIN listed l ON l.name = s.name
WHERE s.name NOT LIKE 'sqlite!_%' ESCAPE '!' AND s.tbl_name NOT LIKE '!_schemac!_%' ESCAPE '!'
ORDER BY s.rowid
"""

Row = tuple[str, str, str, str | None, str]


def inspect(session: Session) -> Inspection:
    """Return the database's schema with two queries, whatever its size.

    Raises DatabaseError (SC410) where the kept text of an object cannot be read.
    """
    version = str(session.query("SELECT sqlite_version()")[0][0])
    rows: list[Row] = session.query(_OBJECTS)
    shadows = {row[1] for row in rows if row[4] == "shadow"}
    rows = [row for row in rows if row[1] not in shadows and row[2] not in shadows]
    return Inspection(
        schema=Schema.of(_objects(rows)),
        name=session.url.database.rpartition("/")[2] or ":memory:",
        server=f"SQLite {version}",
        version=tuple(int(part) for part in version.split(".")),
    )


def _objects(rows: Iterable[Row]) -> Iterator[Object]:
    """Go through the tables with their indexes, the views, then the virtual tables and the triggers."""
    indexes: dict[str, list[Index]] = {}
    tables: list[Table] = []
    views: list[Object] = []
    programs: list[Object] = []
    for kind, name, table, sql, sort in rows:
        if sql is None:
            continue
        try:
            if kind == "table" and sort != "virtual":
                tables.append(replace(read_table(sql), name=name))
            elif kind == "index":
                indexes.setdefault(table, []).append(read_index(sql))
            elif kind == "table":
                programs.append(read_virtual_table(name, sql))
            elif kind == "trigger":
                programs.append(replace(read_trigger(sql), name=name, table=table))
            elif kind == "view":
                views.append(replace(read_view(sql), name=name))
        except ValueError as error:
            hint = "please report the statement; until then leave the object alone with manage: {ignore: [...]}"
            raise DatabaseError(Problem("SC410", f"the kept text of {kind} {name} cannot be read: {error}", hint=hint)) from error
    columns = {table.name.lower(): {column.name.lower(): column.name for column in table.columns} for table in tables}
    names = {table.name.lower(): table.name for table in tables}
    for item in tables:
        yield in_one_case(replace(item, indexes=tuple(indexes.get(item.name, ()))), names, columns)
    yield from views
    yield from programs
