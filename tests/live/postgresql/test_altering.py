"""Every change that the server can make, made on a real one, with nothing left to do afterwards."""

from __future__ import annotations

from typing import Any

import pytest

from schemac.errors import SchemaError
from tests.live.postgresql.moving import at, defined, move, moved_twice, table
from tests.servers.database import ScratchDatabase


@pytest.mark.parametrize(
    ("before", "after", "value", "kept"),
    [
        ("varchar(20)", "varchar(50)", "'x'", "x"),
        ("varchar(20)", "text", "'x'", "x"),
        ("text", "int", "'42'", 42),
        ("int", "bigint", "42", 42),
        ("int", "text", "42", "42"),
        ("int", "boolean", "1", True),
        ("text", "uuid", "'c0ffee00-0000-0000-0000-000000000000'", None),
        ("text", "jsonb", "'[1]'", [1]),
        ("timestamp", "timestamptz", "'2026-01-01'", None),
        ("text", "text[]", "'{a,b}'", ["a", "b"]),
    ],
)
def test_a_column_changes_its_type_and_keeps_its_values(
    postgresql_database: ScratchDatabase, before: str, after: str, value: str, kept: object
) -> None:
    """Rows from before are there afterwards, in the new type."""
    with at(postgresql_database) as database:
        move(database, defined(tables=table(c=before)))
        database.session.execute(f"INSERT INTO t (c) VALUES ({value})")
        moved_twice(database, defined(tables=table(c=after)))
        found = database.session.query("SELECT c FROM t")[0][0]

    assert found is not None
    assert kept is None or kept == found


def test_a_default_is_away_while_its_type_changes(postgresql_database: ScratchDatabase) -> None:
    """A default that the new type could not take on its own does not stop the change."""
    with at(postgresql_database) as database:
        move(database, defined(tables=table(c={"type": "text", "default": "1"})))
        moved_twice(database, defined(tables=table(c={"type": "int", "default": 1})))
        move(database, defined(tables=table(c={"type": "text", "default": "a"})))
        moved_twice(database, defined(tables=table(c="date")))


def test_defaults_nullability_and_comments_change_in_place(postgresql_database: ScratchDatabase) -> None:
    """Each has its own statement, and each can go again."""
    column = {"type": "int", "default": 5, "nullable": False, "comment": "a; 'comment'"}
    with at(postgresql_database) as database:
        moved_twice(database, defined(tables=table(c="int")), defined(tables=table(c=column)), defined(tables=table(c="int")))


def test_a_column_becomes_an_identity_and_counts_on(postgresql_database: ScratchDatabase) -> None:
    """The next value comes after the greatest one that is there, also when a serial column is what it was."""
    with at(postgresql_database) as database:
        move(database, defined(tables={"t": {"columns": {"id": {"type": "serial", "primary_key": True}, "c": "int"}}}))
        database.session.execute("INSERT INTO t (c) SELECT g FROM generate_series(1, 5) g")
        moved_twice(
            database, defined(tables={"t": {"columns": {"id": {"type": "int", "identity": "always", "primary_key": True}, "c": "int"}}})
        )
        database.session.execute("INSERT INTO t (c) VALUES (9)")
        assert [(6,)] == database.session.query("SELECT id FROM t WHERE c = 9")
        counting = {"type": "int", "identity": {"always": False, "increment": 5, "cache": 3}, "primary_key": True}
        moved_twice(database, defined(tables={"t": {"columns": {"id": counting, "c": "int"}}}))
        moved_twice(database, defined(tables={"t": {"columns": {"id": {"type": "int", "primary_key": True}, "c": "int"}}}))


def test_serial_columns_grow_with_their_sequences(postgresql_database: ScratchDatabase) -> None:
    """A serial column is a sequence that it owns; both become wider, and both go together."""
    with at(postgresql_database) as database:
        moved_twice(
            database,
            defined(tables={"s": {"columns": {"id": {"type": "serial", "primary_key": True}, "n": "serial"}}}),
            defined(tables={"s": {"columns": {"id": {"type": "bigserial", "primary_key": True}}}}),
        )
        assert [("s_id_seq",)] == database.session.query("SELECT relname::text FROM pg_class WHERE relkind = 'S'")
        moved_twice(database, defined(tables={"other": {"columns": {"id": "int"}}}))


