"""A program that uses the public face of schemac, for the type checker: it is read, not run."""

from __future__ import annotations

from typing import Any

from schemac import (
    DatabaseError,
    Migration,
    MigrationError,
    Problem,
    SchemacError,
    SchemaDefinition,
    SchemaError,
    generate_schema,
    run_migrations,
)

USERS = {"tables": [{"name": "users", "columns": [{"name": "id", "type": "bigint", "primary_key": True}]}]}


def statements() -> list[str]:
    """Return the DDL of a definition, or what is wrong with it."""
    try:
        made: SchemaDefinition = generate_schema(USERS, "postgresql", validate_only=False, migration_path=None)
    except SchemaError as error:
        problems: tuple[Problem, ...] = error.problems
        return [problem.message for problem in problems]
    except (DatabaseError, SchemacError) as error:
        return [str(error)]
    again: SchemaDefinition = SchemaDefinition.from_dict(made.to_dict())
    return again.ddl_statements


def migrate() -> dict[str, Any]:
    """Run migrations as the contract's example does, from a plain dictionary."""
    config = {"driver": "sqlite", "database": "app.db"}
    step: dict[str, Any] = {"operation": "migrate", "migration_path": "migrations/", "connection_config": config, "direction": "up"}
    try:
        return run_migrations(step["migration_path"], step["connection_config"], step["direction"], target_version="2", dry_run=True)
    except MigrationError as error:
        return {"error": str(error), "migration": Migration(version="1", name="first").to_dict()}
