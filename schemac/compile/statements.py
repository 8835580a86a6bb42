"""The one road to SQL: changes become legal, ordered, written statements that know why they are there."""

from __future__ import annotations

from collections.abc import Sequence

from schemac.compile.cycles import broken
from schemac.compile.order import order
from schemac.compile.render import render
from schemac.dialect import Dialect, Legalizing, Unsupported
from schemac.errors import Problem, SchemaError
from schemac.model.change import Action, Change, Work
from schemac.model.definition import Definition
from schemac.model.plan import Statement

REFUSED = "SC320"


def write_statements(changes: Sequence[Change], context: Legalizing, definition: Definition, dialect: Dialect) -> tuple[Statement, ...]:
    """Return the statements that make the changes, in the order in which they must run.

    Raises SchemaError (SC320) where the engine cannot make one of them, saying what to do instead.
    """
    try:
        works = dialect.legalize(broken(changes, context.capabilities), context)
        ordered = order(works, context)
        return tuple(_statement(action, work, definition, dialect, context) for work in ordered for action in work.actions)
    except Unsupported as no:
        raise SchemaError(Problem(REFUSED, no.reason, hint=no.remedy)) from no


def _statement(action: Action, work: Work, definition: Definition, dialect: Dialect, context: Legalizing) -> Statement:
    """Return one action as a statement with its reasons and its cost."""
    change = action.change
    return Statement(
        sql=render(action, dialect),
        ref=change.ref,
        verb=change.verb.value,
        because=change.because or next((other.because for other in work.changes if other.because), ""),
        position=definition.locate(change.ref),
        cost=dialect.cost(action, context.capabilities),
        expect_no_rows=bool(action.fields.get("expect_no_rows", False)),
    )
