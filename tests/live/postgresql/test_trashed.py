"""The trash of PostgreSQL: everything that can stand on a table goes, its rows stay, and undo brings back both."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from msgspec.structs import replace

from schemac.api.applying import Applied, Applying, apply_definition
from schemac.api.planning import Database
from schemac.api.trash import purge, trash
from schemac.api.undoing import undo
from schemac.apply import Origin
from schemac.diff import diff
from schemac.model.definition import Definition
from schemac.model.names import Ref
from schemac.model.objects import Object
from schemac.model.schema import Schema
from schemac.model.trash import TrashRule
from tests.live.postgresql.moving import at
from tests.scratch import ScratchFactory
from tests.servers.database import ScratchDatabase

ORIGIN = Origin("ann@desk", "apply", "1.0", lambda: "2026-03-01T12:00:00+00:00")

FULL = """
CREATE SCHEMA shop;
CREATE TYPE shop.status AS ENUM ('new', 'done');
CREATE TYPE shop.pair AS (a int, b shop.status);
CREATE FUNCTION shop.positive(int) RETURNS boolean IMMUTABLE LANGUAGE sql AS 'SELECT $1 > 0';
CREATE FUNCTION shop.first() RETURNS int LANGUAGE sql AS 'SELECT 42';
CREATE DOMAIN shop.amount AS int DEFAULT shop.first() CHECK (shop.positive(VALUE));
CREATE FUNCTION shop.note() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''nobody writes here''; END';
CREATE TABLE shop.thing (
  id serial PRIMARY KEY,
  big bigint GENERATED ALWAYS AS IDENTITY (START 100),
  status shop.status NOT NULL DEFAULT 'new',
  many shop.status[],
  two shop.pair,
  amount shop.amount,
  size int DEFAULT shop.first() CHECK (shop.positive(size)),
  twice int GENERATED ALWAYS AS (size * 2) STORED,
  parent int REFERENCES shop.thing (id) DEFERRABLE INITIALLY DEFERRED,
  during int4range,
  EXCLUDE USING gist (during WITH &&)
);
CREATE INDEX thing_positive ON shop.thing (shop.positive(size));
CREATE STATISTICS shop.thing_statistics ON size, parent FROM shop.thing;
CREATE TABLE other (id int PRIMARY KEY, thing int REFERENCES shop.thing);
INSERT INTO shop.thing (status, many, two, amount, size, parent, during) VALUES
  ('new', '{new,done}', '(1,done)', 5, 3, 2, '[1,5)'), ('done', NULL, NULL, 6, 4, 1, '[5,9)'),
  ('done', '{}', '(,)', NULL, NULL, NULL, NULL);
SET CONSTRAINTS ALL IMMEDIATE;
DELETE FROM shop.thing WHERE id = 3;
INSERT INTO other VALUES (1, 2), (2, NULL);
CREATE VIEW things AS SELECT t.id, o.thing FROM shop.thing t LEFT JOIN other o ON o.thing = t.id;
CREATE TRIGGER thing_note BEFORE INSERT OR UPDATE ON shop.thing FOR EACH ROW EXECUTE FUNCTION shop.note();
CREATE RULE thing_kept AS ON DELETE TO shop.thing DO INSTEAD NOTHING;
ALTER TABLE shop.thing ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY thing_mine ON shop.thing USING (shop.positive(size));
CREATE PUBLICATION thing_news FOR TABLE shop.thing, other;
GRANT SELECT ON shop.thing TO PUBLIC;
COMMENT ON COLUMN shop.thing.size IS 'how large';
"""
ROWS = "SELECT id, big, status::text, many::text, two::text, amount, size, twice, parent, during::text FROM shop.thing ORDER BY id"


@pytest.fixture(params=["postgresql", "newest_postgresql"])
def database(request: pytest.FixtureRequest, new_scratch: ScratchFactory) -> Any:
    """Lend a database of the server of this run, then one of the newest."""
    with new_scratch(request.param) as lent:
        yield lent


def keeping(opened: Database, wanted: Callable[[Object], bool]) -> Applied:
    """Drop whatever is not wanted, with a history and a trash."""
    schema = Schema.of(item for item in opened.inspect().schema if wanted(item))
    return becoming(opened, schema)


def becoming(opened: Database, schema: Schema) -> Applied:
    """Make a database what a schema says, with a history and a trash."""
    definition = Definition(schema=schema, expressions="postgresql")
    return apply_definition(opened, definition, prune=True, trash=TrashRule(), how=Applying(allow=["all"], origin=ORIGIN))


def back(opened: Database) -> Applied:
    """Undo the last change."""
    return undo(opened, how=Applying(allow=["all"], origin=ORIGIN))


def rows(opened: Database, sql: str) -> list[tuple[Any, ...]]:
    """Return the rows of a query."""
    return [tuple(row) for row in opened.session.query(sql)]


def unlike(opened: Database, schema: Schema) -> list[str]:
    """Return in what a database differs from a state that it had."""
    return [f"{each.verb} {each.ref}" for each in diff(opened.inspect().schema, Definition(schema=schema, prune=True)).changes]


HELD = """
WITH place AS (SELECT 'schemac_trash'::regnamespace AS oid)
SELECT relkind::text, relname::text FROM pg_class JOIN place ON relnamespace = place.oid WHERE relkind NOT IN ('r', 'p', 'c')
UNION ALL
SELECT contype::text, conname::text FROM pg_constraint JOIN place ON connamespace = place.oid WHERE contype <> 'n'
UNION ALL
SELECT 'd', relname::text FROM pg_attrdef JOIN pg_class c ON c.oid = adrelid JOIN place ON relnamespace = place.oid
"""


def held(opened: Database) -> list[tuple[Any, ...]]:
    """Return all that stands in the trash's schema besides bare tables: kind and name."""
    return rows(opened, HELD)


