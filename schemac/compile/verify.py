"""Written statements read back by a parser: it reads and checks, it never writes."""

from __future__ import annotations

from collections.abc import Iterable

from schemac.dialect import Dialect
from schemac.errors import Problem, SchemaError


def check_readable(statements: Iterable[str], dialect: Dialect) -> None:
    """Raise SchemaError (SC321) for statements that sqlglot's reader of the dialect cannot understand.

    A statement that it takes as an opaque command passes only if the dialect lists how it begins, because nobody has read it.
    """
    import sqlglot  # noqa: PLC0415 - a quarter of a second of import that most compilations never need
    from sqlglot import errors, exp  # noqa: PLC0415

    problems = []
    for statement in statements:
        if any(statement.startswith(beginning) for beginning in dialect.opaque):
            continue
        first = statement.splitlines()[0]
        try:
            tree = sqlglot.parse_one(statement, read=dialect.sqlglot)
        except errors.SqlglotError as error:
            reason = str(error).splitlines()[0]
            problems.append(Problem("SC321", f"{dialect.title} statement cannot be read back: {first}", hint=reason))
            continue
        if isinstance(tree, exp.Command):
            problems.append(Problem("SC321", f"{dialect.title} statement is not understood: {first}", hint="please report the definition"))
    if problems:
        raise SchemaError(problems)
