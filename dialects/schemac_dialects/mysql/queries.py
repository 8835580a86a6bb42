"""Whether two queries are the same once every name in them says where it comes from."""

from __future__ import annotations

from schemac.model.schema import Schema
from schemac_dialects.mysql.canonical import Node, form, read
from schemac_dialects.mysql.inspect_views import output_names


def same_query(desired: str, live: str, schema: Schema) -> bool:
    """Tell whether a query as written is what the server prints for it, given the tables and views that it reads.

    Only spellings are compared: names qualified by the columns that the schema has, aliases filled in, stars spelled out.
    """
    wanted, found = read(desired), read(live)
    if wanted is None or found is None or wanted.key != found.key:
        return False
    _without_unsaid_names(wanted, found)
    return qualified(wanted, schema) == qualified(found, schema)


def _without_unsaid_names(wanted: Node, found: Node) -> None:
    """Take the server's own names for expressions that nobody named off the query that it prints."""
    if wanted.key != "select" or len(wanted.expressions) != len(found.expressions):
        return
    for said, printed in zip(wanted.expressions, found.expressions, strict=True):
        if said.key not in {"alias", "column", "star"}:
            printed.replace(printed.unalias())


def qualified(tree: Node, schema: Schema) -> str:
    """Return a query's form with all its names qualified."""
    from sqlglot import errors  # noqa: PLC0415 - loaded by whoever read the text
    from sqlglot.optimizer.qualify import qualify  # noqa: PLC0415 - loaded by whoever read the text

    columns: dict[str, dict[str, str]] = {table.name: {column.name: "int" for column in table.columns} for table in schema.tables}
    for view in schema.views:
        columns[view.name] = dict.fromkeys(view.columns or output_names(view.sql) or _outputs(view.sql), "int")
    try:
        tree = qualify(
            tree,
            schema={name: found for name, found in columns.items() if found},
            dialect="mysql",
            quote_identifiers=False,
            identify=False,
            validate_qualify_columns=False,
            expand_alias_refs=False,
        )
    except errors.SqlglotError:
        return form(tree)
    return form(tree)


def _outputs(sql: str) -> list[str]:
    """Return the names of a query's outputs as it was written."""
    tree = read(sql)
    return [] if tree is None else [str(name) for name in tree.named_selects if name != "*"]
