"""Whether a view's query can be replaced in place."""

from __future__ import annotations


def only_appends(before: str, after: str) -> bool:
    """Tell whether a query keeps every output of another in its place, with its name and type, and at most adds some behind them.

    Types are known to be kept only where the outputs are said alike over the same relations; where that cannot be told, the answer is no.
    """
    import sqlglot  # noqa: PLC0415 - a quarter of a second of import that only a changed view pays
    from sqlglot import errors, exp  # noqa: PLC0415

    try:
        old, new = sqlglot.parse_one(before, read="postgres"), sqlglot.parse_one(after, read="postgres")
    except errors.SqlglotError:
        return False
    if not isinstance(old, exp.Select) or not isinstance(new, exp.Select):
        return False
    plain = [_sources(tree) for tree in (old, new)]
    if plain[0] != plain[1] or plain[0] is None:
        return False
    outputs = [[_output(each, len(plain[0] or ()) == 1) for each in tree.expressions] for tree in (old, new)]
    if any("*" in output for output in (*outputs[0], *outputs[1])):
        return False
    return outputs[1][: len(outputs[0])] == outputs[0]


def _sources(tree: object) -> list[str] | None:
    """Return the relations that a query reads, in order; None where it reads from anything else."""
    from sqlglot import exp  # noqa: PLC0415 - loaded by the caller already

    if not isinstance(tree, exp.Select) or len(list(tree.find_all(exp.Select))) > 1:
        return None
    return [table.sql(dialect="postgres", comments=False).lower() for table in tree.find_all(exp.Table)]


def _output(node: object, single: bool) -> str:
    """Return an output as text; its table is left out where there is only one."""
    from sqlglot import exp  # noqa: PLC0415 - loaded by the caller already

    if not isinstance(node, exp.Expression):
        return "*"
    copy = node.copy()
    if single:
        for column in [copy, *copy.find_all(exp.Column)] if not isinstance(copy, exp.Column) else [copy]:
            if isinstance(column, exp.Column):
                column.set("table", None)
    return copy.sql(dialect="postgres", comments=False, normalize_functions="lower")