def test_all_that_stands_on_a_table_comes_back(database: ScratchDatabase) -> None:
    """A table goes with its types, functions, triggers, policies and the rest in one plan, and all of it comes back with the rows."""
    database.execute(FULL)
    with at(database) as opened:
        was, found = opened.inspect().schema, rows(opened, ROWS)
        done = keeping(opened, lambda item: item.ref == Ref("namespace", "", "public"))
        assert {"table", "enum", "domain", "composite"} == {each.kind for each in done.planned.plan.trash}
        assert [] == held(opened)
        assert () == opened.inspect().census
        assert becoming(opened, Schema.of(opened.inspect().schema)).report is None
        back(opened)
        assert [] == unlike(opened, was)
        assert found == rows(opened, ROWS)
        assert [(1, 2), (2, None)] == rows(opened, "SELECT * FROM other ORDER BY id")
        assert [] == trash(opened, "2026-03-02")
        assert [] == rows(opened, "SELECT relname FROM pg_class WHERE relnamespace = 'schemac_trash'::regnamespace")
        opened.session.execute("ALTER TABLE shop.thing DISABLE TRIGGER USER")
        opened.session.execute("INSERT INTO shop.thing (size) VALUES (9)")
        assert [(4, 103)] == rows(opened, "SELECT id, big FROM shop.thing WHERE size = 9")


def test_a_type_can_be_dropped_after_the_table_that_is_in_the_trash(database: ScratchDatabase) -> None:
    """The next plan drops an enum and changes another that only the trash has still; purging leaves nothing of either."""
    database.execute(
        "CREATE TYPE one AS ENUM ('a', 'b'); CREATE TYPE two AS ENUM ('a', 'b');"
        "CREATE TABLE t (id int PRIMARY KEY, one one, two two[]); CREATE TABLE u (two two); INSERT INTO t VALUES (1, 'a', '{b}')"
    )
    with at(database) as opened:
        keeping(opened, lambda item: item.name != "t")
        opened.session.execute("ALTER TYPE two ADD VALUE 'c'")
        before = opened.inspect().schema
        smaller = Ref("enum", "", "two")
        enum: Any = before.objects[smaller]
        becoming(opened, before.having([replace(enum, values=("a",))], without=[Ref("enum", "", "one")]))
        assert ["enum", "enum", "table"] == sorted(each.thing.kind for each in trash(opened, ""))
        assert [(1, "a", "{b}")] == rows(opened, 'SELECT id, one::text, two::text FROM schemac_trash."1_t"')
        back(opened)
        assert [] == unlike(opened, before)
        back(opened)
        assert [(1, "a", "{b}")] == rows(opened, "SELECT id, one::text, two::text FROM t")
        keeping(opened, lambda item: item.kind == "namespace")
        purge(opened, lambda _: True, "", lambda _: True)
        assert [] == trash(opened, "")
        assert [] == rows(opened, "SELECT typname FROM pg_type WHERE typnamespace = 'schemac_trash'::regnamespace")


PARTED = """
CREATE TABLE log (id int NOT NULL, day int NOT NULL, what text DEFAULT 'x', PRIMARY KEY (id, day)) PARTITION BY RANGE (day);
CREATE TABLE log_1 PARTITION OF log FOR VALUES FROM (0) TO (10);
CREATE TABLE log_2 PARTITION OF log FOR VALUES FROM (10) TO (20) PARTITION BY LIST (id);
CREATE TABLE log_2_a PARTITION OF log_2 DEFAULT;
CREATE INDEX log_what ON log (what);
CREATE INDEX log_1_day ON log_1 (day);
INSERT INTO log VALUES (1, 1, 'a'), (2, 11, 'b'), (3, 12, NULL);
"""


def test_a_partitioned_table_comes_back(database: ScratchDatabase) -> None:
    """The whole tree goes as it is and comes back with its rows, twice."""
    database.execute(PARTED)
    with at(database) as opened:
        was = opened.inspect().schema
        for _ in range(2):
            done = keeping(opened, lambda item: item.kind == "namespace")
            assert ["log", "log_1", "log_2", "log_2_a"] == sorted(each.was for each in done.planned.plan.trash)
            assert [] == held(opened)
            assert [(3,)] == rows(opened, f'SELECT count(*) FROM schemac_trash."{done.planned.plan.trash[0].name}"')
            back(opened)
            assert [] == unlike(opened, was)
            assert [(1, 1, "a"), (2, 11, "b"), (3, 12, None)] == rows(opened, "SELECT * FROM log ORDER BY id")


