"""What is read of MariaDB and MySQL makes the same database again."""

from __future__ import annotations

from contextlib import closing

import pytest

from schemac.api.planning import opened
from schemac.compile.normalize import normalize
from schemac.diff import diff
from schemac.model.definition import Definition
from tests.live.mysql.ddl import BOTH, ONLY
from tests.live.mysql.servers import ENGINES, copy, inspected, planned, shown
from tests.scratch import ScratchFactory


@pytest.mark.parametrize("engine_name", ENGINES)
def test_a_copy_made_from_the_model_is_printed_alike_by_the_server(new_scratch: ScratchFactory, engine_name: str) -> None:
    """Everything that the model holds survives: types, defaults, keys, checks, comments, charsets, views, sequences, odd names."""
    with new_scratch(engine_name) as source, new_scratch(engine_name) as target:
        source.execute(BOTH + ONLY[engine_name])

        copy(source, target)

        assert inspected(source).schema == inspected(target).schema
        assert shown(source) == shown(target)


@pytest.mark.parametrize("engine_name", ENGINES)
def test_what_is_inspected_is_in_native_terms_already(new_scratch: ScratchFactory, engine_name: str) -> None:
    """Normalising what was read changes nothing, so that an import plans to nothing."""
    with new_scratch(engine_name) as source:
        source.execute(BOTH + ONLY[engine_name])
        with opened(source.url) as live:
            found = live.inspect().schema
            desired = normalize(Definition(schema=found, expressions=engine_name, prune=True), live.dialect, live.can)

        assert () == diff(found, desired, places=True).changes


@pytest.mark.parametrize("engine_name", ENGINES)
def test_the_number_of_queries_does_not_grow(new_scratch: ScratchFactory, engine_name: str) -> None:
    """Reading thirty tables, views, triggers and routines takes as many statements as reading one of each."""
    counts = []
    with new_scratch(engine_name) as source:
        for start, end in ((0, 1), (1, 30)):
            for number in range(start, end):
                source.execute(f"CREATE TABLE t{number} (id int PRIMARY KEY, a int CHECK (a > 0), j json, UNIQUE (a))")
                source.execute(f"CREATE VIEW v{number} AS SELECT id FROM t{number}")
                source.execute(f"CREATE TRIGGER g{number} BEFORE INSERT ON t{number} FOR EACH ROW SET NEW.a = 1")
                source.execute(f"CREATE PROCEDURE p{number} () SELECT 1")
            with opened(source.url) as live:
                before = live.session.statements
                live.inspect()
                counts.append(live.session.statements - before)

    assert counts[0] == counts[1]
    assert counts[0] <= 20


@pytest.mark.parametrize("engine_name", ENGINES)
def test_what_the_model_does_not_hold_is_counted(new_scratch: ScratchFactory, engine_name: str) -> None:
    """Packages are in the census, defaults of bytes are not, and schemac's own tables are nowhere."""
    with new_scratch(engine_name) as source:
        source.execute(
            "CREATE TABLE t (id int PRIMARY KEY, raw varbinary(4) DEFAULT x'00ff') PARTITION BY HASH (id) PARTITIONS 2;"
            "CREATE TRIGGER tr BEFORE INSERT ON t FOR EACH ROW SET NEW.id = NEW.id + 1;"
            "CREATE PROCEDURE p () SELECT 1;"
            "CREATE EVENT ev ON SCHEDULE EVERY 1 YEAR DO SELECT 1;"
            "CREATE TABLE _schemac_memory (question varchar(64), answer text)"
        )
        if engine_name == "mariadb":
            with closing(source.connect()) as connection, connection.cursor() as cursor:
                cursor.execute("SET sql_mode = ORACLE")
                cursor.execute("CREATE PACKAGE pk AS FUNCTION f RETURN int; END")
        found = inspected(source)

    assert (["package"] if engine_name == "mariadb" else []) == [thing.kind for thing in found.census]
    assert "x'00FF'" == next(iter(found.schema.tables)).columns[1].default
    assert {"t", "tr", "p", "ev"} == {item.name for item in found.schema}


@pytest.mark.parametrize("engine_name", ENGINES)
def test_a_character_set_that_nobody_asks_for_is_left_as_it_is(new_scratch: ScratchFactory, engine_name: str) -> None:
    """A column that says its table's own character set, where the definition says none, is no difference."""
    with new_scratch(engine_name) as live:
        live.execute("CREATE TABLE t (a varchar(9) CHARACTER SET latin1) CHARSET=latin1")
        words = {"charset": "latin1"}

        assert () == planned(live, {"tables": {"t": {"columns": {"a": "varchar(9)"}, "dialects": {engine_name: words}}}})
