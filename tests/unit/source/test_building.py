"""From words to the model."""

from __future__ import annotations

from pathlib import Path

from schemac.model.definition import Naming
from schemac.model.names import Name, Ref
from schemac.model.objects import Domain, DomainCheck, Enum, Extension, Namespace, Sequence, View
from schemac.model.tables import Check, Column, ForeignKey, Generated, Identity, Index, IndexKey, PrimaryKey, Table, Unique
from schemac.source import from_dict
from tests.unit.source.writing import loaded


def table(columns: object, **more: object) -> Table:
    """Return a table `t` of these words, beside a table `o` that may be referenced."""
    other = {"columns": {"id": {"type": "int", "primary_key": True}, "a": "int", "b": "int"}}
    schema = from_dict({"tables": {"o": other, "t": {"columns": columns, **more}}}).schema
    found = schema.table(Name("", "t"))
    assert found is not None
    return found


def test_the_two_spellings_are_one() -> None:
    """A mapping keyed by name and a list of objects with a name make equal schemas."""
    mapping = {
        "enums": {"e": ["a", "b"]},
        "domains": {"d": {"type": "text", "checks": {"c": "value <> ''"}}},
        "sequences": {"s": {"start": 5}},
        "extensions": {"citext": "1.6"},
        "namespaces": {"n": {"comment": "x"}},
        "tables": {
            "t": {
                "columns": {"id": {"type": "int", "primary_key": True}, "x": {"type": "text"}},
                "constraints": {"c": {"check": "id > 0"}},
                "indexes": {"i": {"columns": ["x"]}},
            }
        },
        "views": {"v": {"sql": "select 1"}},
    }
    listing = {
        "enums": [{"name": "e", "values": ["a", "b"]}],
        "domains": [{"name": "d", "type": "text", "checks": [{"name": "c", "sql": "value <> ''"}]}],
        "sequences": [{"name": "s", "start": 5}],
        "extensions": [{"name": "citext", "version": "1.6"}],
        "namespaces": [{"name": "n", "comment": "x"}],
        "tables": [
            {
                "name": "t",
                "columns": [{"name": "id", "type": "int", "primary_key": True}, {"name": "x", "type": "text"}],
                "constraints": [{"name": "c", "check": "id > 0"}],
                "indexes": [{"name": "i", "columns": ["x"]}],
            }
        ],
        "views": [{"name": "v", "sql": "select 1"}],
    }

    assert from_dict(mapping).schema.to_dict() == from_dict(listing).schema.to_dict()


def test_the_dictionary_of_the_api_is_a_definition() -> None:
    """The dictionary that the API's contract shows builds a table with its key, default and reference."""
    data = {
        "tables": [
            {"name": "orgs", "columns": [{"name": "id", "type": "bigint", "primary_key": True}], "indexes": [], "constraints": []},
            {
                "name": "users",
                "columns": [
                    {"name": "id", "type": "bigint", "primary_key": True, "nullable": False, "default": "0", "references": "orgs.id"}
                ],
                "indexes": [],
                "constraints": [],
            },
        ],
        "views": [],
    }

    users = from_dict(data).schema.table(Name("", "users"))

    assert users == Table(
        name="users",
        columns=(Column(name="id", type="bigint", nullable=False, default="0"),),
        constraints=(PrimaryKey(columns=("id",)), ForeignKey(columns=("id",), table=Name("", "orgs"), referenced=("id",))),
    )


def test_a_column_has_all_its_properties() -> None:
    """Every word of a column reaches the model."""
    built = table(
        {
            "id": {
                "type": "bigint",
                "identity": {"always": False, "start": 10, "increment": 2, "minimum": 1, "maximum": 99, "cache": 5, "cycle": True},
            },
            "n": {"type": "int", "identity": "by default"},
            "g": {"type": "int", "generated": "id + 1"},
            "h": {"type": "int", "generated": {"sql": "id + 2", "stored": False}},
            "x": {"type": "text", "nullable": False, "collation": "C", "comment": "why", "dialects": {"mariadb": {"type": "json"}}},
        }
    )

    assert (
        Column(
            name="id", type="bigint", identity=Identity(always=False, start=10, increment=2, minimum=1, maximum=99, cache=5, cycle=True)
        ),
        Column(name="n", type="int", identity=Identity(always=False)),
        Column(name="g", type="int", generated=Generated(sql="id + 1")),
        Column(name="h", type="int", generated=Generated(sql="id + 2", stored=False)),
        Column(name="x", type="text", nullable=False, collation="C", comment="why", dialects={"mariadb": {"type": "json"}}),
    ) == built.columns


