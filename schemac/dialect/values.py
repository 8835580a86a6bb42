"""Values of rows as SQL: what most engines share, for those that say nothing else."""

from __future__ import annotations

from schemac.dialect.record import Dialect
from schemac.model.rows import SQL, Value


def written_value(dialect: Dialect, value: Value | None, native: str) -> str:
    """Return a value as SQL for a column of a native type."""
    if value is None:
        return "NULL"
    if dialect.value is not None:
        written = dialect.value(value, native)
        if written is not None:
            return written
    match value.kind:
        case "number":
            return value.text
        case "boolean":
            return value.text.upper()
        case "bytes":
            return f"X'{value.text}'"
        case kind if kind == SQL:
            return f"({value.text})"
        case _:
            return dialect.literal(value.text)
