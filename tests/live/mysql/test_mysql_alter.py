"""Changes made on MariaDB and MySQL, step by step, each ending in the definition."""

from __future__ import annotations

from typing import Any

import pytest

from schemac.model.tables import Check
from tests.live.mysql.servers import ENGINES, applied, inspected, planned, shown
from tests.servers.database import ScratchDatabase

pytestmark = pytest.mark.parametrize("scratch", ENGINES, indirect=True)

FIRST: dict[str, Any] = {
    "tables": {
        "parent": {"columns": {"id": {"type": "int", "primary_key": True}, "code": {"type": "varchar(10)", "nullable": False}}},
        "t": {
            "comment": "one",
            "columns": {
                "id": {"type": "bigint", "identity": "always", "primary_key": True},
                "a": "varchar(20)",
                "b": {"type": "int", "default": 5, "nullable": False},
                "c": "text",
                "d": {"type": "enum('x','y')"},
                "gone": "int",
                "pid": {"type": "int"},
                "g": {"type": "int", "generated": {"sql": "b + 1"}},
            },
            "constraints": {
                "ck": {"check": "b > 0 and a in ('x','y')"},
                "uq": {"unique": ["a"]},
                "fk": {"foreign_key": ["pid"], "references": {"table": "parent", "columns": ["id"]}},
            },
            "indexes": {"ib": {"columns": ["b"]}, "ic": {"columns": [{"column": "c", "length": 10}]}},
        },
        "old": {"columns": {"id": {"type": "int", "primary_key": True}, "w": "int"}},
    },
    "views": {
        "v": {"sql": "select id, a, gone from t"},
        "w": {"sql": "select t.id, code, count(*) as n from t join parent p on p.id = pid group by t.id, code"},
        "x": {"sql": "select id, w from old"},
    },
}
OPTIONS = {"row_format": "compact", "charset": "latin1"}
SECOND: dict[str, Any] = {
    "tables": {
        "parent": {
            "columns": {"id": {"type": "bigint", "primary_key": True}, "code": {"type": "varchar(10)", "nullable": False, "default": "q"}}
        },
        "t": {
            "comment": "two'",
            "columns": {
                "new0": "int",
                "id": {"type": "bigint", "identity": "always", "primary_key": True},
                "b": {"type": "bigint", "default": 6},
                "a": {"type": "varchar(40)", "comment": "hi"},
                "new1": {"type": "datetime(6)", "default": "now(6)", "nullable": False},
                "c": "longtext",
                "d": {"type": "enum('x','y','z')", "default": "z"},
                "pid": {"type": "bigint"},
                "g": {"type": "int", "generated": {"sql": "b + 2"}},
                "new2": "json",
            },
            "constraints": {
                "ck": {"check": "b > 1"},
                "uq": {"unique": ["a", "b"]},
                "fk": {"foreign_key": ["pid"], "references": {"table": "parent", "columns": ["id"], "on_delete": "cascade"}},
            },
            "indexes": {
                "ib2": {"columns": ["b"], "renamed_from": "ib"},
                "ic": {"columns": [{"column": "c", "length": 20}]},
                "ft": {"columns": ["c"], "method": "fulltext"},
            },
            "dialects": {"mariadb": OPTIONS, "mysql": OPTIONS},
        },
        "new": {"renamed_from": "old", "columns": {"id": {"type": "int", "primary_key": True}, "ww": {"type": "int", "renamed_from": "w"}}},
    },
    "views": {
        "v": {"sql": "select id, a, new2 from t"},
        "w": {"sql": "select t.id, code, count(*) as n from t join parent p on p.id = pid group by t.id, code"},
        "x": {"sql": "select id, ww from new"},
    },
}


def test_every_kind_of_change_ends_in_the_definition(scratch: ScratchDatabase) -> None:
    """Columns added, moved, changed and dropped, keys of all sorts, renames under views: forth, back, and nothing left to do."""
    for step in (FIRST, SECOND, FIRST):
        applied(scratch, step)
        assert () == planned(scratch, step)


