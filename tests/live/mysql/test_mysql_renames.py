"""Columns renamed on MariaDB and MySQL while other things lean on them."""

from __future__ import annotations

from typing import Any

import pytest

from tests.live.mysql.servers import ENGINES, applied, inspected, planned
from tests.servers.database import ScratchDatabase

pytestmark = pytest.mark.parametrize("scratch", ENGINES, indirect=True)


def tables(price: str, engine_name: str, **words: Any) -> dict[str, Any]:
    """Return a table that says a column's name in every way that the engine has, under the given name."""
    columns = {
        "id": {"type": "int", "primary_key": True},
        price: {"type": "int", **words},
        "gross": {"type": "int", "generated": {"sql": f"{price} * 2", "stored": False}},
        "shown": {"type": "int", "generated": {"sql": "gross + 1", "stored": True}},
        "usual": {"type": "int", "default": {"sql": f"(`{price}` + 5)"}},
        "note": "int",
    }
    keys = {"by_gross": {"columns": ["gross"]}, "by_shown": {"columns": ["shown"], "unique": True}, "by_note": {"columns": ["note"]}}
    if engine_name == "mysql":
        keys["by_sum"] = {"columns": [{"sql": f"{price} + gross"}, "note"]}
    checks = {"fair": {"check": f"{price} < gross + 100"}, "some": {"check": "shown > 0"}}
    return {"tables": {"t": {"columns": columns, "indexes": keys, "constraints": checks}}}


def test_a_column_is_renamed_under_what_is_computed_from_it(scratch: ScratchDatabase) -> None:
    """Computed columns, defaults, checks and keys follow a rename in their places, and no value is lost."""
    applied(scratch, tables("price", scratch.engine_name))
    scratch.execute("INSERT INTO t (id, price) VALUES (1, 20)")

    applied(scratch, tables("net", scratch.engine_name, renamed_from="price"))

    assert [(1, 20, 40, 41, 25, None)] == list(scratch.query("SELECT * FROM t"))
    found = [column.name for table in inspected(scratch).schema.tables for column in table.columns]
    assert ["id", "net", "gross", "shown", "usual", "note"] == found
    assert () == planned(scratch, tables("net", scratch.engine_name))


def test_columns_change_places_under_what_is_computed_from_them(scratch: ScratchDatabase) -> None:
    """Two names that change places take what is computed from the columns along, also where that gets a new name itself."""
    first = {"a": "int", "b": "int", "c": {"type": "int", "generated": {"sql": "a - b"}}}
    second = {
        "b": {"type": "int", "renamed_from": "a"},
        "a": {"type": "int", "renamed_from": "b"},
        "d": {"type": "int", "renamed_from": "c", "generated": {"sql": "b - a"}},
    }
    applied(scratch, {"tables": {"t": {"columns": first}}})
    scratch.execute("INSERT INTO t (a, b) VALUES (5, 2)")

    applied(scratch, {"tables": {"t": {"columns": second}}})

    assert [(5, 2, 3)] == list(scratch.query("SELECT b, a, d FROM t"))


def test_a_column_is_renamed_by_which_rows_are_divided(scratch: ScratchDatabase) -> None:
    """A table is divided by the same column under its new name, in the statement that renames it."""

    def table(year: str, **words: Any) -> dict[str, Any]:
        columns = {year: {"type": "int", "nullable": False, **words}, "a": "int"}
        options = {"partition_by": f"range ({year} + 1)", "partitions": ["p0 values less than (2010)", "p1 values less than maxvalue"]}
        return {"tables": {"t": {"columns": columns, "dialects": {scratch.engine_name: options}}}}

    applied(scratch, table("year"))
    scratch.execute("INSERT INTO t VALUES (1999, 1), (2020, 2)")
    made = applied(scratch, table("era", renamed_from="year"))

    assert 1 == len(made)
    assert [(2020, 2)] == list(scratch.query("SELECT * FROM t PARTITION (p1)"))
    assert () == planned(scratch, table("era"))


def test_a_column_of_a_foreign_key_is_renamed_under_what_is_computed_from_it(scratch: ScratchDatabase) -> None:
    """The key is there again afterwards, as is a check, and the computed column has its value."""
    parent = {"columns": {"id": {"type": "int", "primary_key": True}}}

    def tables_with(name: str, **words: Any) -> dict[str, Any]:
        columns = {name: {"type": "int", **words}, "twice": {"type": "int", "generated": {"sql": f"{name} * 2", "stored": False}}}
        rules = {"fk": {"foreign_key": [name], "references": {"table": "u", "columns": ["id"]}}, "ck": {"check": f"{name} > 0"}}
        return {"tables": {"u": parent, "t": {"columns": columns, "constraints": rules, "indexes": {"it": {"columns": ["twice"]}}}}}

    applied(scratch, tables_with("a"))
    scratch.execute("INSERT INTO u VALUES (3); INSERT INTO t (a) VALUES (3)")
    applied(scratch, tables_with("b", renamed_from="a"))

    assert [(3, 6)] == list(scratch.query("SELECT b, twice FROM t"))
    assert () == planned(scratch, tables_with("b"))
