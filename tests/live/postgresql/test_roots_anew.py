"""Partitioned tables made anew because their rows are to be divided otherwise: parts that stay are made to fit the new root."""

from __future__ import annotations

from typing import Any

import pytest

from schemac.model.definition import Definition
from tests.live.postgresql.moving import at, defined, moved_twice
from tests.servers.database import ScratchDatabase

PLAIN = {"id": "int", "v": "int", "w": "int"}
INDEXED = {"indexes": {"measure_w": {"columns": ["w"]}}}
KEYED = {"constraints": {"measure_key": {"unique": ["id", "w"]}}}


def divided(by: str, deep: bool, columns: dict[str, Any] = PLAIN, **words: Any) -> Definition:
    """Return a definition of a table divided by a column, with a part that has a row, and perhaps parts of its own."""
    part: dict[str, Any] = {"partition_of": {"table": "measure", "values": "from (0) to (10)"}}
    tables = {"measure": {"columns": columns, "partition_by": f"range ({by})", **words}, "measure_one": part}
    if deep:
        tables["measure_one"] = part | {"partition_by": "hash (w)"}
        tables["measure_deep"] = {"partition_of": {"table": "measure_one", "values": "with (modulus 1, remainder 0)"}}
    return defined(tables=tables)


@pytest.mark.parametrize("deep", [False, True], ids=["flat", "deep"])
@pytest.mark.parametrize(
    "after",
    [
        {"columns": PLAIN | {"v": "bigint"}},
        {"columns": PLAIN | {"x": {"type": "text", "default": "a"}}},
        {"columns": {"id": "int", "w": "int"}},
        {"columns": PLAIN | {"v": {"type": "int", "nullable": False, "default": 3}}},
        INDEXED,
        KEYED,
        INDEXED | KEYED | {"columns": PLAIN | {"v": "bigint"}},
    ],
    ids=["retyped", "more", "fewer", "not-null", "indexed", "keyed", "all"],
)
def test_parts_fit_a_root_that_is_made_anew(postgresql_database: ScratchDatabase, after: dict[str, Any], deep: bool) -> None:
    """There and back, with what else changes at the root; the part keeps its rows."""
    with at(postgresql_database) as database:
        moved_twice(database, divided("w", deep))
        database.session.execute("INSERT INTO measure (id, v, w) VALUES (1, 1, 1)")
        moved_twice(database, divided("id", deep, **after))
        moved_twice(database, divided("w", deep))

        assert [(1, 1)] == database.session.query("SELECT id, w FROM measure")


@pytest.mark.parametrize("by", ["w", "id"], ids=["altered", "anew"])
def test_a_part_is_divided_by_a_column_of_its_final_type(postgresql_database: ScratchDatabase, by: str) -> None:
    """No column changes its type while parts are divided by it: such a part comes after that, and goes before it."""
    whole = {"columns": PLAIN | {"v": "bigint"}, "partition_by": f"range ({by})"}
    part = {"partition_of": {"table": "measure"}, "partition_by": "hash (v)"}
    deep = {"partition_of": {"table": "rest", "values": "with (modulus 1, remainder 0)"}}
    more = defined(tables={"measure": whole, "rest": part, "deep": deep})
    less = defined(tables={"measure": whole | {"columns": PLAIN, "partition_by": "range (w)"}})
    with at(postgresql_database) as database:
        for definition in (less, more, less):
            moved_twice(database, definition)


@pytest.mark.parametrize("deep", [False, True], ids=["flat", "deep"])
def test_what_a_part_has_beside_its_root_stays(postgresql_database: ScratchDatabase, deep: bool) -> None:
    """Indexes that the root had before and has after are there for the parts too."""
    with at(postgresql_database) as database:
        moved_twice(database, divided("w", deep, **INDEXED), divided("id", deep, **INDEXED), divided("id", deep, **INDEXED, **KEYED))


def test_a_table_loses_a_column_before_it_becomes_a_part(postgresql_database: ScratchDatabase) -> None:
    """A table that stands alone with more columns than the root is made to fit, and then attached."""
    alone = {"columns": PLAIN | {"extra": "int"}}
    root = {"columns": PLAIN, "partition_by": "range (id)"}
    part = {"partition_of": {"table": "measure", "values": "from (0) to (10)"}}
    with at(postgresql_database) as database:
        moved_twice(database, defined(tables={"measure": root, "one": alone}), defined(tables={"measure": root, "one": part}))
