"""One database made another on MariaDB and MySQL, there and back, as the server itself prints both."""

from __future__ import annotations

import pytest

from schemac.api.applying import apply_definition
from schemac.api.planning import opened
from schemac.errors import SchemaError
from schemac.model.definition import Definition
from tests.live.mysql.servers import ENGINES, inspected, shown
from tests.scratch import ScratchFactory
from tests.servers.database import ScratchDatabase

RANGE = "CREATE TABLE t (id int, d date NOT NULL, PRIMARY KEY (id, d)) PARTITION BY RANGE (year(d)) "
LIST = "CREATE TABLE t (id int, c varchar(5)) PARTITION BY LIST COLUMNS (c) "
KEYED = "CREATE TABLE u (id int PRIMARY KEY); CREATE TABLE w (id int PRIMARY KEY); "
BOTH = {
    "partitions declared": (
        "CREATE TABLE t (id int, `D d` date NOT NULL)",
        (
            "CREATE TABLE t (id int, `D d` date NOT NULL) PARTITION BY RANGE COLUMNS (`D d`)"
            " (PARTITION `P-0` VALUES LESS THAN ('2024-01-01') COMMENT = 'it''s, old', PARTITION pm VALUES LESS THAN (MAXVALUE))"
        ),
    ),
    "partitions with a new key": (
        "CREATE TABLE t (id int PRIMARY KEY, d date NOT NULL)",
        RANGE + "(PARTITION p0 VALUES LESS THAN (2024))",
    ),
    "partition at the end": (
        RANGE + "(PARTITION p0 VALUES LESS THAN (2024))",
        RANGE + "(PARTITION p0 VALUES LESS THAN (2024), PARTITION p1 VALUES LESS THAN MAXVALUE)",
    ),
    "partition in the middle": (
        RANGE + "(PARTITION p0 VALUES LESS THAN (2024), PARTITION p1 VALUES LESS THAN MAXVALUE)",
        RANGE + "(PARTITION p0 VALUES LESS THAN (2024), PARTITION px VALUES LESS THAN (2025), PARTITION p1 VALUES LESS THAN MAXVALUE)",
    ),
    "partitions cut otherwise": (
        RANGE + "(PARTITION a VALUES LESS THAN (2020), PARTITION b VALUES LESS THAN (2024), PARTITION c VALUES LESS THAN MAXVALUE)",
        RANGE + "(PARTITION d VALUES LESS THAN (2024), PARTITION c VALUES LESS THAN MAXVALUE)",
    ),
    "list of values": (
        LIST + "(PARTITION a VALUES IN ('US', 'ca'))",
        LIST + "(PARTITION a VALUES IN ('US', 'ca', NULL), PARTITION b VALUES IN ('x'))",
    ),
    "number of partitions": (
        "CREATE TABLE t (id int PRIMARY KEY) PARTITION BY HASH (id) PARTITIONS 2",
        "CREATE TABLE t (id int PRIMARY KEY) PARTITION BY HASH (id) PARTITIONS 5",
    ),
    "partitioned by something else, and a new column": (
        "CREATE TABLE t (id int PRIMARY KEY) PARTITION BY KEY (id) PARTITIONS 2",
        "CREATE TABLE t (id int PRIMARY KEY, n int) PARTITION BY LINEAR HASH (id) PARTITIONS 4",
    ),
    "partitions of partitions": (
        "CREATE TABLE t (id int, d date)",
        (
            "CREATE TABLE t (id int, d date) PARTITION BY RANGE (to_days(d)) SUBPARTITION BY HASH (id) SUBPARTITIONS 2"
            " (PARTITION p0 VALUES LESS THAN (739251), PARTITION p1 VALUES LESS THAN MAXVALUE)"
        ),
    ),
    "methods said in so many words": (
        "CREATE TABLE t (a int, b int, PRIMARY KEY (a), KEY k (b), UNIQUE KEY u (b))",
        "CREATE TABLE t (a int, b int, PRIMARY KEY (a) USING BTREE, KEY k (b) USING BTREE COMMENT 'x', UNIQUE KEY u (b) USING BTREE)",
    ),
    "comment and prefix of a primary key": (
        "CREATE TABLE t (a varchar(30) NOT NULL, b int NOT NULL, PRIMARY KEY (a))",
        "CREATE TABLE t (a varchar(30) NOT NULL, b int NOT NULL, PRIMARY KEY (a(5), b DESC) COMMENT 'it''s')",
    ),
    "row format said in so many words": (
        "CREATE TABLE t (a int)",
        "CREATE TABLE t (a int) ROW_FORMAT=DYNAMIC",
    ),
    "another table referred to": (
        KEYED + "CREATE TABLE t (a int, FOREIGN KEY (a) REFERENCES u (id))",
        KEYED + "CREATE TABLE t (a int, FOREIGN KEY (a) REFERENCES w (id))",
    ),
    "virtual and stored": (
        "CREATE TABLE t (a int, v int AS (a * 2) VIRTUAL, z int)",
        "CREATE TABLE t (a int, v int AS (a * 2) STORED, z int)",
    ),
    "virtual and plain": (
        "CREATE TABLE t (a int, v int AS (a * 2) VIRTUAL, z int)",
        "CREATE TABLE t (a int, v bigint, z int)",
    ),
    "a view of another character set": (
        "CREATE TABLE t (a varchar(9)); CREATE VIEW v AS SELECT concat(a, ' ') AS b FROM t",
        "CREATE TABLE t (a varchar(9)); SET NAMES utf8mb3; CREATE VIEW v AS SELECT concat(a, ' ') AS b FROM t; SET NAMES utf8mb4",
    ),
}
ONLY = {
    "mariadb": {
        "history": (
            "CREATE TABLE t (a int)",
            "CREATE TABLE t (a int, b int WITHOUT SYSTEM VERSIONING) WITH SYSTEM VERSIONING",
        ),
    },
    "mysql": {
        "parser of a fulltext index": (
            "CREATE TABLE t (a varchar(9), FULLTEXT KEY f (a))",
            "CREATE TABLE t (a varchar(9), FULLTEXT KEY f (a) WITH PARSER ngram)",
        ),
        "functional index": (
            "CREATE TABLE t (a int, b int, KEY k (b))",
            "CREATE TABLE t (a int, b int, KEY k ((if(a = 0, b, NULL)), a DESC))",
        ),
    },
}
CASES = [pytest.param(engine, *pair, id=f"{engine}: {name}") for engine in ENGINES for name, pair in {**BOTH, **ONLY[engine]}.items()]


