"""What is compiled for DuckDB, run by DuckDB."""

from __future__ import annotations

import duckdb
import pytest

from schemac.dialect import load
from schemac.model.schema import Schema
from tests.unit.dialects.shop import PLAIN, RICH
from tests.unit.dialects.test_every_dialect import compiled


@pytest.mark.parametrize("schema", [PLAIN, RICH], ids=["plain", "rich"])
def test_duckdb_runs_what_is_compiled_for_it(schema: Schema) -> None:
    """Every statement runs, in order, in an empty database."""
    with duckdb.connect() as connection:
        for statement in compiled(schema, load("duckdb")):
            connection.execute(statement.sql)
        tables = connection.execute("select table_name from duckdb_tables() order by 1").fetchall()
    assert sorted(table.name for table in schema.tables) == [name for (name,) in tables]


def test_duckdb_keeps_the_rules_that_were_asked_for() -> None:
    """Identities count, checks refuse, enums know their labels, and generated columns are computed."""
    with duckdb.connect() as connection:
        for statement in compiled(RICH, load("duckdb")):
            connection.execute(statement.sql)
        connection.execute("insert into customer (email) values ('a@b.c')")
        connection.execute('insert into "order" (customer_id, total, quantity) select id, 5, 2 from customer')
        assert [(10, "pending", 4)] == connection.execute('select id, status, doubled from "order"').fetchall()
        with pytest.raises(duckdb.ConstraintException):
            connection.execute('insert into "order" (customer_id, total) values (1, -1)')
