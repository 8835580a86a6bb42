"""Whether the expressions of decisions can be read, and speak of columns that are there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from schemac.errors import Problem, SchemaError
from schemac.model.decision import Decision
from schemac.model.names import Ref
from schemac.model.schema import Schema
from schemac.source.expressions import Expressions


def check_expressions(decided: Mapping[Ref, Decision], current: Schema, dialect: str) -> None:
    """Raise SchemaError (SC457) for the fills and casts of columns that are no expression over the columns of their table.

    dialect: the name of that whose SQL they are.
    """
    expressions = Expressions(dialect)
    problems = [problem for ref, decision in decided.items() for problem in _faults(ref, decision, current, expressions)]
    if problems:
        raise SchemaError(problems)


def _faults(ref: Ref, decision: Decision, current: Schema, expressions: Expressions) -> Iterator[Problem]:
    table = current.table(ref.owner)
    columns = {column.name.lower() for column in table.columns} if table is not None else set()
    for fault in expressions.faults(decision.sql, columns, ref.parent):
        why = fault.reason or f"there is no column {fault.word} in {ref.owner}"
        hint = f"an expression over the columns of {ref.owner}, in the database's own SQL"
        yield Problem("SC457", f"`{decision.kind.value}` of {ref.path}: {why}", decision.position, hint)
