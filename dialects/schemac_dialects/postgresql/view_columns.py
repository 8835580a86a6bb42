"""The output names of a view put into its query, as the server does."""

from __future__ import annotations

from schemac_dialects.postgresql.quoting import quote


def with_columns(sql: str, columns: tuple[str, ...]) -> str:
    """Return the query with its outputs renamed in place; around it where its outputs cannot be told apart."""
    import sqlglot  # noqa: PLC0415 - a quarter of a second of import that only views with named columns pay
    from sqlglot import errors, exp  # noqa: PLC0415

    wrapped = f"SELECT * FROM ({sql}) AS named ({', '.join(quote(column) for column in columns)})"
    try:
        tree = sqlglot.parse_one(sql, read="postgres")
    except errors.SqlglotError:
        return wrapped
    first = tree
    while isinstance(first, exp.SetOperation):
        first = first.this
    if not isinstance(first, exp.Select):
        return wrapped
    outputs = first.expressions
    if len(outputs) < len(columns) or any(output.is_star for output in outputs):
        return wrapped
    named = [
        exp.alias_(output.unalias(), exp.to_identifier(column, quoted=quote(column) != column))
        for output, column in zip(outputs, columns, strict=False)
    ]
    first.set("expressions", [*named, *outputs[len(columns) :]])
    return tree.sql(dialect="postgres")
