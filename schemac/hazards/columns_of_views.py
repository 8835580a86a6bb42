"""BC107: a view, a function or a procedure is gone, or says something else."""

from __future__ import annotations

from collections.abc import Iterator

from schemac.dialect.rules import Deed, Explained, Found, Rule
from schemac.model.change import Verb
from schemac.model.objects import View
from schemac.model.plan import Severity
from schemac.model.programs import Function, Procedure
from schemac.model.relations import MaterializedView


def check(deed: Deed) -> Iterator[Found]:
    """Find a view or routine that is dropped and not merely made anew, or whose result has other columns."""
    before, after, verb = deed.change.before, deed.change.after, deed.change.verb
    if verb is Verb.DROP and isinstance(before, View | MaterializedView | Function | Procedure) and not deed.change.because:
        yield Found(f"{before.kind.replace('_', ' ')} {before.full_name} is dropped: whoever uses it fails")
    elif verb is Verb.ALTER and isinstance(before, View) and isinstance(after, View) and set(before.columns) - set(after.columns):
        yield Found(f"view {after.full_name} loses {', '.join(sorted(set(before.columns) - set(after.columns)))}")
    elif verb is Verb.ALTER and isinstance(before, Function) and {"returns", "arguments"} & set(deed.change.aspects):
        yield Found(f"function {before.full_name} takes or returns something else: its callers may fail")


VIEW_COLUMN_REMOVED = Rule(
    Explained(
        code="BC107",
        name="contract-changed",
        severity=Severity.NOTE,
        summary="a view or routine is dropped, loses a column, or takes or returns something else",
        why="Programs that call it were written for the old form.",
        safe="make the new form under a new name, move its users, then drop the old one",
        reference="https://www.postgresql.org/docs/current/sql-createview.html",
        silenced="it is only made anew around another change",
    ),
    check,
)