def test_generated_columns_follow_their_sources(postgresql_database: ScratchDatabase) -> None:
    """An expression changes, a source column changes its type, and the indexes on the computed column are there again."""

    def computed(kind: str, sql: str) -> dict[str, Any]:
        made = table(a=kind, b={"type": "int", "generated": {"sql": sql}})
        made["t"]["indexes"] = {"t_b": {"columns": ["b"]}}
        made["t"]["constraints"] = {"b_positive": {"check": "b > 0"}}
        return made

    with at(postgresql_database) as database:
        move(database, defined(tables=computed("int", "a + 1")))
        database.session.execute("INSERT INTO t (a) VALUES (4)")
        moved_twice(database, defined(tables=computed("int", "a + 2")))
        assert [(6,)] == database.session.query("SELECT b FROM t")
        moved_twice(database, defined(tables=computed("smallint", "a + 2")))
        assert [(6,)] == database.session.query("SELECT b FROM t")
        plain = computed("smallint", "a")
        plain["t"]["columns"]["b"] = "int"
        moved_twice(database, defined(tables=plain))
        assert [(6,)] == database.session.query("SELECT b FROM t")


def test_views_are_rebuilt_around_a_type_change(postgresql_database: ScratchDatabase) -> None:
    """A chain of views over the column goes before and comes back after, comments included; a view beside it stays."""

    def shop(kind: str) -> dict[str, Any]:
        return {
            "tables": table(c=kind, d="int"),
            "views": {
                "v1": {"sql": "select id, c from t where id > 1", "comment": "one"},
                "v2": {"sql": "select c from v1", "comment": "it's two"},
                "beside": {"sql": "select d from t"},
            },
        }

    with at(postgresql_database) as database:
        move(database, defined(**shop("int")))
        statements = moved_twice(database, defined(**shop("bigint")))

    assert ["DROP VIEW v2", "DROP VIEW v1"] == [sql for sql in statements if sql.startswith("DROP VIEW")]
    assert not [sql for sql in statements if "beside" in sql]


def test_a_view_with_more_columns_is_replaced_in_place(postgresql_database: ScratchDatabase) -> None:
    """Added outputs keep the view, and so its privileges; other changes make it anew."""
    with at(postgresql_database) as database:
        move(database, defined(tables=table(c="int"), views={"v": {"sql": "select id from t"}}))
        wider = moved_twice(database, defined(tables=table(c="int"), views={"v": {"sql": "select id, c from t where c > 0"}}))
        other = moved_twice(database, defined(tables=table(c="int"), views={"v": {"sql": "select c as id from t"}}))

    assert [True] == [sql.startswith("CREATE OR REPLACE VIEW v") for sql in wider]
    assert ["DROP VIEW v", "CREATE VIEW v AS"] == [sql.splitlines()[0] for sql in other]


def test_a_view_never_loses_what_it_reads(postgresql_database: ScratchDatabase) -> None:
    """Dropping a column that an unchanged view reads is refused before anything runs."""
    view = {"v": {"sql": "select id, c from t"}}
    with at(postgresql_database) as database:
        move(database, defined(tables=table(c="int"), views=view))
        with pytest.raises(SchemaError, match=r"view v reads column t\.c"):
            move(database, defined(tables=table(), views=view))


def test_enums_take_new_labels_where_they_belong(postgresql_database: ScratchDatabase) -> None:
    """Labels are added at the front, in the middle and at the end; a default may use one at once."""

    def shop(labels: list[str], default: str) -> dict[str, Any]:
        made = table(s={"type": "mood", "default": default})
        made["t"]["constraints"] = {"not_last": {"check": f"s <> '{labels[-1]}'"}}
        return {"enums": {"mood": labels}, "tables": made}

    with at(postgresql_database) as database:
        move(database, defined(**shop(["b", "d"], "b")))
        statements = moved_twice(database, defined(**shop(["a", "b", "it's c", "d", "e"], "it's c")))

    assert not [sql for sql in statements if "RENAME" in sql]


