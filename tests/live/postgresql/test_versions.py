"""What came with one version of the server or another: 13 has none of it, 18 all."""

from __future__ import annotations

from itertools import permutations
from typing import Any

import pytest
import yaml

from schemac.dialect import load
from schemac.errors import SchemaError
from schemac.model.definition import Definition
from schemac.source import from_dict
from schemac.source.write import write_definition
from tests.live.postgresql.moving import at, defined, move, moved_twice
from tests.live.postgresql.versions import major, script
from tests.scratch import ScratchFactory
from tests.servers.database import ScratchDatabase


@pytest.mark.parametrize("server", ["postgresql", "newest_postgresql"])
def test_what_the_version_has_comes_back(server: str, new_scratch: ScratchFactory) -> None:
    """What is inspected, written, read again and made on an empty database is the same to the server's own dump."""
    with new_scratch(server) as old, new_scratch(server) as new:
        old.execute(script("versions.sql", old))
        with at(old) as source, at(new) as target:
            found = source.inspect()
            definition = from_dict(yaml.safe_load(write_definition(found.schema, name="x", dialect=load("postgresql"))))
            move(target, definition)
            assert [] == move(source, definition)
            assert [] == move(target, Definition(schema=found.schema))

        assert () == found.census
        assert old.dump() == new.dump()


NEWER: dict[str, tuple[int, dict[str, Any]]] = {
    "compression": (14, {"tables": {"t": {"columns": {"a": {"type": "text", "dialects": {"postgresql": {"compression": "pglz"}}}}}}}),
    "standard_body": (14, {"functions": {"one()": {"returns": "int", "body": "return 1"}}}),
    "nulls": (15, {"tables": {"t": {"columns": {"a": "int"}, "constraints": {"k": {"unique": ["a"], "nulls_distinct": False}}}}}),
    "some_rows": (15, {"tables": {"t": {"columns": {"a": "int"}}}, "publications": {"p": {"tables": ["t where (a > 1)"]}}}),
    "rules": (16, {"collations": {"c": {"provider": "icu", "locale": "und", "rules": "&a < g"}}}),
    "unchecked": (
        18,
        {"tables": {"t": {"columns": {"a": {"type": "int", "nullable": False, "dialects": {"postgresql": {"not_null_valid": False}}}}}}},
    ),
}


@pytest.mark.parametrize("name", NEWER)
def test_what_is_too_new_is_refused_with_its_place(name: str, postgresql_database: ScratchDatabase) -> None:
    """A definition that asks for what the server has not yet is an error before anything is done; on a newer server it is made."""
    version, parts = NEWER[name]
    with at(postgresql_database) as database:
        if major(postgresql_database) >= version:
            moved_twice(database, defined(**parts))
            return
        with pytest.raises(SchemaError) as refused:
            move(database, defined(**parts))

    assert ["SC303"] == [problem.code for problem in refused.value.problems]
    assert all(problem.hint for problem in refused.value.problems)


def test_a_name_that_an_old_server_cannot_keep_is_let_go(postgresql_database: ScratchDatabase) -> None:
    """The name of a NOT NULL is kept from 18 on, and before that its column is as it is without one."""
    column = {"type": "int", "nullable": False, "dialects": {"postgresql": {"not_null": "it_is_there"}}}
    with at(postgresql_database) as database:
        made = moved_twice(database, defined(tables={"t": {"columns": {"a": column}}}))

    assert ("it_is_there" in made[0]) == (major(postgresql_database) >= 18)


def _column(*, nullable: bool = False, **words: Any) -> dict[str, Any]:
    return {"type": "int", "nullable": nullable, "dialects": {"postgresql": words}}


NOT_NULLS = {
    "null": _column(nullable=True),
    "plain": _column(),
    "named": _column(not_null="x"),
    "unchecked": _column(not_null_valid=False),
    "alone": _column(not_null_no_inherit=True),
    "everything": _column(not_null="y", not_null_no_inherit=True, not_null_valid=False),
}


@pytest.mark.parametrize(("before", "after"), list(permutations(NOT_NULLS, 2)))
def test_a_not_null_becomes_any_other(before: str, after: str, newest_postgresql_database: ScratchDatabase) -> None:
    """Name, inheritance and validity change without the column, in place where the server can."""
    one, other = (defined(tables={"t": {"columns": {"id": "int", "a": NOT_NULLS[name]}}}) for name in (before, after))
    with at(newest_postgresql_database) as database:
        made = moved_twice(database, one, other)

    assert not [sql for sql in made if "COLUMN a TYPE" in sql or "DROP TABLE" in sql]


GENERATED = {
    "stored": {"type": "int", "generated": {"sql": "id * 2", "stored": True}},
    "virtual": {"type": "int", "generated": {"sql": "id * 2", "stored": False}},
    "tripled": {"type": "int", "generated": {"sql": "id * 3", "stored": False}},
    "wide": {"type": "bigint", "generated": {"sql": "id * 3", "stored": False}},
}


@pytest.mark.parametrize("checked", [False, True])
@pytest.mark.parametrize(("before", "after"), list(permutations(GENERATED, 2)))
def test_a_computed_column_becomes_any_other(before: str, after: str, checked: bool, newest_postgresql_database: ScratchDatabase) -> None:
    """Also on a table with a check, where the server cannot alter a column that is computed on reading."""
    checks = {"positive": {"check": "id > 0"}} if checked else {}
    one, other = (defined(tables={"t": {"columns": {"id": "int", "g": GENERATED[g]}, "constraints": checks}}) for g in (before, after))
    with at(newest_postgresql_database) as database:
        moved_twice(database, one, other)


def test_a_foreign_key_is_enforced_in_place(newest_postgresql_database: ScratchDatabase) -> None:
    """A key that was a note only is checked from now on, and back, without being made anew."""

    def shop(words: dict[str, Any]) -> Definition:
        key = {"foreign_key": ["o"], "references": {"table": "o", "columns": ["id"]}, "dialects": {"postgresql": words}}
        target = {"columns": {"id": {"type": "int", "primary_key": True}}}
        return defined(tables={"o": target, "t": {"columns": {"o": "int"}, "constraints": {"k": key}}})

    with at(newest_postgresql_database) as database:
        noted = moved_twice(database, shop({}), shop({"not_enforced": True}))
        enforced = moved_twice(database, shop({}))

    assert ["ALTER TABLE t ALTER CONSTRAINT k NOT ENFORCED"] == noted
    assert ["ALTER TABLE t ALTER CONSTRAINT k ENFORCED"] == enforced


def test_what_counts_a_partition_is_its_parents(newest_postgresql_database: ScratchDatabase) -> None:
    """An identity of a partitioned table is added, altered and taken away on its partitions too."""

    def shop(**words: Any) -> Definition:
        columns = {"id": {"type": "bigint", "nullable": False, **words}, "day": "int"}
        part = {"partition_of": {"table": "t", "values": "in (1)"}}
        return defined(tables={"t": {"columns": columns, "partition_by": "list (day)"}, "t_1": part})

    with at(newest_postgresql_database) as database:
        moved_twice(database, shop(), shop(identity="always"), shop(identity={"always": False, "increment": 2}), shop())
