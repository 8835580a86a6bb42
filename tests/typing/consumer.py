"""A program that uses the public face of schemac, for the type checker: it is read, not run."""

from __future__ import annotations

from schemac import DatabaseError, Problem, SchemacError, SchemaDefinition, SchemaError, generate_schema

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