def test_enums_lose_and_reorder_labels(postgresql_database: ScratchDatabase) -> None:
    """The type is made anew under every column, with defaults, checks, indexes and views around them."""

    def shop(labels: list[str]) -> dict[str, Any]:
        made = table(s={"type": "mood", "default": "b", "nullable": False}, many={"type": "mood[]"})
        made["t"]["constraints"] = {"known": {"check": "s in ('a', 'b')"}}
        made["t"]["indexes"] = {"partly": {"columns": ["id"], "where": "s = 'a'"}, "plain": {"columns": ["s"]}}
        return {"enums": {"mood": labels}, "tables": made, "views": {"v": {"sql": "select s from t where s = 'a'"}}}

    with at(postgresql_database) as database:
        move(database, defined(**shop(["a", "b", "c"])))
        database.session.execute("INSERT INTO t (s, many) VALUES ('a', '{b,a}')")
        moved_twice(database, defined(**shop(["b", "a"])))
        assert [("a", "{b,a}")] == database.session.query("SELECT s::text, many::text FROM t")


def test_domains_change_in_place(postgresql_database: ScratchDatabase) -> None:
    """Default, nullability, checks and comment of a domain change while columns use it."""
    with at(postgresql_database) as database:
        moved_twice(
            database,
            defined(domains={"amount": {"type": "numeric(9,2)", "check": "value >= 0"}}, tables=table(a="amount")),
            defined(
                domains={"amount": {"type": "numeric(9,2)", "check": "value > 0", "default": 1, "nullable": False, "comment": "x"}},
                tables=table(a="amount"),
            ),
            defined(domains={"amount": {"type": "numeric(9,2)"}}, tables=table(a="amount")),
        )


def test_constraints_are_replaced_with_what_rests_on_them(postgresql_database: ScratchDatabase) -> None:
    """A unique constraint that foreign keys rest on is made anew, and they with it."""

    def shop(options: dict[str, Any], action: str) -> dict[str, Any]:
        tables = table(code="int", other="int")
        tables["t"]["constraints"] = {"t_code": {"unique": ["code"], **options}, "positive": {"check": "code > 0"}}
        tables["child"] = {
            "columns": {"code": "int"},
            "constraints": {"c_fk": {"foreign_key": ["code"], "references": {"table": "t", "columns": ["code"], "on_delete": action}}},
        }
        return {"tables": tables}

    with at(postgresql_database) as database:
        moved_twice(database, defined(**shop({}, "cascade")), defined(**shop({"include": ["other"]}, "cascade")))
        moved_twice(database, defined(**shop({"include": ["other"]}, "set null")))


def test_constraints_are_validated_and_deferred_in_place(postgresql_database: ScratchDatabase) -> None:
    """A constraint that was not valid is validated, and a foreign key becomes deferrable, without being made anew."""
    with at(postgresql_database) as database:
        keyed = table(c="int")
        keyed["t"]["constraints"] = {
            "positive": {"check": "c > 0"},
            "self": {"foreign_key": ["c"], "references": {"table": "t", "columns": ["id"], "deferrable": True, "initially_deferred": True}},
        }
        move(database, defined(tables=table(c="bigint")))
        database.session.execute("ALTER TABLE t ADD CONSTRAINT positive CHECK (c > 0) NOT VALID")
        database.session.execute("ALTER TABLE t ADD CONSTRAINT self FOREIGN KEY (c) REFERENCES t (id) NOT VALID")
        keyed["t"]["columns"]["c"] = "bigint"
        statements = moved_twice(database, defined(tables=keyed))

    assert not [sql for sql in statements if "DROP" in sql]
    assert 2 == len([sql for sql in statements if "VALIDATE" in sql])


