"""What InnoDB does at once, in place or by copying: each kind of change made with its way asserted, as a server accepts it."""

from __future__ import annotations

import re
from typing import NamedTuple

import pytest

from schemac.api.applying import Applying, apply_definition
from schemac.api.planning import opened
from schemac.errors import DatabaseError
from schemac.model.definition import Definition
from schemac.model.online import Online
from tests.live.mysql.servers import ENGINES, inspected, shown
from tests.scratch import ScratchFactory
from tests.servers.database import ScratchDatabase

_SAID = re.compile(r"(?:ALGORITHM=(\w+)(?:, LOCK=(\w+))?|LOCK=(\w+))")
A, N, B, R, S, C = "INSTANT", "noted", "built", "INPLACE/NONE", "INPLACE/SHARED", "SHARED"
"""A at once, N noted, B built, R written anew, S built while writers wait, C copied."""
_SPELLED = {
    "mariadb": {N: "NOCOPY/NONE", B: "NOCOPY/NONE"},
    "mysql": {N: "INPLACE/NONE", B: "INPLACE/NONE"},
}


class Case(NamedTuple):
    """A table before and after, by what its parentheses hold (to its end where that is a #), and the ways of the statements."""

    before: str
    after: str
    mariadb: str
    mysql: str


PLAIN = "id int PRIMARY KEY, a int, b int NOT NULL DEFAULT 5, c varchar(20), x int"
VIRTUAL = f"{PLAIN}, v int AS (a + 1) VIRTUAL"
TEXT = f"{PLAIN}, t text, FULLTEXT KEY kt (t)"
SPATIAL = f"{PLAIN}, p point NOT NULL, SPATIAL KEY kp (p)"


def changed(before: str, old: str, new: str, mariadb: str, mysql: str) -> Case:
    """Return the case of a table in which one text takes the place of another."""
    return Case(before, before.replace(old, new), mariadb, mysql)


def added(before: str, what: str, mariadb: str, mysql: str) -> Case:
    """Return the case of a table that gets something at its end."""
    return Case(before, f"{before}, {what}", mariadb, mysql)


