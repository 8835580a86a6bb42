"""A drawn journey made on a real server: what must hold of it, whatever was drawn."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any

from msgspec.structs import replace as replaced

from schemac.api.applying import Applying, apply_definition
from schemac.api.planning import Database, opened, plan
from schemac.model.definition import Definition
from schemac.model.names import Name
from schemac.model.objects import Object
from schemac.model.tables import Table
from schemac.source import from_dict
from tests.conformance.cases import Rows, assert_nothing_left, insert, surviving
from tests.conformance.vocabulary import Journey
from tests.conformance.vocabulary.drawing import Words
from tests.servers.database import ScratchDatabase

VALUES: dict[str, tuple[Any, Any]] = {
    "id": (901, 902),
    "amount": (11, 12),
    "total": (13, 14),
    "title": ("one", "two"),
    "note": ("three", "four"),
    "select": (True, False),
    "day": ("2026-01-02", "2026-01-03"),
    "Kind": ("b", "c"),
    "at": ("2026-01-02 03:04:05", "2026-01-03 03:04:05"),
}
"""Two values for each column that every engine has, good under every constraint that is drawn."""
OTHERS: dict[str, Words] = {
    "feeling": {"id": 1, "mood": "keep"},
    "priced": {"id": 1, "price": 5},
    "booking": {"id": 1, "during": "[2026-01-01 00:00:00,2026-01-02 00:00:00)"},
    "kept": {"id": 1, "title": "kept"},
    "animal": {"id": 1, "name": "a"},
    "ticket": {"id": 1, "number": 3},
    "chosen": {"id": 1, "kind": "a", "note": "n"},
    "lettered": {"id": 1, "word": "w", "other": "o"},
    "payment": {"id": 1, "paid": "2023-05-05"},
    "rented": {"id": 1, "a": "2026-01-01", "b": "2026-01-02"},
    "computed": {"a": 1},
    "strictly": {"id": 1, "a": "x"},
    "collated": {"id": 1, "word": "x"},
    "conflicting": {"no": 1, "kind": "x"},
}
"""A row for tables that only some engines have, of those columns that are there however the table is drawn."""
_PASSING = re.compile(r"\s*(AUTO_INCREMENT=\d+|, SYSTEM VERSIONING$|,$|;$)")
_SKIPPED = {"COPY ": "\\.", "CREATE TABLE `_schemac_": ")", "CREATE TABLE schemac.": ");", "ALTER TABLE ONLY schemac.": "    ADD"}
"""How what is no part of a schema, or is schemac's own, begins and ends in a dump."""
_NOT_SCHEMA = ("(", "--", "SELECT pg_catalog.setval", "INSERT INTO ")


def become(url: str, definition: Definition) -> None:
    """Make the database what the definition says, and find nothing left to do."""
    with opened(url) as database:
        arrive(database, definition)
        assert_nothing_left(database, replace(definition, prune=True))


def arrive(database: Database, definition: Definition) -> None:
    """Make the database what the definition says, as the one who makes it sees it."""
    apply_definition(database, definition, prune=True, how=Applying(allow=["all"]))


def travel(scratch: ScratchDatabase, spare: ScratchDatabase, journey: Journey) -> None:
    """Go from nothing to one definition, fill it with rows, go on to the other and back.

    Every plan leaves nothing to do; rows survive wherever the plan does not say that they go; and a database that has come to the other
    definition from the first is the same as one that has only ever been that.
    """
    one, other = from_dict(journey.one), from_dict(journey.other)
    rows = rows_of(journey.one)
    with opened(scratch.url) as database:
        arrive(database, Definition())
        arrive(database, one)
        insert(database, rows)
        before, after = surviving(rows, plan(database, other, prune=True))
        held = read(database, before)
        arrive(database, other)
        assert_nothing_left(database, replace(other, prune=True))
        assert held == read(database, after)
    with opened(spare.url) as database:
        arrive(database, Definition())
        arrive(database, other)
    assert_same(scratch, spare, named=not other.renames)
    become(scratch.url, one)


def rows_of(words: Words) -> Rows:
    """Return two rows for each table that every engine has, and one for some others."""
    found: Rows = {}
    for key, table in words["tables"].items():
        name = key.strip('"')
        columns = table.get("columns", {})
        if name in OTHERS:
            found[Name("", name)] = [{column: value for column, value in OTHERS[name].items() if column in columns}]
        elif "id" in columns and isinstance(columns["id"], dict) and "identity" in columns["id"]:
            drawn = [column for column in columns if column in VALUES and (column != "id" or columns["id"]["identity"] == "by default")]
            if drawn:
                found[Name("", name)] = [{column: VALUES[column][at] for column in drawn} for at in range(2)]
    return found


def read(database: Database, rows: Rows) -> list[list[tuple[Any, ...]]]:
    """Return what the database holds in those tables and columns, without their names and in a form that no wider type changes."""
    quote = database.dialect.quote
    held = []
    for table, found in rows.items():
        columns = ", ".join(map(quote, found[0]))
        if columns:
            answer = database.session.query(f"SELECT {columns} FROM {quote(table.name)}")
            held.append(sorted((tuple(map(_plain, row)) for row in answer), key=repr))
    return held


def _plain(value: Any) -> Any:
    """Return a number as a number, anything else as text."""
    return Decimal(value).normalize() if isinstance(value, int | float | Decimal) else str(value)


def assert_same(scratch: ScratchDatabase, spare: ScratchDatabase, *, named: bool) -> None:
    """Fail where two databases differ in what is inspected, or in what their own tools print of them; text is text on SQLite.

    named: whether what nobody has named has the same names in both; a table that was renamed keeps those of its parts.
    """
    states = []
    for each in (scratch, spare):
        with opened(each.url) as database:
            states.append(
                {ref: repr(_state(item, named=named)) for ref, item in database.inspect().schema.objects.items() if not item.shared}
            )
    came, made = states
    apart = [f"{ref}: {made.get(ref)} is {came.get(ref)}" for ref in made.keys() | came.keys() if made.get(ref) != came.get(ref)]
    assert not apart, "\n".join(apart)
    if named and scratch.engine_name != "sqlite":
        lines = [Counter(_printed(each.dump())) for each in (scratch, spare)]
        missing, more = (lines[1] - lines[0]).elements(), (lines[0] - lines[1]).elements()
        told = [*(f"-{line}" for line in missing), *(f"+{line}" for line in more)]
        assert not told, "\n".join(told)


def _state(item: Object, *, named: bool) -> object:
    """Return an object without what a journey leaves behind on it: the order of its parts, and names that nobody chose."""
    if not isinstance(item, Table):
        return item
    bare = (replaced(part, name="") for part in (*item.constraints, *item.indexes))
    parts = (*item.constraints, *item.indexes) if named else tuple(bare)
    return replaced(item, columns=(), constraints=(), indexes=()), sorted(map(repr, item.columns)), sorted(map(repr, parts))


def _printed(dump: str) -> Iterator[str]:
    """Go through the lines of a dump that speak of the schema, without what depends on the order of columns or on rows."""
    skipping = ""
    for line in dump.splitlines():
        begun = next((end for start, end in _SKIPPED.items() if line.startswith(start)), "")
        if skipping or begun:
            skipping = "" if line.startswith(skipping or begun) and not begun else skipping or begun
        elif line.strip() and not line.startswith(_NOT_SCHEMA) and "schemac" not in line.replace("schemac_drawn", ""):
            yield _PASSING.sub("", line)
