"""The `SchemaDefinition` of the Python API: a schema as plain values, with its DDL for one engine."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any

from schemac.errors import Problem, SchemaError
from schemac.model.objects import View
from schemac.model.schema import Schema
from schemac.model.tables import Check, Column, Constraint, Exclude, ForeignKey, Index, PrimaryKey, Table, Unique


@dataclass(frozen=True, slots=True)
class SchemaDefinition:
    """A schema for one engine.

    tables: one dict a table with `name`, `columns` (each `name, type, nullable, primary_key, default, references`), `indexes` and
        `constraints`.
    views: one dict a view with `name` and `sql`. ddl_statements: what creates it, in order. validation_errors: what is wrong, a line each
    """

    database_type: str
    tables: list[dict[str, Any]] = field(default_factory=list)
    views: list[dict[str, Any]] = field(default_factory=list)
    ddl_statements: list[str] = field(default_factory=list)
    validation_errors: list[str] = field(default_factory=list)

    def to_dict(self) -> dict[str, Any]:
        """Return the five keys as plain values."""
        return asdict(self)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> SchemaDefinition:
        """Return the definition that `to_dict` wrote. Raises SchemaError (SC601) for a key that it does not have or one that is missing."""
        known = {item.name for item in fields(cls)}
        unknown = sorted(set(data) - known)
        if unknown or "database_type" not in data:
            message = f"unknown keys: {', '.join(unknown)}" if unknown else "database_type is missing"
            raise SchemaError(Problem("SC601", f"this is no schema definition: {message}", hint=f"its keys are {', '.join(sorted(known))}"))
        return cls(**data)

    @classmethod
    def of(cls, database_type: str, schema: Schema, statements: Iterable[str] = (), errors: Iterable[str] = ()) -> SchemaDefinition:
        """Return a schema of the model as the API shows it."""
        return cls(
            database_type=database_type,
            tables=[_table(table) for table in schema.tables],
            views=[_view(view) for view in schema.views],
            ddl_statements=list(statements),
            validation_errors=list(errors),
        )


def _table(table: Table) -> dict[str, Any]:
    """Return a table as the API shows it."""
    return {
        "name": str(table.full_name),
        "columns": [_column(column, table) for column in table.columns],
        "indexes": [_index(index) for index in table.indexes],
        "constraints": [_constraint(constraint) for constraint in table.constraints],
    }


def _column(column: Column, table: Table) -> dict[str, Any]:
    """Return a column as the API shows it; `references` is `table.column` where a foreign key of this one column says so."""
    key = table.primary_key
    references = None
    for part in table.constraints:
        if isinstance(part, ForeignKey) and part.columns == (column.name,):
            references = ".".join((str(part.table), *part.referenced))
    return {
        "name": column.name,
        "type": column.type,
        "nullable": column.nullable,
        "primary_key": key is not None and column.name in key.columns,
        "default": column.default,
        "references": references,
    }


def _index(index: Index) -> dict[str, Any]:
    """Return an index as the API shows it."""
    keys = [key.column or key.sql for key in index.keys]
    return {"name": index.name, "columns": keys, "unique": index.unique, "where": index.where or None}


def _constraint(constraint: Constraint) -> dict[str, Any]:
    """Return a constraint as the API shows it."""
    shown: dict[str, Any] = {"name": constraint.name, "type": constraint.kind}
    match constraint:
        case Check():
            return shown | {"check": constraint.sql}
        case ForeignKey():
            return shown | {
                "columns": list(constraint.columns),
                "references": {"table": str(constraint.table), "columns": list(constraint.referenced)},
                "on_delete": constraint.on_delete,
                "on_update": constraint.on_update,
            }
        case PrimaryKey() | Unique():
            return shown | {"columns": list(constraint.columns)}
        case Exclude():
            return shown | {"columns": [element.column or element.sql for element in constraint.elements]}


def _view(view: View) -> dict[str, Any]:
    """Return a view as the API shows it."""
    return {"name": str(view.full_name), "sql": view.sql}