CASES: dict[str, Case] = {
    "a column": added(PLAIN, "z int", A, A),
    "a column with a value": added(PLAIN, "z varchar(9) NOT NULL DEFAULT 'x'", A, A),
    "a column with the time": added(PLAIN, "z datetime(6) DEFAULT CURRENT_TIMESTAMP(6)", A, A),
    "a column with a computed default": added(PLAIN, "z int DEFAULT (abs(7))", C, C),
    "a column in the middle": changed(PLAIN, "c varchar", "z int, c varchar", A, A),
    "a virtual column": added(PLAIN, "z int AS (a) VIRTUAL", A, A),
    "a virtual column and a plain one": added(PLAIN, "y int, z int AS (a) VIRTUAL", f"{A} {A}", A),
    "a stored column": added(PLAIN, "z int AS (a) STORED", C, C),
    "a counted column": added(PLAIN, "n int NOT NULL AUTO_INCREMENT, UNIQUE KEY kn (n)", S, S),
    "a column and its index": added(PLAIN, "z int, KEY kz (z)", f"{A} {B}", f"{A} {B}"),
    "a column and a check": added(PLAIN, "z int, CONSTRAINT ck CHECK (z > 0)", f"{A} {C}", f"{A} {C}"),
    "a column less": changed(PLAIN, ", x int", "", A, A),
    "a column and its index less": Case(f"{PLAIN}, KEY kx (x)", PLAIN.replace(", x int", ""), f"{N} {A}", f"{N} {A}"),
    "a column and its check less": Case(f"{PLAIN}, CONSTRAINT ck CHECK (x > 0)", PLAIN.replace(", x int", ""), A, A),
    "a virtual column less": changed(VIRTUAL, ", v int AS (a + 1) VIRTUAL", "", A, A),
    "a column beside a virtual one": changed(VIRTUAL, ", v int", ", z int, v int", C, A),
    "a column behind a virtual one": added(VIRTUAL, "z int", A, A),
    "a column less before a virtual one": changed(VIRTUAL, "c varchar(20), ", "", C, A),
    "a column beside a virtual one that is indexed": added(f"{VIRTUAL}, KEY kv (v)", "z int", S, A),
    "not null": changed(PLAIN, "x int", "x int NOT NULL", R, R),
    "null": changed(PLAIN, "b int NOT NULL", "b int", R, R),
    "another place": changed(PLAIN, "c varchar(20), x int", "x int, c varchar(20)", A, R),
    "a default": changed(PLAIN, "DEFAULT 5", "DEFAULT 6", A, A),
    "a comment of a column": changed(PLAIN, "x int", "x int COMMENT 'x'", A, A),
    "out of sight": changed(PLAIN, "x int", "x int INVISIBLE", A, A),
    "a longer text": changed(PLAIN, "varchar(20)", "varchar(30)", A, N),
    "a text that outgrows a byte": changed(PLAIN, "varchar(20)", "varchar(90)", A, C),
    "a shorter text": changed(PLAIN, "varchar(20)", "varchar(10)", C, C),
    "another type": changed(PLAIN, "x int", "x bigint", C, C),
    "a label at the end": Case(f"{PLAIN}, e enum('x')", f"{PLAIN}, e enum('x','y')", A, A),
    "a label in the middle": Case(f"{PLAIN}, e enum('x','y')", f"{PLAIN}, e enum('x','z','y')", C, C),
    "another collation": Case(f"{PLAIN}, d varchar(9) COLLATE utf8mb4_bin", f"{PLAIN}, d varchar(9) COLLATE utf8mb4_unicode_ci", A, N),
    "another collation of an index": Case(
        f"{PLAIN}, d varchar(9) COLLATE utf8mb4_bin, KEY kd (d)", f"{PLAIN}, d varchar(9) COLLATE utf8mb4_unicode_ci, KEY kd (d)", B, C
    ),
    "another character set": Case(f"{PLAIN}, d varchar(9) COLLATE utf8mb4_bin", f"{PLAIN}, d varchar(9) COLLATE latin1_bin", C, C),
    "an index": added(PLAIN, "KEY k (x)", B, B),
    "a unique key": added(PLAIN, "UNIQUE KEY k (x)", B, B),
    "an index less": Case(f"{PLAIN}, KEY k (x)", PLAIN, N, N),
    "another index of the name": Case(f"{PLAIN}, KEY k (x)", f"{PLAIN}, KEY k (x, a)", B, B),
    "a fulltext index": added(f"{PLAIN}, t text", "FULLTEXT KEY k (t)", S, S),
    "a spatial index": added(f"{PLAIN}, p point NOT NULL", "SPATIAL KEY k (p)", S, S),
    "a primary key": added(PLAIN.replace(" PRIMARY KEY", " NOT NULL"), "PRIMARY KEY (id)", R, R),
    "another primary key": Case(PLAIN, f"{PLAIN.replace(' PRIMARY KEY', ' NOT NULL')}, PRIMARY KEY (id, b)", R, R),
    "no primary key": Case(PLAIN, PLAIN.replace(" PRIMARY KEY", " NOT NULL"), C, C),
    "a check": added(PLAIN, "CONSTRAINT ck CHECK (x > 0)", C, C),
    "a check less": Case(f"{PLAIN}, CONSTRAINT ck CHECK (x > 0)", PLAIN, A, A),
    "a foreign key": added(f"{PLAIN}, KEY k (x)", "CONSTRAINT f FOREIGN KEY (x) REFERENCES o (id)", C, C),
    "a foreign key less": Case(f"{PLAIN}, KEY k (x), CONSTRAINT f FOREIGN KEY (x) REFERENCES o (id)", f"{PLAIN}, KEY k (x)", A, N),
    "a comment": Case(f"{PLAIN}) COMMENT 'a'#", f"{PLAIN}) COMMENT 'b'#", A, N),
    "statistics": Case(f"{PLAIN})#", f"{PLAIN}) STATS_PERSISTENT=1#", A, N),
    "a row format": Case(f"{PLAIN}) ROW_FORMAT=DYNAMIC#", f"{PLAIN}) ROW_FORMAT=COMPACT#", R, R),
    "another character set of the table": Case(f"{PLAIN}) CHARSET=utf8mb4#", f"{PLAIN}) CHARSET=latin1#", C, C),
    "a column where rows are compressed": Case(f"{PLAIN}) ROW_FORMAT=COMPRESSED#", f"{PLAIN}, z int) ROW_FORMAT=COMPRESSED#", R, R),
    "a column beside a fulltext index": added(TEXT, "z int", S, C),
    "a virtual column beside a fulltext index": added(TEXT, "z int AS (a) VIRTUAL", A, A),
    "not null beside a fulltext index": changed(TEXT, "x int", "x int NOT NULL", S, C),
    "not null beside a spatial index": changed(SPATIAL, "x int", "x int NOT NULL", S, S),
    "a light change and a heavy one": Case(
        PLAIN, f"{PLAIN.replace('x int', 'x bigint')}, z int, KEY kc (c)", f"{A} {C} {B}", f"{A} {C} {B}"
    ),
    "a partition at the end": Case(
        f"{PLAIN}) PARTITION BY RANGE (id) (PARTITION p VALUES LESS THAN (9))#",
        f"{PLAIN}) PARTITION BY RANGE (id) (PARTITION p VALUES LESS THAN (9), PARTITION q VALUES LESS THAN (99))#",
        "",
        N,
    ),
    "another number of partitions": Case(
        f"{PLAIN}) PARTITION BY HASH (id) PARTITIONS 2#", f"{PLAIN}) PARTITION BY HASH (id) PARTITIONS 3#", "", S
    ),
    "a column of a table in partitions": Case(
        f"{PLAIN}) PARTITION BY HASH (id) PARTITIONS 2#", f"{PLAIN}, z int) PARTITION BY HASH (id) PARTITIONS 2#", A, A
    ),
}


