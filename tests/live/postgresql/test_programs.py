"""Routines, triggers, rules and event triggers on a real server: read, written, and changed with what depends on them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from schemac.dialect import load
from schemac.errors import SchemaError
from schemac.source import load as load_definition
from schemac.source.write import write_definition
from tests.live.postgresql.moving import at, defined, move, moved_twice
from tests.live.postgresql.versions import script
from tests.scratch import ScratchFactory
from tests.servers.database import ScratchDatabase

ID = {"type": "bigint", "primary_key": True}
TOUCH = {"returns": "trigger", "language": "plpgsql", "body": "begin return new; end"}


def test_every_program_comes_back_from_a_file(new_scratch: ScratchFactory, tmp_path: Path) -> None:
    """What is imported to a file and applied to an empty database gives the server's own dump again, and nothing is left to do."""
    with new_scratch("postgresql") as old, new_scratch("postgresql") as new:
        old.execute(script("programs.sql", old))
        with at(old) as source, at(new) as target:
            found = source.inspect()
            path = tmp_path / "all.yaml"
            path.write_text(write_definition(found.schema, name="all", dialect=load("postgresql")), encoding="utf-8")
            moved_twice(target, load_definition(path))
            move(source, load_definition(path))

        assert () == found.census
        assert old.dump() == new.dump()


def test_everything_goes_again(postgresql_database: ScratchDatabase) -> None:
    """An empty definition takes every program away, in an order that the server takes."""
    empty = postgresql_database.dump()
    postgresql_database.execute(script("programs.sql", postgresql_database))
    with at(postgresql_database) as database:
        move(database, defined())

    assert empty == postgresql_database.dump()


def test_a_body_is_replaced_in_place(postgresql_database: ScratchDatabase) -> None:
    """A new body takes one CREATE OR REPLACE, and what hangs on the function stays as it is."""
    first = defined(
        functions={"touch()": TOUCH},
        tables={"t": {"columns": {"id": ID}}},
        triggers={"t.touch": {"before": ["update"], "level": "row", "execute": "touch()"}},
    )
    second = defined(
        functions={"touch()": TOUCH | {"body": "begin return null; end"}},
        tables={"t": {"columns": {"id": ID}}},
        triggers={"t.touch": {"before": ["update"], "level": "row", "execute": "touch()"}},
    )
    with at(postgresql_database) as database:
        made = moved_twice(database, first, second)

    assert ["SET", "CREATE OR REPLACE"] == [made[0][:3], made[1][:17]]
    assert 2 == len(made)


def test_an_aggregate_may_say_its_types_in_any_spelling(postgresql_database: ScratchDatabase) -> None:
    """What is applied plans to nothing, whatever its arguments' types are called."""
    words = {"sfunc": "int4pl", "stype": "integer", "initcond": "0"}
    ordered = {"sfunc": "array_append", "stype": "integer[]", "finalfunc": "cardinality"}
    made = defined(
        aggregates={
            "total(int)": {"dialects": {"postgresql": words}},
            "named(int4)": {"arguments": "n int4", "dialects": {"postgresql": words}},
            "listed(int)": {"comment": "how many", "dialects": {"postgresql": ordered}},
        }
    )
    with at(postgresql_database) as database:
        moved_twice(database, made)
        assert [(7,)] == database.session.query("SELECT total(n) FROM (VALUES (3), (4)) AS v (n)")


def test_a_new_result_rebuilds_what_calls_the_function(postgresql_database: ScratchDatabase) -> None:
    """A function that cannot be replaced is made anew, with the default, check, index, view and trigger that call it."""

    def written(kind: str) -> dict[str, Any]:
        return {
            "functions": {
                "two()": {"returns": kind, "body": "select 2", "dialects": {"postgresql": {"volatility": "immutable"}}},
                "touch()": TOUCH,
            },
            "tables": {
                "t": {
                    "columns": {"id": ID, "a": {"type": "bigint", "default": {"sql": "two()"}}},
                    "constraints": {"ck": {"check": "a > two()"}},
                    "indexes": {"ix": {"columns": [{"sql": "a + two()"}]}},
                }
            },
            "views": {"v": {"sql": "select two() as two"}},
            "triggers": {"t.touch": {"before": ["update"], "level": "row", "when": "new.a > two()", "execute": "touch()"}},
        }

    with at(postgresql_database) as database:
        moved_twice(database, defined(**written("integer")), defined(**written("bigint")))


