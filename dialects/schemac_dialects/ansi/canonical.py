"""A form of an expression that its spellings share, by way of sqlglot."""

from __future__ import annotations

from collections.abc import Callable


def canonical(dialect: str) -> Callable[[str], str | None]:
    """Return a function that gives an expression of a dialect (as sqlglot names it) in one form for all spellings; None if unreadable."""

    def form(sql: str) -> str | None:
        import sqlglot  # noqa: PLC0415 - a quarter of a second of import that most compilations never need
        from sqlglot import errors, exp  # noqa: PLC0415

        try:
            tree = sqlglot.parse_one(sql, read=dialect)
        except errors.SqlglotError:
            return None
        bare = tree.transform(lambda node: node.this if isinstance(node, exp.Paren) else node)
        text: str = bare.sql(dialect=dialect, normalize=True, comments=False)
        return text

    return form