def test_a_way_forth_and_back_ends_where_it_began(scratch: ScratchDatabase) -> None:
    """After a change and its undoing the server prints the tables as before, places of columns included."""
    applied(scratch, FIRST)
    before = shown(scratch)

    applied(scratch, SECOND)
    applied(scratch, FIRST)

    assert before["t"] == shown(scratch)["t"]
    assert before["parent"] == shown(scratch)["parent"]


def test_the_changes_of_one_table_are_one_statement(scratch: ScratchDatabase) -> None:
    """A column added, one changed and an index dropped make one ALTER TABLE, so that the table is copied once at most."""
    columns = {"id": {"type": "int", "primary_key": True}, "a": "int"}
    applied(scratch, {"tables": {"t": {"columns": columns, "indexes": {"ia": {"columns": ["a"]}}}}})

    made = applied(scratch, {"tables": {"t": {"columns": {**columns, "a": "bigint", "b": "int"}}}})

    assert 1 == len(made)


def test_a_check_that_belongs_to_a_column_outlives_a_change_of_the_column(scratch: ScratchDatabase) -> None:
    """MODIFY COLUMN takes a column's own check away unless it is written again; MySQL makes it a check of the table."""
    scratch.execute("CREATE TABLE t (id int PRIMARY KEY, x char(3) CHECK (x IN ('a','b')), j json)")
    before = inspected(scratch)
    table = next(before.schema.tables)
    data = {
        "tables": {
            "t": {
                "columns": {"id": {"type": "int", "primary_key": True}, "x": "char(5)", "j": {"type": "json", "comment": "c"}},
                "constraints": {
                    check.name: {"check": check.sql, "dialects": {"mariadb": check.options}}
                    for check in table.constraints
                    if isinstance(check, Check)
                },
            }
        }
    }

    applied(scratch, data)

    assert table.constraints == next(inspected(scratch).schema.tables).constraints
    assert "char(5)" == next(inspected(scratch).schema.tables).columns[1].type


def test_an_index_that_only_serves_a_foreign_key_is_left_alone(scratch: ScratchDatabase) -> None:
    """The index that the server made for a foreign key is no difference, whatever it is called."""
    scratch.execute(
        "CREATE TABLE p (id int PRIMARY KEY);"
        "CREATE TABLE c (id int PRIMARY KEY, a int, b int, FOREIGN KEY (a) REFERENCES p (id),"
        " CONSTRAINT named FOREIGN KEY (b) REFERENCES p (id))"
    )
    columns = {
        "id": {"type": "int", "primary_key": True},
        "a": {"type": "int", "references": "p.id"},
        "b": {"type": "int", "references": "p.id"},
    }

    assert () == planned(scratch, {"tables": {"p": {"columns": {"id": {"type": "int", "primary_key": True}}}, "c": {"columns": columns}}})


def test_a_foreign_key_beside_an_index_that_runs_backwards(scratch: ScratchDatabase) -> None:
    """Whether the server makes an index of its own for the key, or leans on the one that is there: nothing is left to do."""
    key = {"type": "bigint", "primary_key": True}
    refers = {"type": "bigint", "references": "t.id"}
    words = {"tables": {"t": {"columns": {"id": key, "up": refers}, "indexes": {"back": {"columns": [{"column": "up", "order": "desc"}]}}}}}
    applied(scratch, words)

    assert () == planned(scratch, words)


def test_a_new_collation_of_a_table_reaches_its_columns(scratch: ScratchDatabase) -> None:
    """Columns that name no collation follow their table; those that name one keep it."""

    def table(collation: str) -> dict[str, Any]:
        words = {"collation": collation}
        columns = {"id": {"type": "int", "primary_key": True}, "a": "varchar(9)", "b": {"type": "varchar(9)", "collation": "utf8mb4_bin"}}
        return {"tables": {"t": {"columns": columns, "dialects": {"mariadb": words, "mysql": words}}}}

    applied(scratch, table("utf8mb4_unicode_ci"))
    applied(scratch, table("latin1_german1_ci"))

    rows = scratch.query("SELECT column_name, collation_name FROM information_schema.columns WHERE table_schema = DATABASE()")
    assert {"id": None, "a": "latin1_german1_ci", "b": "utf8mb4_bin"} == dict(rows)


