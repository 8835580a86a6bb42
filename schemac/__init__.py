"""The schema-as-code compiler: definitions in YAML to DDL, diffs and safe changes of live databases."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from schemac.errors import DatabaseError, HazardError, MigrationError, Problem, SchemacError, SchemaError

if TYPE_CHECKING:  # what `__getattr__` loads on demand, said to type checkers, which do not call it
    from schemac.api.generate_schema import generate_schema
    from schemac.api.run_migrations import Migration, run_migrations
    from schemac.api.schema_definition import SchemaDefinition

__version__ = "0.1.0"

_ON_DEMAND = {
    "Migration": "schemac.api.run_migrations",
    "SchemaDefinition": "schemac.api.schema_definition",
    "generate_schema": "schemac.api.generate_schema",
    "run_migrations": "schemac.api.run_migrations",
}

__all__ = [
    "DatabaseError",
    "HazardError",
    "Migration",
    "MigrationError",
    "Problem",
    "SchemaDefinition",
    "SchemaError",
    "SchemacError",
    "__version__",
    "generate_schema",
    "run_migrations",
]


def __getattr__(name: str) -> object:
    """Return a part of the API, loading it when it is first asked for: `schemac --version` needs none of it."""
    if name in _ON_DEMAND:
        return getattr(import_module(_ON_DEMAND[name]), name)
    message = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(message)
