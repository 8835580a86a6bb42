"""Reading rows: those of some tables of a live database, as part of its definition."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from difflib import get_close_matches

from schemac.api.planning import Database
from schemac.dialect.rows import all_rows
from schemac.errors import Problem, UsageError
from schemac.model.inspection import Inspection
from schemac.model.names import parse_name
from schemac.model.tables import PrimaryKey, Table, Unique


def with_rows(database: Database, found: Inspection, names: Sequence[str]) -> Inspection:
    """Return what was found in a database with all rows of some tables.

    Raises UsageError (SC039) for a name that is none of a table, or a table of which nothing tells the rows apart, and DatabaseError.
    """
    tables = [_table(found, name) for name in dict.fromkeys(names)]
    read = [all_rows(database.session, table, _key(table), database.dialect, database.engine.rows) for table in tables]
    return replace(found, schema=found.schema.having(read)) if read else found


def _table(found: Inspection, text: str) -> Table:
    try:
        table = found.schema.table(parse_name(text))
    except ValueError:
        table = None
    if table is None:
        known = [str(each.full_name) for each in found.schema.tables]
        close = get_close_matches(text, known, 1)
        raise UsageError(Problem("SC039", f"--rows: there is no table {text}", hint=f"did you mean {close[0]}?" if close else ""))
    return table


def _key(table: Table) -> tuple[str, ...]:
    """Return the columns that tell a table's rows apart. Raises UsageError where there are none."""
    unique = [part.columns for part in table.constraints if isinstance(part, PrimaryKey | Unique)]
    needed = {column.name for column in table.columns if not column.nullable}
    keys = [table.primary_key.columns] if table.primary_key is not None else [columns for columns in unique if needed.issuperset(columns)]
    if not keys:
        hint = "give the table a primary key first"
        raise UsageError(Problem("SC039", f"--rows: nothing tells the rows of {table.full_name} apart", hint=hint))
    return keys[0]