def create(table: str) -> str:
    """Return the statements that make a table."""
    return f"CREATE TABLE o (id int PRIMARY KEY); CREATE TABLE t ({table[:-1] if table.endswith('#') else table + ')'}"


def online(source: ScratchDatabase, target: ScratchDatabase) -> list[str]:
    """Make the target what the source is, every table online, and return the ways that the statements insisted on."""
    desired = Definition(schema=inspected(source).schema, expressions=target.engine_name, prune=True)
    with opened(target.url) as live:
        made = apply_definition(live, desired, prune=True, online=Online.ALWAYS, look=0, how=Applying(allow=("all",)))
    return [
        "/".join(word for word in found.groups() if word)
        for step in made.planned.plan.steps
        for found in _SAID.finditer(step.statement.sql)
    ]


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("engine_name", ENGINES)
def test_the_server_accepts_the_way_that_a_change_insists_on(new_scratch: ScratchFactory, engine_name: str, name: str) -> None:
    """Each kind of change is made in the lightest way known, and ends where it should."""
    case = CASES[name]
    ways = (case.mariadb if engine_name == "mariadb" else case.mysql).split()
    with new_scratch(engine_name) as live, new_scratch(engine_name) as wanted:
        live.execute(create(case.before))
        wanted.execute(create(case.after))

        said = online(wanted, live)

        assert [_SPELLED[engine_name].get(way, way) for way in ways] == said
        assert shown(wanted) == shown(live)


@pytest.mark.parametrize("engine_name", ENGINES)
def test_a_refusal_is_told_and_leaves_the_table_as_it_was(new_scratch: ScratchFactory, engine_name: str) -> None:
    """What no catalogue tells, here that the table once had a fulltext index, ends the apply with what to do, and that helps."""
    with new_scratch(engine_name) as live, new_scratch(engine_name) as wanted:
        live.execute(create(TEXT) + "; ALTER TABLE t DROP KEY kt")
        wanted.execute(create(f"{PLAIN}, t text, z int"))
        before = shown(live)

        with pytest.raises(DatabaseError, match=r"(?s)SC421.*nothing has been changed.*SC440.*OPTIMIZE TABLE.*--online never"):
            online(wanted, live)
        assert before == shown(live)

        live.execute("OPTIMIZE TABLE t")
        online(wanted, live)
        assert shown(wanted) == shown(live)
