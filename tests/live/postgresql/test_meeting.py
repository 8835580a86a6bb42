"""Changes that meet on a real server: what one of them does to what another speaks of."""

from __future__ import annotations

from typing import Any

import pytest

from schemac.errors import SchemaError
from tests.live.postgresql.moving import ID, at, defined, move, moved_twice, table
from tests.servers.database import ScratchDatabase


def test_a_new_table_refers_to_a_column_that_changes_its_type(postgresql_database: ScratchDatabase) -> None:
    """The foreign key is made once the column it refers to has its new type."""
    key = {"type": "text", "primary_key": True}
    after = {"t": {"columns": {"code": {**key, "type": "inet"}}}, "a": {"columns": {"code": {"type": "inet", "references": "t.code"}}}}
    with at(postgresql_database) as database:
        moved_twice(database, defined(tables={"t": {"columns": {"code": key}}}), defined(tables=after))


def test_a_table_becomes_a_view(postgresql_database: ScratchDatabase) -> None:
    """Relations of all kinds share their names: the old one goes before the new one comes."""
    view = {"shown": {"sql": "select id from t"}}
    with at(postgresql_database) as database:
        moved_twice(
            database,
            defined(tables={**table(c="int"), "shown": {"columns": {"id": "int"}}}),
            defined(tables=table(c="int"), views=view),
            defined(tables={**table(c="int"), "shown": {"columns": {"id": "int"}}}),
        )


def test_nothing_is_dropped_from_under_a_function(postgresql_database: ScratchDatabase) -> None:
    """A table whose rows a function returns is not dropped behind its back: the plan is refused, and says what to do."""
    with at(postgresql_database) as database:
        move(database, defined(tables={**table(c="int"), "gone": {"columns": {"id": "int"}}}))
        postgresql_database.execute("CREATE FUNCTION f() RETURNS SETOF gone LANGUAGE sql AS 'SELECT * FROM gone'")
        with pytest.raises(SchemaError, match=r"function f\(\) reads table gone"):
            move(database, defined(tables=table(c="int"), manage={"ignore": ["f*"]}))


@pytest.mark.parametrize(
    ("before", "after", "kept"),
    [
        ("numeric", "int", "age > 0"),
        ("int", "numeric", "(age > (0)::numeric)"),
        ("varchar(20)", "text", "(age = ANY (ARRAY['a'::text, 'b'::text]))"),
    ],
)
def test_what_speaks_of_a_column_is_said_anew_for_its_new_type(
    postgresql_database: ScratchDatabase, before: str, after: str, kept: str
) -> None:
    """Casts that the server printed for the old type are not carried over to the new one."""
    query = "age > 0" if "[" not in kept else "age IN ('a', 'b')"

    def holding(kind: str) -> dict[str, Any]:
        tables = table(age=kind)
        tables["t"]["checks"] = [query]
        tables["t"]["indexes"] = {"t_young": {"columns": ["id"], "where": query}}
        return {"tables": tables, "views": {"old": f"SELECT id, age FROM t WHERE {query}", "oldest": f"SELECT id FROM old WHERE {query}"}}

    with at(postgresql_database) as database:
        move(database, defined(**holding(before)))
        moved_twice(database, defined(**holding(after)))
        texts = database.session.query(
            "SELECT pg_get_viewdef('old') UNION ALL SELECT pg_get_viewdef('oldest') UNION ALL "
            "SELECT pg_get_expr(conbin, conrelid) FROM pg_constraint WHERE contype = 'c' AND conrelid = 't'::regclass UNION ALL "
            "SELECT pg_get_expr(indpred, indrelid) FROM pg_index WHERE indpred IS NOT NULL"
        )

    said = [text.replace("t.", "").replace("old_1.", "") for (text,) in texts]
    assert 4 == len(said)
    assert [] == [text for text in said if kept not in text]


def test_a_default_of_a_dropped_enum_goes_with_it(postgresql_database: ScratchDatabase) -> None:
    """A column that leaves an enum keeps nothing that depends on it, and a column that joins one takes its label as default."""
    words = {"c": {"type": "text", "default": "green"}}
    colours = {"c": {"type": "colour", "default": "green"}}
    with at(postgresql_database) as database:
        move(database, defined(enums={"colour": ["red", "green"]}, tables=table(**colours)))
        moved_twice(database, defined(tables=table(**words)))
        moved_twice(database, defined(enums={"colour": ["red", "green"]}, tables=table(**colours)))


def test_a_table_may_have_no_columns(postgresql_database: ScratchDatabase) -> None:
    """The server knows tables without columns: one is made, and one loses its last column with everything on it."""
    with at(postgresql_database) as database:
        moved_twice(database, defined(tables={"t": {"columns": {}}}))
        moved_twice(database, defined(tables={"t": {"columns": {"id": "bigserial"}, "primary_key": ["id"]}}))
        moved_twice(database, defined(tables={"t": {"columns": {}}}))


def test_a_serial_column_becomes_an_identity_of_the_same_sequence_name(postgresql_database: ScratchDatabase) -> None:
    """The old sequence is gone before the new one takes its name, and counting goes on after the greatest value."""
    with at(postgresql_database) as database:
        move(database, defined(tables={"t": {"columns": {"id": "serial", "x": "int"}}}))
        database.session.execute("INSERT INTO t (x) VALUES (1), (2)")
        moved_twice(database, defined(tables={"t": {"columns": {"id": {"type": "int", "identity": "always"}, "x": "int"}}}))
        found = database.session.query("INSERT INTO t (x) VALUES (3) RETURNING id, pg_get_serial_sequence('t', 'id')")[0]

    assert (3, "public.t_id_seq") == tuple(found)


def test_a_new_table_refers_to_a_new_key_of_an_old_one(postgresql_database: ScratchDatabase) -> None:
    """The foreign key waits for the unique constraint that it rests on."""
    child = {"columns": {"id": ID, "code": {"type": "int", "references": "t.code"}}}
    with at(postgresql_database) as database:
        move(database, defined(tables=table(code="int")))
        moved_twice(database, defined(tables={**table(code={"type": "int", "unique": True}), "a": child}))


def test_a_storage_parameter_is_said_as_it_stands(postgresql_database: ScratchDatabase) -> None:
    """A parameter that somebody set to `on` is read as that word, and not as the `true` that means the same."""
    postgresql_database.execute("CREATE TABLE t (a int); CREATE INDEX i ON t (a) WITH (deduplicate_items = 'on')")
    with at(postgresql_database) as database:
        index = next(iter(database.inspect().schema.tables)).indexes[0]

    assert {"with": {"deduplicate_items": "on"}} == index.options