def test_words_within_a_column_become_constraints_without_a_name() -> None:
    """A key, unique, check and reference within columns are parts of the table; several key columns are one key."""
    built = table(
        {
            "a": {"type": "int", "primary_key": True, "unique": True},
            "b": {
                "type": "int",
                "primary_key": True,
                "check": "b > 0",
                "references": {"table": "o", "column": "id", "on_delete": "set null", "initially_deferred": True, "name": "fk"},
            },
            "c": {"type": "int", "references": "o"},
        }
    )

    assert (
        PrimaryKey(columns=("a", "b")),
        Unique(columns=("a",)),
        Check(sql="b > 0"),
        ForeignKey(
            name="fk",
            columns=("b",),
            table=Name("", "o"),
            referenced=("id",),
            on_delete="set null",
            deferrable=True,
            initially_deferred=True,
        ),
        ForeignKey(columns=("c",), table=Name("", "o"), referenced=("id",)),
    ) == built.constraints
    assert [False, False, True] == [column.nullable for column in built.columns]


def test_constraints_have_all_their_options() -> None:
    """Every option of a constraint reaches the model, and a key outside of the columns makes them not nullable."""
    built = table(
        {"a": "int", "b": "int", "c": "int"},
        unique=[["a", "b"]],
        checks=["a > b"],
        constraints={
            "pk": {"primary_key": ["a", "b"], "include": ["c"], "deferrable": True, "comment": "key"},
            "u": {"unique": ["c"], "nulls_distinct": False, "dialects": {"postgresql": {"with": {"fillfactor": 90}}}},
            "k": {"check": "c > 0", "no_inherit": True, "valid": False, "enforced": False},
            "f": {
                "foreign_key": ["a", "b"],
                "references": {"table": "o", "columns": ["a", "b"], "on_update": "cascade", "match": "full", "valid": False},
            },
        },
    )

    assert (
        Unique(columns=("a", "b")),
        Check(sql="a > b"),
        PrimaryKey(name="pk", columns=("a", "b"), include=("c",), deferrable=True, comment="key"),
        Unique(name="u", columns=("c",), nulls_distinct=False, dialects={"postgresql": {"with": {"fillfactor": 90}}}),
        Check(name="k", sql="c > 0", no_inherit=True, valid=False, enforced=False),
        ForeignKey(
            name="f", columns=("a", "b"), table=Name("", "o"), referenced=("a", "b"), on_update="cascade", match="full", valid=False
        ),
    ) == built.constraints
    assert [False, False, True] == [column.nullable for column in built.columns]


def test_indexes_have_all_their_options() -> None:
    """Every option of an index and its keys reaches the model; a list alone is its keys."""
    built = table(
        {"a": "int", "b": "text"},
        indexes={
            "short": ["a", "b"],
            "long": {
                "columns": [
                    {"column": "b", "order": "desc", "nulls": "last", "collation": "C", "opclass": "text_ops", "length": 10},
                    {"sql": "lower(b)"},
                ],
                "unique": True,
                "where": "a > 0",
                "include": ["a"],
                "method": "BTREE",
                "nulls_distinct": False,
                "comment": "x",
            },
        },
    )

    assert (
        Index(name="short", keys=(IndexKey(column="a"), IndexKey(column="b"))),
        Index(
            name="long",
            keys=(IndexKey(column="b", order="desc", nulls="last", collation="C", opclass="text_ops", length=10), IndexKey(sql="lower(b)")),
            unique=True,
            where="a > 0",
            include=("a",),
            method="btree",
            nulls_distinct=False,
            comment="x",
        ),
    ) == built.indexes


def test_objects_have_all_their_options() -> None:
    """Every word of the other objects reaches the model."""
    data = {
        "namespaces": ["billing"],
        "extensions": {"pg_trgm": {"version": "1.6", "schema": "public"}, "citext": None},
        "enums": {"billing.status": {"values": ["a"], "comment": "how far"}},
        "domains": {
            "d": {
                "type": "text",
                "nullable": False,
                "default": "x",
                "collation": "C",
                "check": "value <> ''",
                "checks": ["value <> 'y'", {"name": "z", "sql": "value <> 'z'"}],
            }
        },
        "sequences": {
            "s": None,
            "n": {"type": "int", "start": 5, "increment": -1, "minimum": -9, "maximum": 9, "cache": 2, "cycle": True, "owned_by": "t.id"},
        },
        "tables": {"t": {"columns": {"id": "int"}}},
        "views": {"v": "select 1", "w": {"sql": "select id from t", "columns": ["x"], "check_option": "local", "comment": "c"}},
    }

    assert [
        Namespace(name="billing"),
        Extension(name="pg_trgm", version="1.6", schema="public"),
        Extension(name="citext"),
        Enum(name="status", namespace="billing", values=("a",), comment="how far"),
        Domain(
            name="d",
            type="text",
            nullable=False,
            default="'x'",
            collation="C",
            checks=(DomainCheck(sql="value <> ''"), DomainCheck(sql="value <> 'y'"), DomainCheck(sql="value <> 'z'", name="z")),
        ),
        Table(name="t", columns=(Column(name="id", type="int"),)),
        Sequence(name="s"),
        Sequence(name="n", type="int", start=5, increment=-1, minimum=-9, maximum=9, cache=2, cycle=True, owned_by=("", "t", "id")),
        View(name="v", sql="select 1"),
        View(name="w", sql="select id from t", columns=("x",), check_option="local", comment="c"),
    ] == list(from_dict(data).schema)