def test_one_partition_comes_back(database: ScratchDatabase) -> None:
    """A partition leaves its table for the trash, and what is below it goes along."""
    database.execute(PARTED)
    with at(database) as opened:
        was = opened.inspect().schema
        keeping(opened, lambda item: not item.name.startswith("log_2"))
        assert [(1, 1, "a")] == rows(opened, "SELECT * FROM log ORDER BY id")
        keeping(opened, lambda item: item.name != "log_1")
        assert [] == rows(opened, "SELECT * FROM log")
        assert [] == held(opened)
        back(opened)
        back(opened)
        assert [] == unlike(opened, was)
        assert [(1, 1, "a"), (2, 11, "b"), (3, 12, None)] == rows(opened, "SELECT * FROM log ORDER BY id")


def test_rows_divided_in_another_way_go_to_the_trash(database: ScratchDatabase) -> None:
    """A table that must be made anew keeps its old rows in the trash under its name, and undo brings them back."""
    database.execute(PARTED)
    with at(database) as opened:
        was = opened.inspect().schema
        log: Any = was.objects[Ref("table", "", "log")]
        gone = [Ref("table", "", name) for name in ("log_1", "log_2", "log_2_a")]
        becoming(opened, was.having([replace(log, partition_by="hash (id)")], without=gone))
        back(opened)
        assert [] == unlike(opened, was)


def test_tables_that_inherit_come_back(database: ScratchDatabase) -> None:
    """A child and its parent go to the trash apart from each other, and come back together, each with its own rows."""
    database.execute(
        "CREATE TABLE parent (id int PRIMARY KEY, a text CHECK (a <> '')); CREATE TABLE child (b int) INHERITS (parent);"
        "INSERT INTO parent VALUES (1, 'p'); INSERT INTO child VALUES (2, 'c', 3)"
    )
    with at(database) as opened:
        was = opened.inspect().schema
        keeping(opened, lambda item: item.kind == "namespace")
        back(opened)
        assert [] == unlike(opened, was)
        assert [(1, "p")] == rows(opened, "SELECT * FROM ONLY parent")
        assert [(2, "c", 3)] == rows(opened, "SELECT * FROM child")


def test_columns_come_back_past_triggers_and_types(database: ScratchDatabase) -> None:
    """Values of an enum that goes too, of a not null column and of an identity come back; no trigger runs, and each keeps its state."""
    database.execute(
        "CREATE TYPE status AS ENUM ('new', 'done');"
        "CREATE FUNCTION stop() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''no''; END';"
        "CREATE TABLE t (a int, b text, status status NOT NULL, many status[],"
        "  n int GENERATED ALWAYS AS IDENTITY, u text UNIQUE, PRIMARY KEY (b, a));"
        "INSERT INTO t (a, b, status, many, u) VALUES (1, 'x', 'done', '{new}', 'one'), (2, 'y', 'new', NULL, NULL);"
        "CREATE TRIGGER stop BEFORE UPDATE ON t FOR EACH ROW EXECUTE FUNCTION stop();"
        "CREATE TRIGGER stop_always BEFORE UPDATE ON t FOR EACH ROW EXECUTE FUNCTION stop();"
        "ALTER TABLE t ENABLE ALWAYS TRIGGER stop_always"
    )
    with at(database) as opened:
        was = opened.inspect().schema
        table: Any = was.objects[Ref("table", "", "t")]
        left = tuple(column for column in table.columns if column.name in {"a", "b"})
        keys = tuple(part for part in table.constraints if part.kind == "primary_key")
        becoming(opened, was.having([replace(table, columns=left, constraints=keys)], without=[Ref("enum", "", "status")]))
        assert ["t.many", "t.n", "t.status", "t.u"] == sorted(each.thing.was for each in trash(opened, ""))
        back(opened)
        assert [] == unlike(opened, was)
        found = rows(opened, "SELECT a, b, status::text, many::text, n, u FROM t ORDER BY a")
        assert [(1, "x", "done", "{new}", 1, "one"), (2, "y", "new", None, 2, None)] == found
        assert [] == trash(opened, "")
        opened.session.execute("INSERT INTO t (a, b, status) VALUES (3, 'z', 'new')")
        assert [(3,)] == rows(opened, "SELECT n FROM t WHERE a = 3")


def test_names_of_63_bytes(database: ScratchDatabase) -> None:
    """The longest names, of letters of two bytes, are cut between letters and come back whole."""
    name = "ä" * 31
    database.execute(f'CREATE TABLE "{name}" (id int PRIMARY KEY, "{name[:-1]}b" text); INSERT INTO "{name}" VALUES (1, \'v\')')
    with at(database) as opened:
        was = opened.inspect().schema
        keeping(opened, lambda item: item.kind == "namespace")
        back(opened)
        assert [] == unlike(opened, was)
        assert [(1, "v")] == rows(opened, f'SELECT * FROM "{name}"')