def make_alike(source: ScratchDatabase, target: ScratchDatabase, engine_name: str) -> None:
    """Make the target what the source is, by plan and apply."""
    desired = Definition(schema=inspected(source).schema, expressions=engine_name, prune=True)
    with opened(target.url) as live:
        apply_definition(live, desired, allow=("all",), decide=lambda _: True, progress=lambda *_: None, prune=True)


@pytest.mark.parametrize(("engine_name", "one", "other"), CASES)
def test_either_becomes_the_other(new_scratch: ScratchFactory, engine_name: str, one: str, other: str) -> None:
    """A plan from the one ends in the other, and back, to the last word that the server prints."""
    with new_scratch(engine_name) as first, new_scratch(engine_name) as second, new_scratch(engine_name) as kept:
        first.execute(one)
        kept.execute(one)
        second.execute(other)

        make_alike(second, first, engine_name)
        assert shown(second) == shown(first)

        make_alike(kept, first, engine_name)
        assert shown(kept) == shown(first)


@pytest.mark.parametrize("engine_name", ENGINES)
def test_rows_survive_where_partitions_are_split_and_merged(new_scratch: ScratchFactory, engine_name: str) -> None:
    """Partitions that go leave their rows to the next one."""
    with new_scratch(engine_name) as live, new_scratch(engine_name) as wanted:
        live.execute(RANGE + "(PARTITION a VALUES LESS THAN (2020), PARTITION b VALUES LESS THAN (2024))")
        live.execute("INSERT INTO t VALUES (1, '2019-05-05'), (2, '2023-05-05')")
        wanted.execute(RANGE + "(PARTITION b VALUES LESS THAN (2024))")

        make_alike(wanted, live, engine_name)

        assert [(1,), (2,)] == list(live.query("SELECT id FROM t ORDER BY id"))


@pytest.mark.parametrize("engine_name", ENGINES)
def test_values_survive_where_a_virtual_column_becomes_plain(new_scratch: ScratchFactory, engine_name: str) -> None:
    """What was computed is what is kept."""
    with new_scratch(engine_name) as live, new_scratch(engine_name) as wanted:
        live.execute("CREATE TABLE t (a int, v int AS (a * 2) VIRTUAL); INSERT INTO t (a) VALUES (21)")
        wanted.execute("CREATE TABLE t (a int, v int)")

        make_alike(wanted, live, engine_name)

        assert [(21, 42)] == list(live.query("SELECT a, v FROM t"))


@pytest.mark.parametrize("engine_name", ENGINES)
def test_a_column_of_another_sort_that_an_index_leans_on_is_refused(new_scratch: ScratchFactory, engine_name: str) -> None:
    """The refusal names the column and the index, and nothing is touched."""
    with new_scratch(engine_name) as live, new_scratch(engine_name) as wanted:
        live.execute("CREATE TABLE t (a int, v int AS (a * 2) VIRTUAL, KEY kv (v))")
        wanted.execute("CREATE TABLE t (a int, v int AS (a * 2) STORED, KEY kv (v))")
        before = shown(live)

        with pytest.raises(SchemaError, match=r"column t\.v .* index kv"):
            make_alike(wanted, live, engine_name)

        assert before == shown(live)
