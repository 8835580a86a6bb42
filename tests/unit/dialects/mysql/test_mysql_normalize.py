"""Definitions in MySQL's and MariaDB's terms, and the statements they make."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from schemac.compile.normalize import normalize
from schemac.compile.statements import write_statements
from schemac.dialect import Dialect, Legalizing, load
from schemac.diff import diff
from schemac.errors import SchemaError
from schemac.model.definition import Definition
from schemac.model.names import Ref
from schemac.model.plan import Transaction
from schemac.model.schema import EMPTY
from schemac.model.tables import Index, Unique
from schemac.source.loading import from_dict

KEY = {"type": "int", "primary_key": True}


@pytest.fixture(params=["mariadb", "mysql"])
def dialect(request: pytest.FixtureRequest) -> Dialect:
    """Return each of the two dialects."""
    return load(request.param)


def native(dialect: Dialect, tables: dict[str, Any], **defaults: str) -> Definition:
    """Return tables in the dialect's terms, on a server with those defaults."""
    can = replace(dialect.capabilities, defaults=tuple(defaults.items()))
    return normalize(from_dict({"schemac": 1, "tables": tables}), dialect, can)


def test_a_primary_key_has_no_name_of_its_own(dialect: Dialect) -> None:
    """The server calls every primary key PRIMARY."""
    table = next(native(dialect, {"t": {"columns": {"id": KEY}}}).schema.tables)

    assert [""] == [part.name for part in table.constraints]


def test_a_plain_unique_index_is_a_unique_constraint(dialect: Dialect) -> None:
    """Both spellings are one thing; a prefix makes an index of it."""
    indexes = {"u": {"columns": ["a"], "unique": True}, "p": {"columns": [{"column": "a", "length": 3}], "unique": True}}
    table = next(native(dialect, {"t": {"columns": {"id": KEY, "a": "varchar(9)"}, "indexes": indexes}}).schema.tables)

    assert ["u"] == [part.name for part in table.constraints if isinstance(part, Unique)]
    assert ["p"] == [index.name for index in table.indexes]


def test_a_foreign_key_brings_the_index_it_leans_on(dialect: Dialect) -> None:
    """One index for the key that has none, none for the key that has one; its name is not chosen."""
    columns = {"id": KEY, "a": {"type": "int", "references": "p.id"}, "b": {"type": "int", "references": "p.id"}}
    tables = {"p": {"columns": {"id": KEY}}, "c": {"columns": columns, "indexes": {"bi": {"columns": ["b", "a"]}}}}
    found = native(dialect, tables)
    table = list(found.schema.tables)[1]

    assert {"bi", "c_a_fkey"} == {index.name for index in table.indexes}
    assert Ref("index", "", "c_a_fkey", "c") in found.derived
    assert isinstance(table.indexes[0], Index)


def test_what_the_server_gives_by_itself_is_left_unsaid(dialect: Dialect) -> None:
    """Engine, character set and collation are no difference where they are the server's and the database's own."""
    words = {"engine": "InnoDB", "charset": "utf8mb4"}
    table = {"t": {"columns": {"id": KEY}, "dialects": {"mariadb": words, "mysql": words}}}

    known = native(dialect, table, engine="InnoDB", charset="utf8mb4", collation="utf8mb4_general_ci")
    unknown = native(dialect, table)

    assert {} == next(known.schema.tables).options
    assert words == next(unknown.schema.tables).options


def test_an_identity_that_leads_no_key_is_refused(dialect: Dialect) -> None:
    """The server would refuse it with a worse message."""
    with pytest.raises(SchemaError) as caught:
        native(dialect, {"t": {"columns": {"id": KEY, "n": {"type": "int", "identity": "always"}}}})

    assert ["SC331"] == [problem.code for problem in caught.value.problems]


def test_characters_that_cannot_be_read_back_are_refused_or_told(dialect: Dialect) -> None:
    """In a default they are an error, in a comment a loss."""
    with pytest.raises(SchemaError) as caught:
        native(dialect, {"t": {"columns": {"id": KEY, "a": {"type": "varchar(9)", "default": "🎉"}}}})
    found = native(dialect, {"t": {"comment": "a 🎉", "columns": {"id": KEY}}})

    assert ["SC332"] == [problem.code for problem in caught.value.problems]
    assert "a ?" == next(found.schema.tables).comment
    assert any("U+FFFF" in loss.message for loss in found.losses)


