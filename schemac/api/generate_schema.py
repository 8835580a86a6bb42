"""generate_schema: a definition given as a dict, compiled for one engine."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from schemac.api.compiling import compile_definition
from schemac.api.schema_definition import SchemaDefinition
from schemac.api.writing_migrations import write_next
from schemac.compile.normalize import normalize
from schemac.dialect import load
from schemac.errors import Problem, SchemaError, UsageError, str_problem
from schemac.model.schema import EMPTY
from schemac.source import from_dict


def generate_schema(
    schema_definition: Mapping[str, Any],
    target_database: str,
    *,
    validate_only: bool = False,
    migration_path: str | Path | None = None,
) -> SchemaDefinition:
    """Return a definition compiled for one engine.

    Args:
        schema_definition: the definition in either spelling of the language, e.g. `{"tables": [{"name": "users", "columns": [...]}]}`.
        target_database: `postgresql`, `mysql`, `mariadb`, `sqlite`, `duckdb`, ...: any name of `schemac.dialect.available()`.
        validate_only: generate no DDL, and return what is wrong in `validation_errors` instead of raising it.
        migration_path: a folder; what the definition changes since the last call with this folder is written there as the next migration.

    Returns:
        The definition in the engine's terms, with its DDL in `ddl_statements`, in the order in which it must run.

    Raises:
        SchemaError: the definition is invalid, or the engine cannot have it; all problems at once, in `problems`.
    """
    try:
        dialect = load(target_database)
        definition = from_dict(schema_definition, "schema_definition")
        if validate_only:
            return SchemaDefinition.of(dialect.name, normalize(definition, dialect, dialect.capabilities).schema)
        compiled = compile_definition(definition, dialect)
    except (SchemaError, UsageError) as error:
        if validate_only:
            return SchemaDefinition.of(target_database, EMPTY, errors=[str_problem(problem) for problem in error.problems])
        if isinstance(error, UsageError):
            raise SchemaError([Problem(*problem) for problem in error.problems]) from error
        raise
    if migration_path is not None:
        write_next(Path(migration_path), definition, dialects=[dialect.name])
    return SchemaDefinition.of(dialect.name, compiled.definition.schema, compiled.statements)
