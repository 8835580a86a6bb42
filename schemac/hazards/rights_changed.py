"""BC108: who may do what changes."""

from __future__ import annotations

from collections.abc import Iterator

from schemac.dialect.rules import Deed, Explained, Found, Rule
from schemac.model.names import Name
from schemac.model.plan import Severity
from schemac.model.relations import Policy
from schemac.model.rights import DefaultPrivilege, Grant
from schemac.model.tables import Table

_WORDS = ("rls", "force_rls")


def check(deed: Deed) -> Iterator[Found]:
    """Find a policy or a right that comes, goes or changes, and row security that is switched."""
    change = deed.change
    subject = change.subject
    if isinstance(subject, Grant) and subject.on == "table" and Name(subject.namespace, subject.name) in deed.new:
        return
    if isinstance(subject, Policy | Grant | DefaultPrivilege):
        yield Found(f"{change.ref}: who may read or write rows changes")
    elif isinstance(change.before, Table) and isinstance(change.after, Table):
        before, after = change.before.options, change.after.options
        if any(before.get(word) != after.get(word) for word in _WORDS):
            yield Found(f"row security of {change.ref} changes: who may read or write rows changes")


RIGHTS_CHANGED = Rule(
    Explained(
        code="BC108",
        name="rights-changed",
        severity=Severity.NOTE,
        summary="a policy, a grant or row security changes",
        why="Programs may see fewer rows, or none, or be refused; or see what they should not.",
        safe="try the programs' queries as their roles before and after",
        reference="https://www.postgresql.org/docs/current/ddl-rowsecurity.html",
        silenced="the table is new",
    ),
    check,
)
