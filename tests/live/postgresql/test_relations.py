"""Materialized views, policies, exclusions, composite and range types, collations, partitions, statistics, publications."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from schemac.dialect import load
from schemac.errors import SchemaError
from schemac.model.definition import Definition
from schemac.source import from_dict
from schemac.source.write import write_definition
from tests.live.postgresql.moving import at, defined, move, moved_twice
from tests.live.postgresql.versions import script
from tests.scratch import ScratchFactory
from tests.servers.database import ScratchDatabase

TABLES: dict[str, Any] = {"t": {"columns": {"id": "int", "a": "text", "b": "text"}}}


def test_a_collation_that_stays_in_use_is_refused_by_name(postgresql_database: ScratchDatabase) -> None:
    """A column keeps its collation from being made anew; under another name, it follows."""

    def sorted_by(name: str, locale: str) -> Definition:
        column = {"type": "text", "collation": name}
        return defined(collations={name: {"provider": "libc", "locale": locale}}, tables={"t": {"columns": {"word": column}}})

    with at(postgresql_database) as database:
        move(database, sorted_by("plain", "C"))
        with pytest.raises(SchemaError, match=r"cannot be altered, and column t\.word has it"):
            move(database, sorted_by("plain", "POSIX"))
        moved_twice(database, sorted_by("other", "POSIX"))


def test_everything_comes_back_through_its_definition(new_scratch: ScratchFactory) -> None:
    """What is inspected, written, read again and made on an empty database is the same to the server's own dump."""
    with new_scratch("postgresql") as old, new_scratch("postgresql") as new:
        old.execute(script("relations.sql", old))
        with at(old) as source, at(new) as target:
            found = source.inspect()
            text = write_definition(found.schema, name="x", dialect=load("postgresql"))
            move(target, from_dict(yaml.safe_load(text)))
            assert [] == move(source, from_dict(yaml.safe_load(text)))
            assert [] == move(target, Definition(schema=found.schema))

        assert () == found.census
        assert old.dump() == new.dump()


def test_a_stored_query_that_changes_is_made_anew(postgresql_database: ScratchDatabase) -> None:
    """Indexes, comments and readers are put back; a change of an index alone makes nothing else anew."""

    def shop(sql: str, keys: list[str], *, rows: bool = True) -> Definition:
        stored = {"sql": sql, "comment": "kept", "populated": rows, "indexes": {"m_idx": {"columns": keys, "comment": "fast"}}}
        return defined(tables=TABLES, materialized_views={"m": stored}, views={"v": {"sql": "select id from m"}})

    with at(postgresql_database) as database:
        first = moved_twice(database, shop("select id, a from t", ["id"]))
        indexed = moved_twice(database, shop("select id, a from t", ["a"]))
        remade = moved_twice(database, shop("select id, a from t where id > 1", ["a"]))
        emptied = moved_twice(database, shop("select id, a from t where id > 1", ["a"], rows=False))

    assert 5 == len([sql for sql in first if "TABLE" not in sql])
    assert ["DROP INDEX m_idx", "CREATE INDEX m_idx ON m (a)", "COMMENT ON INDEX m_idx IS 'fast'"] == indexed
    assert ["DROP VIEW v", "DROP MATERIALIZED VIEW m"] == remade[:2]
    assert remade[-1].startswith("CREATE VIEW v AS")
    assert [] == emptied


def test_policies_change_in_place_where_they_can(postgresql_database: ScratchDatabase) -> None:
    """Expressions and roles are altered; another command is another policy; a retyped column takes its policies down and up."""

    def shop(policy: dict[str, Any], kind: str = "text") -> Definition:
        table = {"columns": {"id": "int", "a": kind}, "dialects": {"postgresql": {"rls": True}}}
        return defined(tables={"t": table}, policies={"t.p": policy})

    with at(postgresql_database) as database:
        moved_twice(database, shop({"using": "a = current_user"}))
        altered = moved_twice(database, shop({"using": "a = current_user or id in (1, 2)"}))
        replaced = moved_twice(database, shop({"using": "id > 3", "command": "select"}))
        moved_twice(database, shop({"using": "a <> 'x'", "command": "select"}))
        retyped = moved_twice(database, shop({"using": "a <> 'x'", "command": "select"}, "varchar(30)"))
        gone = move(database, defined())

    assert ["ALTER POLICY p ON t USING (a = current_user or id in (1, 2))"] == altered
    assert ["DROP POLICY p ON t", "CREATE POLICY p ON t FOR SELECT USING (id > 3)"] == replaced
    assert ["DROP POLICY p ON t", "CREATE POLICY p ON t FOR SELECT USING (a <> 'x')"] == [sql for sql in retyped if "POLICY" in sql]
    assert ["DROP TABLE t"] == gone