def test_names_of_every_kind_change(postgresql_database: ScratchDatabase) -> None:
    """What is renamed is renamed, not dropped and made."""
    before = defined(
        enums={"e1": ["a"]},
        domains={"d1": {"type": "int"}},
        sequences={"s1": {}},
        tables={
            "t1": {
                "columns": {"c1": "e1", "d": "d1", "n": "int"},
                "constraints": {"k1": {"check": "n > 0"}, "u1": {"unique": ["d"]}},
                "indexes": {"i1": {"columns": ["c1"]}},
            }
        },
        views={"v1": {"sql": "SELECT t1.d\n   FROM t1"}},
    )
    after = defined(
        enums={"e2": {"values": ["a"], "renamed_from": "e1"}},
        domains={"d2": {"type": "int", "renamed_from": "d1"}},
        sequences={"s2": {"renamed_from": "s1"}},
        tables={
            "t2": {
                "renamed_from": "t1",
                "columns": {"c2": {"type": "e2", "renamed_from": "c1"}, "d": "d2", "n": "int"},
                "constraints": {"k2": {"check": "n > 0", "renamed_from": "k1"}, "u2": {"unique": ["d"], "renamed_from": "u1"}},
                "indexes": {"i2": {"columns": ["c2"], "renamed_from": "i1"}},
            }
        },
        views={"v2": {"sql": "SELECT t2.d\n   FROM t2", "renamed_from": "v1"}},
    )
    with at(postgresql_database) as database:
        statements = moved_twice(database, before, after)

    assert [] == [sql for sql in statements if "RENAME" not in sql]


def test_native_words_change(postgresql_database: ScratchDatabase) -> None:
    """Storage parameters are set and reset, a table leaves the log and comes back."""

    def words(**given: Any) -> dict[str, Any]:
        made = table(c="int")
        made["t"]["dialects"] = {"postgresql": given}
        made["t"]["indexes"] = {"i": {"columns": ["c"], "dialects": {"postgresql": {"with": given.get("with", {})}}}}
        return made

    with at(postgresql_database) as database:
        moved_twice(
            database,
            defined(tables=words(**{"with": {"fillfactor": 70}, "unlogged": True})),
            defined(tables=words(**{"with": {"fillfactor": 80}, "replica_identity": "full"})),
            defined(tables=words()),
        )


def test_an_index_whose_build_failed_is_built_again(postgresql_database: ScratchDatabase) -> None:
    """An invalid index is not taken for the one that is wished for."""
    indexed = table(c="int")
    indexed["t"]["indexes"] = {"i": {"columns": ["c"], "unique": True}}
    with at(postgresql_database) as database:
        move(database, defined(tables=indexed))
        database.session.execute("UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'i'::regclass")
        statements = moved_twice(database, defined(tables=indexed))

    assert ["DROP INDEX i", "CREATE UNIQUE INDEX i ON t (c)"] == statements


def test_namespaces_extensions_and_sequences(postgresql_database: ScratchDatabase) -> None:
    """They are made, altered and dropped in an order that works."""
    with at(postgresql_database) as database:
        moved_twice(
            database,
            defined(
                namespaces={"app": {"comment": "x"}},
                extensions=["citext"],
                sequences={"app.s": {"start": 5}},
                tables={"app.t": {"columns": {"id": "bigint", "mail": "citext"}}},
            ),
            defined(
                namespaces={"app": {}},
                extensions=["citext"],
                sequences={"app.s": {"type": "int", "increment": 2, "maximum": 100, "cycle": True, "cache": 4}},
                tables={"app.t": {"columns": {"id": "bigint", "mail": "text"}}},
            ),
            defined(tables={"t": {"columns": {"id": "int"}}}),
        )


@pytest.mark.parametrize("words", [{"storage": "external"}, {"storage": "main"}, {"statistics": 7, "with": {"n_distinct": -0.5}}])
def test_a_new_type_keeps_how_a_column_is_kept(words: dict[str, Any], postgresql_database: ScratchDatabase) -> None:
    """The server forgets some of a column's native words when its type changes; they are said again."""
    definitions = [table(a={"type": kind, "dialects": {"postgresql": words}}) for kind in ("varchar(20)", "varchar(40)", "text")]
    with at(postgresql_database) as database:
        for definition in definitions:
            moved_twice(database, defined(tables=definition))


def test_a_new_column_has_its_native_words(postgresql_database: ScratchDatabase) -> None:
    """What a column of a new table can say, one that is added to a table says too."""
    words = {"storage": "external", "statistics": 7, "with": {"n_distinct": -0.5}}
    with at(postgresql_database) as database:
        moved_twice(database, defined(tables=table()), defined(tables=table(a={"type": "text", "dialects": {"postgresql": words}})))