@pytest.mark.parametrize(
    "text", ["it's", 'a"b', "back\\slash", "new\nline", "semi;colon -- x", "ünï €", "%s %(a)s", "`tick`", "${x}", "\\'; DROP TABLE t"]
)
def test_hostile_texts_arrive_as_they_are(scratch: ScratchDatabase, text: str) -> None:
    """Comments, labels and defaults with quotes, backslashes and the like are kept letter by letter."""
    quoted = "'" + text.replace("\\", "\\\\").replace("'", "''").replace("\n", "\\n") + "'"
    scratch.execute(
        f"CREATE TABLE t (id int PRIMARY KEY COMMENT {quoted}, e varchar(90) DEFAULT {quoted}, f enum({quoted})) COMMENT={quoted}"
    )
    found = next(inspected(scratch).schema.tables)

    assert text == found.comment
    assert text == found.columns[0].comment
    assert text == scratch.query("SELECT e FROM (SELECT DEFAULT(e) AS e FROM t RIGHT JOIN (SELECT 1 AS one) o ON true) x")[0][
        0
    ] or not scratch.query("SELECT 1 FROM t")
    assert quoted == found.columns[1].default


def test_foreign_keys_do_not_stand_in_the_way_of_what_they_refer_to(scratch: ScratchDatabase) -> None:
    """A table made with a key to a column that changes its type in the same plan, and dropped while that column changes back."""

    def parent(kind: str, *unique: str) -> dict[str, Any]:
        columns = {"id": {"type": kind, "primary_key": True}, "a": "int", "b": "int"}
        return {"columns": columns, "constraints": {"u": {"unique": list(unique)}} if unique else {}}

    reference = {"table": "p", "columns": ["a", "b"]}
    child = {
        "columns": {"id": {"type": "int", "primary_key": True}, "pid": {"type": "bigint", "references": "p.id"}, "a": "int", "b": "int"},
        "constraints": {"both": {"foreign_key": ["a", "b"], "references": reference}},
    }
    small, large = {"tables": {"p": parent("int")}}, {"tables": {"p": parent("bigint", "a", "b"), "c": child}}

    for step in (small, large, small):
        applied(scratch, step)
        assert () == planned(scratch, step)


def test_views_follow_what_they_read(scratch: ScratchDatabase) -> None:
    """The servers do not follow renames inside views: a view over a renamed table and column still answers, also over other views."""
    key = {"type": "int", "primary_key": True}
    before = {
        "tables": {"t": {"columns": {"id": key, "a": "int"}}},
        "views": {"v": {"sql": "select id, a from t"}, "outer_view": {"sql": "select v.id from v"}},
    }
    after = {
        "tables": {"u": {"renamed_from": "t", "columns": {"id": key, "b": {"type": "int", "renamed_from": "a"}}}},
        "views": {"v": {"sql": "select id, b as a from u"}, "outer_view": {"sql": "select v.id from v"}},
    }
    applied(scratch, before)
    scratch.execute("INSERT INTO t VALUES (1, 2)")

    applied(scratch, after)

    assert [(1, 2)] == scratch.query("SELECT id, a FROM v")
    assert [(1,)] == scratch.query("SELECT * FROM outer_view")
    assert () == planned(scratch, after)


def test_tables_that_refer_to_each_other_are_dropped(scratch: ScratchDatabase) -> None:
    """A circle of foreign keys among tables that go is opened first."""
    scratch.execute(
        "CREATE TABLE a (id int PRIMARY KEY, b int); CREATE TABLE b (id int PRIMARY KEY, a int, FOREIGN KEY (a) REFERENCES a (id));"
        "ALTER TABLE a ADD FOREIGN KEY (b) REFERENCES b (id); CREATE TABLE c (id int PRIMARY KEY, a int, FOREIGN KEY (a) REFERENCES a (id))"
    )
    definition = {"tables": {"d": {"columns": {"id": {"type": "int", "primary_key": True}}}}}

    applied(scratch, definition)

    assert ["d"] == [table.name for table in inspected(scratch).schema.tables]
