"""generate_schema and SchemaDefinition, as the contract of the Python API has them."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import pytest

from schemac import SchemacError, SchemaDefinition, SchemaError, generate_schema

ORGS: dict[str, Any] = {"name": "orgs", "columns": [{"name": "id", "type": "bigint", "primary_key": True, "nullable": False}]}
USERS: dict[str, Any] = {
    "name": "users",
    "columns": [
        {"name": "id", "type": "bigint", "primary_key": True, "nullable": False},
        {"name": "org_id", "type": "bigint", "nullable": False, "default": "0", "references": "orgs.id"},
        {"name": "email", "type": "varchar(320)"},
    ],
    "indexes": [{"name": "users_email_idx", "columns": ["email"], "unique": True}],
    "constraints": [{"name": "users_email_check", "check": "email <> ''"}],
}
DEFINITION: dict[str, Any] = {"tables": [ORGS, USERS], "views": [{"name": "emails", "sql": "select email from users"}]}
KEYS = {"database_type", "tables", "views", "ddl_statements", "validation_errors"}
COLUMN_KEYS = {"name", "type", "nullable", "primary_key", "default", "references"}


def test_it_returns_the_definition_with_its_ddl() -> None:
    """The result has exactly the keys of the contract, and DDL in the order in which it must run."""
    made = generate_schema(DEFINITION, "postgresql").to_dict()

    assert made.keys() == KEYS
    assert made["database_type"] == "postgresql"
    assert [table["name"] for table in made["tables"]] == ["orgs", "users"]
    assert made["tables"][1]["columns"][1] == {
        "name": "org_id",
        "type": "bigint",
        "nullable": False,
        "primary_key": False,
        "default": "0",
        "references": "orgs.id",
    }
    assert all(column.keys() == COLUMN_KEYS for table in made["tables"] for column in table["columns"])
    assert [statement.split("(")[0].strip() for statement in made["ddl_statements"]] == [
        "CREATE TABLE orgs",
        "CREATE TABLE users",
        "CREATE UNIQUE INDEX users_email_idx ON users",
        "CREATE VIEW emails AS\nselect email from users",
    ]
    assert made["validation_errors"] == []


def test_its_ddl_runs() -> None:
    """The statements run as they are, and the constraints among them hold."""
    connection = sqlite3.connect(":memory:")
    for statement in generate_schema(DEFINITION, "sqlite").ddl_statements:
        connection.execute(statement)

    with pytest.raises(sqlite3.IntegrityError, match="users_email_check"):
        connection.execute("INSERT INTO users (id, email) VALUES (1, '')")
    connection.close()


def test_from_dict_takes_what_to_dict_gives() -> None:
    """A definition survives the way through plain values."""
    made = generate_schema(DEFINITION, "mariadb")

    assert SchemaDefinition.from_dict(made.to_dict()) == made


def test_from_dict_refuses_unknown_keys() -> None:
    """A key that the structure does not have is named."""
    with pytest.raises(SchemaError, match="unknown keys: tabels"):
        SchemaDefinition.from_dict({"database_type": "sqlite", "tabels": []})


def test_an_invalid_definition_raises_with_all_problems() -> None:
    """Everything that is wrong is raised at once, each problem with a hint."""
    wrong = {
        "tables": [{"name": "users", "columns": [{"name": "id", "type": "bigint", "nulable": True}], "indexes": [{"columns": ["idd"]}]}]
    }
    with pytest.raises(SchemaError) as caught:
        generate_schema(wrong, "postgresql")

    assert [problem.hint for problem in caught.value.problems] == ["did you mean nullable?", "did you mean id?"]
    assert isinstance(caught.value, SchemacError)


def test_what_the_engine_cannot_have_raises() -> None:
    """A type that the target lacks is an error that names the override."""
    arrays = {"tables": [{"name": "t", "columns": [{"name": "tags", "type": "text[]"}]}]}
    with pytest.raises(SchemaError, match="tags") as caught:
        generate_schema(arrays, "mariadb")

    assert "dialects" in caught.value.problems[0].hint


def test_an_unknown_engine_raises_a_schema_error() -> None:
    """The only error of the function is SchemaError, for a target that does not exist as well."""
    with pytest.raises(SchemaError, match="did you mean postgresql"):
        generate_schema(DEFINITION, "postgresl")


def test_validate_only_reports_instead_of_raising() -> None:
    """With validate_only nothing is generated, and what is wrong stands in validation_errors."""
    good = generate_schema(DEFINITION, "postgresql", validate_only=True)
    bad = generate_schema({"tables": [{"name": "t", "columns": [{"name": "a", "type": "text[]"}]}]}, "sqlite", validate_only=True)

    assert (good.ddl_statements, good.validation_errors, len(good.tables)) == ([], [], 2)
    assert bad.tables == []
    assert [error.split("]")[0] for error in bad.validation_errors] == ["error[SC301"]


def test_migration_path_writes_what_changes_since_the_last_call(tmp_path: Path) -> None:
    """The first call writes the whole schema, the next only the difference with its way back, a third with nothing new writes nothing."""
    folder = tmp_path / "migrations"
    generate_schema({"tables": [ORGS]}, "postgresql", migration_path=folder)
    grown = {"tables": [{**ORGS, "columns": [*ORGS["columns"], {"name": "name", "type": "text"}]}]}
    generate_schema(grown, "postgresql", migration_path=str(folder))
    generate_schema(grown, "postgresql", migration_path=folder)

    files = sorted(path.name for path in folder.glob("*.sql"))
    assert files == ["0001_create_schema.sql", "0002_add_column_orgs_name.sql"]
    head, _, parts = (folder / files[1]).read_text(encoding="utf-8").partition("\n\n")
    assert head.splitlines()[:4] == ["-- schemac: migration", "-- version: 0002", "-- name: add column orgs.name", "-- depends on: 0001"]
    assert parts == "-- up\nALTER TABLE orgs ADD COLUMN name text;\n\n-- down\nALTER TABLE orgs DROP COLUMN name;\n"


def test_migration_path_refuses_another_engines_folder(tmp_path: Path) -> None:
    """A folder that leads to one engine's schema is not continued for another."""
    generate_schema({"tables": [ORGS]}, "postgresql", migration_path=tmp_path)

    with pytest.raises(SchemaError, match=r"no snapshot\.sqlite\.json"):
        generate_schema({"tables": [ORGS]}, "sqlite", migration_path=tmp_path)


def test_names_and_texts_never_become_sql() -> None:
    """Names, comments and labels that look like SQL stay names, comments and labels."""
    evil = 'x"; DROP TABLE users; --'
    definition = {
        "enums": [{"name": "kind", "values": ["a'); DROP TABLE users; --"]}],
        "tables": [
            {
                "name": '"x""; DROP TABLE users; --"',
                "comment": "it's; DROP TABLE users; --",
                "columns": [{"name": '"x""; DROP TABLE users; --"', "type": "text", "default": {"value": "'); DROP TABLE users; --"}}],
            }
        ],
    }
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE users (id)")
    for statement in generate_schema(definition, "sqlite").ddl_statements:
        connection.execute(statement)
    tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_schema")}
    connection.close()

    assert tables == {"users", evil}