def test_a_column_is_computed_anew_by_a_function_made_anew(postgresql_database: ScratchDatabase) -> None:
    """A column computed by a function that must be dropped goes with it, comes back, and has its values."""
    volatility = {"postgresql": {"volatility": "immutable"}}
    column = {"type": "bigint", "generated": {"sql": "twice(id::integer)"}}
    table = {"t": {"columns": {"id": ID, "d": column}}}
    first = {"functions": {"twice(integer)": {"returns": "integer", "body": "select 2 * $1", "dialects": volatility}}, "tables": table}
    second = {"functions": {"twice(integer)": {"returns": "bigint", "body": "select 2 * $1", "dialects": volatility}}, "tables": table}
    with at(postgresql_database) as database:
        move(database, defined(**first))
        database.session.execute("INSERT INTO t (id) OVERRIDING SYSTEM VALUE VALUES (1)")
        moved_twice(database, defined(**second))

        assert [(2,)] == database.session.query("SELECT d FROM t")


def test_a_trigger_stands_aside_while_a_column_changes_its_type(postgresql_database: ScratchDatabase) -> None:
    """The server refuses to alter a column that a trigger names; the trigger is made anew around it."""

    def written(kind: str) -> dict[str, Any]:
        trigger = {"before": ["update"], "columns": ["a"], "level": "row", "execute": "touch()"}
        return {"functions": {"touch()": TOUCH}, "tables": {"t": {"columns": {"id": ID, "a": kind}}}, "triggers": {"t.touch": trigger}}

    with at(postgresql_database) as database:
        moved_twice(database, defined(**written("integer")), defined(**written("text")))


def test_triggers_follow_renames(postgresql_database: ScratchDatabase) -> None:
    """A table, a column, a function and a trigger are renamed, and nothing is made anew."""
    first = defined(
        functions={"touch()": TOUCH},
        tables={"t": {"columns": {"id": ID, "a": "integer"}}},
        triggers={"t.touch": {"before": ["update"], "columns": ["a"], "level": "row", "when": "new.a > 1", "execute": "touch()"}},
    )
    second = defined(
        functions={"mark()": TOUCH | {"renamed_from": "touch"}},
        tables={"u": {"renamed_from": "t", "columns": {"id": ID, "b": {"type": "integer", "renamed_from": "a"}}}},
        triggers={
            "u.mark": {
                "renamed_from": "touch",
                "before": ["update"],
                "columns": ["b"],
                "level": "row",
                "when": "new.b > 1",
                "execute": "mark()",
            }
        },
    )
    with at(postgresql_database) as database:
        made = moved_twice(database, first, second)

    assert all("RENAME" in statement for statement in made if "INDEX" not in statement and "CONSTRAINT" not in statement)


def test_a_dropped_table_takes_its_triggers_along(postgresql_database: ScratchDatabase) -> None:
    """There is no DROP TRIGGER beside a DROP TABLE."""
    first = defined(
        functions={"touch()": TOUCH},
        tables={"t": {"columns": {"id": ID}}},
        triggers={"t.touch": {"after": ["delete"], "level": "statement", "execute": "touch()"}},
    )
    with at(postgresql_database) as database:
        made = moved_twice(database, first, defined())

    assert ["DROP TABLE t", "DROP FUNCTION touch()"] == made


def test_a_body_of_a_trigger_is_refused(postgresql_database: ScratchDatabase) -> None:
    """A trigger without a function to call cannot be had here, and the message says what to write."""
    written = defined(tables={"t": {"columns": {"id": ID}}}, triggers={"t.x": {"after": ["delete"], "body": "begin end"}})
    with at(postgresql_database) as database, pytest.raises(SchemaError, match="calls a function"):
        move(database, written)
