"""Expressions written by a person are recognised in what the server prints, without a trace."""

from __future__ import annotations

from typing import Any

import pytest

from tests.live.mysql.servers import ENGINES, applied, planned
from tests.servers.database import ScratchDatabase

pytestmark = pytest.mark.parametrize("scratch", ENGINES, indirect=True)

TABLES = (
    "CREATE TABLE t (id int PRIMARY KEY, a varchar(20) DEFAULT (concat('x', upper('y'))), b int, d date DEFAULT (curdate()),"
    " g int GENERATED ALWAYS AS (b * 2 + 1) VIRTUAL,"
    " CONSTRAINT c1 CHECK ((b BETWEEN 1 AND 9) AND NOT (a <=> 'q') AND char_length(a) > 2),"
    " CONSTRAINT c2 CHECK (b IN (1) OR a RLIKE '^x' OR b != 3));"
    "CREATE TABLE p (id int PRIMARY KEY, pid int, label varchar(20));"
    "CREATE VIEW v AS SELECT t.id, label, count(*) AS n, concat(label, '!') FROM t INNER JOIN p ON pid = t.id LEFT JOIN t q ON q.id = p.id"
    " WHERE p.id > 3 GROUP BY t.id, label ORDER BY label"
)
KEY = {"type": "int", "primary_key": True}
DEFINITION: dict[str, Any] = {
    "tables": {
        "t": {
            "columns": {
                "id": KEY,
                "a": {"type": "varchar(20)", "default": {"sql": "CONCAT( 'x', UCASE('y') )"}},
                "b": "int",
                "d": {"type": "date", "default": {"sql": "current_date()"}},
                "g": {"type": "int", "generated": {"sql": "(b*2) + 1", "stored": False}},
            },
            "constraints": {
                "c1": {"check": "b between 1 and 9 and not a <=> 'q' and character_length(a) > 2"},
                "c2": {"check": "b = 1 or a regexp '^x' or b <> 3"},
            },
        },
        "p": {"columns": {"id": KEY, "pid": "int", "label": "varchar(20)"}},
    },
    "views": {
        "v": {
            "sql": "select t.id, p.label, COUNT(*) n, concat(label, '!') from t join p on p.pid = t.id"
            " left outer join t as q on q.id = p.id"
            " where p.id > 3 group by t.id, label order by p.label"
        }
    },
}


def test_one_meaning_in_two_spellings_is_no_difference(scratch: ScratchDatabase) -> None:
    """Synonyms, operators, brackets and unqualified names: nothing to do, and the database is as it was."""
    scratch.execute(TABLES)
    before = scratch.dump()

    assert () == planned(scratch, DEFINITION)
    assert before == scratch.dump()


def test_another_meaning_is_a_difference(scratch: ScratchDatabase) -> None:
    """A bound moved by one in a check, a default or a query is found."""
    scratch.execute(
        "CREATE TABLE t (id int PRIMARY KEY, b int DEFAULT (abs(3)), CHECK (b > 1)); CREATE VIEW v AS SELECT id FROM t WHERE b > 1"
    )
    name = scratch.query("SELECT constraint_name FROM information_schema.check_constraints WHERE constraint_schema = DATABASE()")[0][0]

    def definition(bound: int, default: int, least: int) -> dict[str, Any]:
        columns = {"id": KEY, "b": {"type": "int", "default": {"sql": f"abs({default})"}}}
        tables = {"t": {"columns": columns, "constraints": {name: {"check": f"b > {bound}"}}}}
        return {"tables": tables, "views": {"v": {"sql": f"select id from t where b > {least}"}}}

    assert () == planned(scratch, definition(1, 3, 1))
    assert 1 == len(planned(scratch, definition(2, 3, 1)))
    assert 1 == len(planned(scratch, definition(1, 4, 1)))
    assert 1 == len(planned(scratch, definition(1, 3, 2)))


def test_an_expression_that_the_server_refuses_does_not_hide_the_others(scratch: ScratchDatabase) -> None:
    """One wrong check in the definition is planned as a change; the right one beside it is still recognised."""
    scratch.execute(
        "CREATE TABLE t (id int PRIMARY KEY, a varchar(9), CONSTRAINT ok CHECK (char_length(a) > 1), CONSTRAINT bad CHECK (id > 1))"
    )
    checks = {"ok": {"check": "character_length(a) > 1"}, "bad": {"check": "no_such_function_at_all(id) > 1"}}

    made = planned(scratch, {"tables": {"t": {"columns": {"id": KEY, "a": "varchar(9)"}, "constraints": checks}}})

    assert 1 == len(made)
    assert "no_such_function_at_all" in made[0]
    assert "character_length" not in made[0]


def test_portable_views_settle_after_one_apply(scratch: ScratchDatabase) -> None:
    """A view with a star and an expression without a name is made once, and then recognised."""
    definition = {
        "tables": {"t": {"columns": {"id": KEY, "b": "int"}}},
        "views": {"all_of_it": {"sql": "select * from t"}, "more": {"sql": "select b + 1, max(id) as m from all_of_it group by b + 1"}},
    }
    applied(scratch, definition)

    assert () == planned(scratch, definition)
