"""Renames of what only PostgreSQL has: labels of enums, sequences with what owns them, and whole namespaces."""

from __future__ import annotations

from typing import Any

from schemac.model.definition import Definition
from tests.conformance.cases import apply_all, assert_nothing_left
from tests.live.postgresql.moving import at, defined, moved_twice
from tests.servers.database import ScratchDatabase


def moods(*values: Any, default: str) -> Definition:
    """Return a definition of an enum, a table and a view that speak of one of its labels."""
    table = {
        "columns": {"a": {"type": "mood", "default": default}},
        "constraints": {"known": {"check": f"a <> '{default}'::mood or a is null"}},
        "indexes": {"few": {"columns": ["a"], "where": f"a = '{default}'::mood"}},
    }
    return defined(
        enums={"mood": {"values": list(values)}}, tables={"t": table}, views={"v": {"sql": f"select a from t where a = '{default}'::mood"}}
    )


def test_a_label_is_renamed_with_all_that_speaks_of_it(postgresql_database: ScratchDatabase) -> None:
    """Rows, defaults, checks, indexes and views follow by themselves; new labels come after."""
    with at(postgresql_database) as database:
        renamed = {"name": "fine", "renamed_from": "good"}
        made = moved_twice(database, moods("good", "bad", default="good"), moods(renamed, "bad", "mixed", default="fine"))

    assert ["ALTER TYPE mood RENAME VALUE 'good' TO 'fine'", "ALTER TYPE mood ADD VALUE 'mixed'"] == made


def test_labels_change_places(postgresql_database: ScratchDatabase) -> None:
    """A label stands aside while another takes its name."""
    changed = [{"name": "bad", "renamed_from": "good"}, {"name": "good", "renamed_from": "bad"}]
    with at(postgresql_database) as database:
        made = moved_twice(database, moods("good", "bad", default="good"), moods(*changed, default="bad"))

    assert 3 == len(made)
    assert all(" RENAME VALUE " in sql for sql in made)


def test_a_sequence_counts_on_under_its_owners_new_name(postgresql_database: ScratchDatabase) -> None:
    """The sequence behind a serial column is renamed with table and column, and its next number is the next."""
    before = {"t": {"columns": {"id": "serial", "x": "int"}}}
    after = {"u": {"renamed_from": "t", "columns": {"number": {"type": "serial", "renamed_from": "id"}, "x": "int"}}}
    with at(postgresql_database) as database:
        moved_twice(database, defined(tables=before))
        postgresql_database.execute("INSERT INTO t (x) VALUES (1), (2)")
        made = moved_twice(database, defined(tables=after))
        postgresql_database.execute("INSERT INTO u (x) VALUES (3)")

    assert "ALTER SEQUENCE t_id_seq RENAME TO u_number_seq" in made
    assert [(1,), (2,), (3,)] == postgresql_database.query("SELECT number FROM u ORDER BY 1")


def test_a_name_that_a_dropped_table_held_is_free(postgresql_database: ScratchDatabase) -> None:
    """An index takes the name that another has, which goes with its table."""
    kept = {"columns": {"q": "int"}, "indexes": {"j": {"columns": ["q"]}}}
    gone = {"columns": {"z": "int"}, "indexes": {"i": {"columns": ["z"]}}}
    renamed = {"columns": {"q": "int"}, "indexes": {"i": {"columns": ["q"], "renamed_from": "j"}}}
    with at(postgresql_database) as database:
        made = moved_twice(database, defined(tables={"t": kept, "a": gone}), defined(tables={"t": renamed}))

    assert ["DROP TABLE a", "ALTER INDEX j RENAME TO i"] == made


def test_columns_of_a_partitioned_table_change_places(postgresql_database: ScratchDatabase) -> None:
    """What the table is divided by follows, and so do its partitions."""

    def shop(columns: dict[str, Any], by: str) -> Definition:
        part = {"partition_of": {"table": "t", "values": "in (1)"}}
        return defined(tables={"t": {"columns": columns, "partition_by": f"list ({by})"}, "t1": part})

    changed = shop({"a": {"type": "int", "renamed_from": "b"}, "b": {"type": "int", "renamed_from": "a"}}, "b")
    with at(postgresql_database) as database:
        apply_all(database, shop({"a": "int", "b": "int"}, "a"))
        made = apply_all(database, changed).planned.plan.steps
        assert_nothing_left(database, changed)

    assert all(" RENAME COLUMN " in step.statement.sql for step in made)
