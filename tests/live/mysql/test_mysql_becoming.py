"""One database made another on MariaDB and MySQL, there and back, as the server itself prints both."""

from __future__ import annotations

from typing import Any

import pytest

from schemac.api.applying import Applying, apply_definition
from schemac.api.planning import opened
from schemac.model.definition import Definition
from schemac.model.online import Online
from tests.live.mysql.becoming import BOTH, ONLY, RANGE
from tests.live.mysql.servers import ENGINES, inspected, planned, shown
from tests.scratch import ScratchFactory
from tests.servers.database import ScratchDatabase

CASES = [pytest.param(engine, *pair, id=f"{engine}: {name}") for engine in ENGINES for name, pair in {**BOTH, **ONLY[engine]}.items()]


def make_alike(source: ScratchDatabase, target: ScratchDatabase, engine_name: str, online: Online = Online.AUTO) -> None:
    """Make the target what the source is, by plan and apply."""
    desired = Definition(schema=inspected(source).schema, expressions=engine_name, prune=True)
    with opened(target.url) as live:
        apply_definition(live, desired, prune=True, online=online, how=Applying(allow=("all",)))


@pytest.mark.parametrize("online", [Online.NEVER, Online.ALWAYS])
@pytest.mark.parametrize(("engine_name", "one", "other"), CASES)
def test_either_becomes_the_other(new_scratch: ScratchFactory, engine_name: str, one: str, other: str, online: Online) -> None:
    """A plan from the one ends in the other, and back, to the last word that the server prints, each way asserted or none."""
    with new_scratch(engine_name) as first, new_scratch(engine_name) as second, new_scratch(engine_name) as kept:
        first.execute(one)
        kept.execute(one)
        second.execute(other)

        make_alike(second, first, engine_name, online)
        assert shown(second) == shown(first)

        make_alike(kept, first, engine_name, online)
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
def test_a_column_in_another_case_is_renamed_with_its_values(new_scratch: ScratchFactory, engine_name: str) -> None:
    """Names of columns and indexes have no case to these servers, so nothing is dropped for it."""
    with new_scratch(engine_name) as live, new_scratch(engine_name) as wanted:
        live.execute("CREATE TABLE t (Id int, KEY K (Id)); INSERT INTO t VALUES (7)")
        wanted.execute("CREATE TABLE t (id int, KEY k (id))")

        make_alike(wanted, live, engine_name)

        assert shown(wanted) == shown(live)
        assert [(7,)] == list(live.query("SELECT id FROM t"))


@pytest.mark.parametrize("engine_name", ENGINES)
def test_bounds_that_the_server_works_out_are_no_difference(new_scratch: ScratchFactory, engine_name: str) -> None:
    """A definition says `to_days(...)`, the server keeps its value: it is asked, and nothing is to be done."""
    table: dict[str, Any] = {
        "columns": {"d": {"type": "date", "nullable": False}},
        "dialects": {
            engine_name: {
                "partition_by": "RANGE (to_days(d))",
                "partitions": ["a VALUES LESS THAN (to_days('2020-01-01'))", "b VALUES LESS THAN (10 + 20 * 50000)"],
            }
        },
    }
    with new_scratch(engine_name) as live:
        live.execute(
            "CREATE TABLE t (d date NOT NULL) PARTITION BY RANGE (to_days(d))"
            " (PARTITION a VALUES LESS THAN (737790), PARTITION b VALUES LESS THAN (1000010))"
        )

        assert () == planned(live, {"tables": {"t": table}})

        table["dialects"][engine_name]["partitions"][1] = "b VALUES LESS THAN (to_days('2040-01-01'))"
        assert 1 == len(planned(live, {"tables": {"t": table}}))