def test_a_policy_is_renamed_with_its_table(postgresql_database: ScratchDatabase) -> None:
    """Renames of a table, a column and a policy need one statement each."""
    with at(postgresql_database) as database:
        move(database, defined(tables=TABLES, policies={"t.p": {"using": "a = b"}}))
        columns = {"id": "int", "c": {"type": "text", "renamed_from": "a"}, "b": "text"}
        statements = moved_twice(
            database,
            defined(tables={"u": {"columns": columns, "renamed_from": "t"}}, policies={"u.q": {"using": "c = b", "renamed_from": "p"}}),
        )

    assert 3 == len(statements)


def test_partitions_follow_their_parent(postgresql_database: ScratchDatabase) -> None:
    """A column, an index and a key of the parent need no word about its partitions; bounds move by detaching and attaching."""

    def shop(bound: str, **more: Any) -> Definition:
        columns = {"id": "int", "day": "date", "v": {"type": "int", "default": 1}} | more
        parent = {"partition_by": "range (day)", "columns": columns, "primary_key": ["id", "day"], "indexes": {"e_v": ["v"]}}
        part = {
            "partition_of": {"table": "e", "values": f"from ('2026-01-01') to ('{bound}')"},
            "columns": {"v": {"type": "int", "default": 2}},
        }
        return defined(tables={"e": parent, "e_1": part, "e_rest": {"partition_of": {"table": "e"}}})

    with at(postgresql_database) as database:
        moved_twice(database, shop("2027-01-01"))
        added = moved_twice(database, shop("2027-01-01", extra={"type": "text", "nullable": False, "default": "x"}))
        moved = moved_twice(database, shop("2028-01-01", extra={"type": "text", "nullable": False, "default": "x"}))
        dropped = moved_twice(database, shop("2028-01-01"))

    assert 1 == len(added)
    attach = "ALTER TABLE e ATTACH PARTITION e_1 FOR VALUES from ('2026-01-01') to ('2028-01-01')"
    assert ["ALTER TABLE e DETACH PARTITION e_1", attach] == moved
    assert ["ALTER TABLE e DROP COLUMN extra"] == dropped


def test_an_exclusion_is_compared_by_meaning(postgresql_database: ScratchDatabase) -> None:
    """Its name is derived, its expression and condition are the server's affair, and a real change makes it anew."""

    def shop(where: str) -> Definition:
        exclude = {"exclude": [{"column": "during", "operator": "&&"}], "method": "gist", "where": where}
        return defined(tables={"t": {"columns": {"id": "int", "during": "tsrange"}, "constraints": [exclude]}})

    with at(postgresql_database) as database:
        moved_twice(database, shop("id in (1, 2)"))
        changed = moved_twice(database, shop("id in (1, 2, 3)"))

    assert "ALTER TABLE t DROP CONSTRAINT t_during_excl" == changed[0]
    assert 2 == len(changed)


def test_a_composite_type_changes_by_its_attributes(postgresql_database: ScratchDatabase) -> None:
    """Attributes are dropped, retyped and added in place."""
    with at(postgresql_database) as database:
        move(database, defined(composites={"pair": {"attributes": {"a": "int", "b": "text", "c": "int"}}}))
        statements = moved_twice(database, defined(composites={"pair": {"attributes": {"a": "bigint", "c": "int", "d": "text[]"}}}))

    assert ["DROP ATTRIBUTE b", "ALTER ATTRIBUTE a SET DATA TYPE bigint", "ADD ATTRIBUTE d text[]"] == [
        sql.removeprefix("ALTER TYPE pair ") for sql in statements
    ]