def test_names_are_read_as_sql_reads_them() -> None:
    """A dot parts namespace and name; quotes keep a dot within a name."""
    data = {
        "tables": {"billing.invoice": {"columns": {"id": "int"}}, '"odd.name"': {"columns": {'"a.b"': "int"}, "primary_key": ['"a.b"']}}
    }
    schema = from_dict(data).schema

    assert [Name("billing", "invoice"), Name("", "odd.name")] == [table.full_name for table in schema.tables]
    assert [("a.b", False)] == [(column.name, column.nullable) for column in list(schema.tables)[1].columns]


def test_what_surrounds_the_schema_is_kept(tmp_path: Path) -> None:
    """Settings, former names and what is not managed stand beside the schema."""
    definition = loaded(
        tmp_path,
        """
        schemac: 1
        database: {name: shop, targets: [sqlite, mysql], expressions: sqlite}
        naming: {index: null, check: "ck_{table}"}
        manage: {prune: true, ignore: [audit.*]}
        operations: {maintenance: {analyze: daily}}
        tables:
          customer:
            renamed_from: [person, client]
            columns: {id: int, placed_at: {type: date, renamed_from: created_at}}
            indexes: {i: {columns: [id], renamed_from: old_i}}
            constraints: {c: {check: id > 0, renamed_from: old_c}}
          legacy: {managed: false}
          log: {columns: {who: {type: int, references: legacy.id}}}
        """,
    )

    assert ("shop", ("sqlite", "mysql"), "sqlite") == (definition.name, definition.targets, definition.expressions)
    assert Naming(index=None, check="ck_{table}") == definition.naming
    assert (True, ("audit.*",), {"maintenance": {"analyze": "daily"}}) == (definition.prune, definition.ignore, definition.operations)
    assert {
        Ref("table", "", "customer"): ("person", "client"),
        Ref("column", "", "placed_at", "customer"): ("created_at",),
        Ref("index", "", "i", "customer"): ("old_i",),
        Ref("check", "", "c", "customer"): ("old_c",),
    } == definition.renames
    assert frozenset({Ref("table", "", "legacy")}) == definition.unmanaged


def test_a_table_that_is_left_alone_may_be_referred_to() -> None:
    """A reference to a table that `manage: {ignore: ...}` names is not looked for."""
    data = {"manage": {"ignore": ["audit.*"]}, "tables": {"t": {"columns": {"who": {"type": "int", "references": "audit.person.id"}}}}}
    constraint = next(from_dict(data).schema.tables).constraints[0]

    assert ForeignKey(columns=("who",), table=Name("audit", "person"), referenced=("id",)) == constraint


def test_tables_may_refer_to_each_other_in_a_circle() -> None:
    """A circle of foreign keys is nothing wrong."""
    data = {
        "tables": {
            "a": {"columns": {"id": {"type": "int", "primary_key": True}, "b_id": {"type": "int", "references": "b.id"}}},
            "b": {"columns": {"id": {"type": "int", "primary_key": True}, "a_id": {"type": "int", "references": "a"}}},
        }
    }

    assert 2 == len(list(from_dict(data).schema.tables))


def test_text_that_looks_like_an_attack_is_carried_to_the_letter() -> None:
    """Names, comments, labels and literals are values: nothing in them is changed or refused."""
    evil = "x'; drop table y; --"
    name = '"' + evil.replace('"', '""') + '"'
    schema = from_dict(
        {"enums": {name: [evil]}, "tables": {name: {"comment": evil, "columns": {name: {"type": "text", "default": {"value": evil}}}}}}
    ).schema
    found = schema.table(Name("", evil))

    assert found == Table(name=evil, comment=evil, columns=(Column(name=evil, type="text", default="'x''; drop table y; --'"),))
    assert Enum(name=evil, values=(evil,)) in list(schema)