def test_an_always_identity_is_told_once(dialect: Dialect) -> None:
    """AUTO_INCREMENT also takes values given by hand: one line for all columns."""
    key = {"type": "int", "identity": "always", "primary_key": True}
    found = native(dialect, {"a": {"columns": {"id": key}}, "b": {"columns": {"id": key}}})

    assert 1 == sum("AUTO_INCREMENT" in loss.message for loss in found.losses)


def made(dialect: Dialect, before: dict[str, Any] | None, after: dict[str, Any]) -> list[tuple[str, str, Transaction]]:
    """Return the statements between two definitions, each with its cost."""
    current = native(dialect, before).schema if before else EMPTY
    desired = replace(native(dialect, after), prune=True)
    found = diff(current, desired, places=True)
    context = Legalizing(found.current, desired.schema, dialect.capabilities)
    written = write_statements(found.changes, context, desired, dialect)
    return [(statement.sql, statement.cost.summary, statement.cost.transaction) for statement in written]


def test_columns_are_added_in_their_place(dialect: Dialect) -> None:
    """FIRST, AFTER, and nothing for those that come last."""
    before = {"t": {"columns": {"a": "int", "b": "int"}}}
    after = {"t": {"columns": {"first": "int", "a": "int", "mid": "int", "b": "int", "end1": "int", "end2": "int"}}}
    number = "int(11)" if dialect.name == "mariadb" else "int"

    sql = made(dialect, before, after)[0][0]

    expected = f"""ALTER TABLE t
  ADD COLUMN `first` {number} FIRST,
  ADD COLUMN mid {number} AFTER a,
  ADD COLUMN end1 {number},
  ADD COLUMN end2 {number}"""
    assert expected.replace("`first`", dialect.quote("first")) == sql


@pytest.mark.parametrize(
    ("before", "after", "summary"),
    [
        ({"a": "varchar(10)"}, {"a": "varchar(20)"}, "catalogue only"),
        ({"a": "varchar(20)"}, {"a": "varchar(10)"}, "copies the table; writes wait"),
        ({"a": "int"}, {"a": "bigint"}, "copies the table; writes wait"),
        ({"a": "int"}, {"a": "int", "b": "int"}, "catalogue only"),
        ({"a": {"type": "int"}}, {"a": {"type": "int", "default": 3}}, "catalogue only"),
        ({"a": {"type": "int"}}, {"a": {"type": "int", "nullable": False}}, "rewrites the table while reads and writes go on"),
        ({"a": "enum('x')"}, {"a": "enum('x','y')"}, "catalogue only"),
        ({"a": "enum('x','y')"}, {"a": "enum('y','x')"}, "copies the table; writes wait"),
    ],
)
def test_the_cost_of_a_change_is_told(dialect: Dialect, before: dict[str, Any], after: dict[str, Any], summary: str) -> None:
    """Instant, built beside, or a copy under a lock; every statement commits by itself."""
    statements = made(dialect, {"t": {"columns": {"id": KEY, **before}}}, {"t": {"columns": {"id": KEY, **after}}})

    assert [(summary, Transaction.ALONE)] == [statement[1:] for statement in statements]


@pytest.mark.parametrize("default", ["concat('a', 'b')", "(1 + 2)"])
def test_a_default_that_the_server_is_too_old_to_compute_is_refused(default: str) -> None:
    """MySQL takes expressions as defaults since 8.0.13; the error names the column, the version, and what to do."""
    dialect = load("mysql")
    old = replace(dialect.capabilities, version=(8, 0, 12))
    columns = {
        "id": KEY,
        "a": {"type": "varchar(9)", "default": {"sql": default}},
        "n": {"type": "timestamp(0)", "default": {"sql": "now()"}},
    }

    with pytest.raises(SchemaError) as refused:
        normalize(from_dict({"schemac": 1, "tables": {"t": {"columns": columns}}}), dialect, old)

    assert ["SC333"] == [problem.code for problem in refused.value.problems]
    assert "column t.a: MySQL 8.0.12" in refused.value.problems[0].message
    assert "MySQL 8.0.13 or later" in refused.value.problems[0].hint


def test_a_column_of_another_sort_that_a_key_leans_on_is_refused() -> None:
    """MySQL lets a primary key stand on a stored column only: the refusal names the column and the key."""

    def keyed(*, stored: bool) -> dict[str, Any]:
        computed = {"type": "int", "nullable": False, "generated": {"sql": "a * 2", "stored": stored}}
        return {"t": {"columns": {"a": "int", "v": computed}, "constraints": {"p": {"primary_key": ["v"]}}}}

    with pytest.raises(SchemaError, match=r"SC320.*column t\.v .* primary_key"):
        made(load("mysql"), keyed(stored=True), keyed(stored=False))