def test_a_publication_changes_in_place(newest_postgresql_database: ScratchDatabase) -> None:
    """Its tables and operations are set anew, without a moment in which it is not there."""
    with at(newest_postgresql_database) as database:
        move(database, defined(tables=TABLES, publications={"news": {"tables": ["t"]}}))
        statements = moved_twice(database, defined(tables=TABLES, publications={"news": {"tables": ["t (id)"], "publish": ["insert"]}}))
        moved_twice(database, defined(tables=TABLES, publications={"news": {}}))

    assert [
        "ALTER PUBLICATION news SET TABLE t (id)",
        "ALTER PUBLICATION news SET (publish = 'insert', publish_via_partition_root = false)",
    ] == (statements)


def test_columns_that_are_handed_down_become_a_tables_own(postgresql_database: ScratchDatabase) -> None:
    """They stay when the parents go, as if the table had been made with them, and saying nothing of it leaves them so."""
    tables: dict[str, Any] = {"one": {"columns": {"a": "integer"}}, "two": {"columns": {"a": "integer"}}}
    own = {"a": {"type": "integer", "dialects": {"postgresql": {"local": True}}}}
    with at(postgresql_database) as database:
        moved_twice(database, defined(tables=tables | {"child": {"inherits": ["one", "two"]}}))
        moved_twice(database, defined(tables=tables | {"child": {"inherits": ["one", "two"], "columns": own}}))
        rows = "SELECT attislocal, attinhcount FROM pg_attribute WHERE attrelid = 'child'::regclass AND attname = 'a'"
        assert [(True, 2)] == database.session.query(rows)
        assert [] == moved_twice(database, defined(tables=tables | {"child": {"inherits": ["one", "two"]}}))


def test_a_publication_of_a_table_with_a_blank_in_its_name(postgresql_database: ScratchDatabase) -> None:
    """The name is quoted, in the definition and in SQL, and what is read back is the same."""
    tables = {'"Visit Log"': {"columns": {"id": {"type": "int", "primary_key": True}}}}
    with at(postgresql_database) as database:
        moved_twice(database, defined(tables=tables, publications={"news": {"tables": ['"Visit Log"']}}))
        found = database.inspect()
    text = write_definition(found.schema, name="x", dialect=load("postgresql"))
    assert found.schema.objects.keys() == from_dict(yaml.safe_load(text)).schema.objects.keys()


def test_a_view_and_its_table_get_new_names_at_once(postgresql_database: ScratchDatabase) -> None:
    """The view is made anew around a change of the renamed table, under its new name."""
    column = {"id": {"type": "int", "primary_key": True}}
    before = defined(tables={"item": {"columns": column}}, views={"ids": {"sql": "select id from item"}})
    wider = {"id": {"type": "bigint", "primary_key": True}}
    after = defined(
        tables={"thing": {"columns": wider, "renamed_from": "item"}},
        views={"all_ids": {"sql": "select id from thing", "renamed_from": "ids"}},
    )
    with at(postgresql_database) as database:
        moved_twice(database, before, after)


def test_a_name_that_a_late_rename_frees_is_taken_after_it(postgresql_database: ScratchDatabase) -> None:
    """An index gets the name of one whose table goes, and its own former name is another table's only then."""
    columns = {"id": {"type": "int", "primary_key": True}, "b": "int"}
    plain = {"columns": columns}
    before = defined(
        tables={"a": {**plain, "indexes": {"x": {"columns": ["id"]}}}, "o": plain, "v": {**plain, "indexes": {"y": {"columns": ["b"]}}}}
    )
    index = {"columns": ["id", "b"], "renamed_from": "x"}
    after = defined(tables={"a": {**plain, "indexes": {"y": index}}, "o": {**plain, "indexes": {"x": {"columns": ["b"]}}}})
    with at(postgresql_database) as database:
        moved_twice(database, before, after)
