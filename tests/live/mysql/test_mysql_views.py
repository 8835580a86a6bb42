"""Views that a person wrote are recognised in what the server prints of them, whatever they are made of."""

from __future__ import annotations

from typing import Any

import pytest

from tests.live.mysql.servers import ENGINES, planned
from tests.servers.database import ScratchDatabase

pytestmark = pytest.mark.parametrize("scratch", ENGINES, indirect=True)

TABLES = (
    "CREATE TABLE t (id int PRIMARY KEY, a int, b varchar(20), d datetime); CREATE TABLE u (id int PRIMARY KEY, tid int, tag varchar(9));"
)
COLUMNS: dict[str, Any] = {
    "t": {"columns": {"id": {"type": "int", "primary_key": True}, "a": "int", "b": "varchar(20)", "d": {"type": "datetime"}}},
    "u": {"columns": {"id": {"type": "int", "primary_key": True}, "tid": "int", "tag": "varchar(9)"}},
}
ALIKE = {
    "names and functions": (
        "SELECT id, lcase(b) AS low, ifnull(a, 0) AS z, mod(a, 3) AS m, date_add(d, INTERVAL 1 DAY) AS later, not a AS n FROM t",
        "select t.id, LOWER(t.b) low, ifnull(a,0) z, a % 3 m, d + interval 1 day as later, !a n from t as t",
    ),
    "queries in queries": (
        "SELECT t.id FROM t WHERE t.id IN (SELECT tid FROM u) AND NOT EXISTS (SELECT * FROM u x WHERE x.tid = t.id AND x.tag = 'q')",
        "select id from t where id in (select u.tid from u) and not exists (select * from u as x where tid = t.id and tag = 'q')",
    ),
    "joins and groups": (
        "SELECT tag, count(*) AS n, group_concat(b ORDER BY b SEPARATOR '+') AS bs FROM t JOIN u ON u.tid = t.id GROUP BY tag LIMIT 5",
        "select u.tag, COUNT(*) n, group_concat(b order by b asc separator '+') bs from t inner join u on tid = t.id group by tag limit 5",
    ),
    "windows and common tables": (
        "WITH c AS (SELECT id, a FROM t) SELECT c.id, row_number() OVER (PARTITION BY c.a ORDER BY c.id DESC) AS r FROM c",
        "with c as (select t.id, t.a from t) select id, row_number() over (partition by a order by id desc) r from c",
    ),
    "several queries in one": (
        "SELECT id, 'x' AS k FROM t UNION ALL SELECT id, tag FROM u",
        "select t.id as id, 'x' k from t union all select u.id, u.tag from u",
    ),
}
UNLIKE = {
    "another way of joining queries": ("SELECT id FROM t UNION ALL SELECT id FROM u", "select id from t union select id from u"),
    "another condition": ("SELECT id FROM t WHERE a > 1 OR b = 'x'", "select id from t where a > 1 and b = 'x'"),
    "another table of that name": ("SELECT id FROM t WHERE NOT a", "select id from information_schema.t where not a"),
    "another way to the same": (
        "SELECT t.id FROM t LEFT JOIN u ON u.tid = t.id WHERE u.id = 1",
        "select t.id from t join u on tid = t.id where u.id = 1",
    ),
}


@pytest.mark.parametrize(("live", "desired"), ALIKE.values(), ids=ALIKE)
def test_a_view_in_another_spelling_is_no_difference(scratch: ScratchDatabase, live: str, desired: str) -> None:
    """The server is asked what it understands of both, which leaves no trace."""
    scratch.execute(f"{TABLES} CREATE VIEW v AS {live}")
    before = scratch.dump()

    assert () == planned(scratch, {"tables": COLUMNS, "views": {"v": {"sql": desired}}})
    assert before == scratch.dump()


@pytest.mark.parametrize(("live", "desired"), UNLIKE.values(), ids=UNLIKE)
def test_another_view_is_a_difference(scratch: ScratchDatabase, live: str, desired: str) -> None:
    """What reads otherwise is made anew, be it only that its text says something else."""
    scratch.execute(f"{TABLES} CREATE VIEW v AS {live}")

    assert 1 == len(planned(scratch, {"tables": COLUMNS, "views": {"v": {"sql": desired}}}))
