"""BC112: something goes, and something that is like it comes, so that it may have been renamed."""

from __future__ import annotations

from collections.abc import Iterator

from schemac.dialect.rules import Deed, Explained, Found, Rule
from schemac.model.change import Verb
from schemac.model.plan import Severity


def check(deed: Deed) -> Iterator[Found]:
    """Find a table or column that is dropped while one that is like it is added."""
    change = deed.change
    if change.verb is Verb.DROP and change.ref in deed.alike:
        gone, come = change.ref, deed.alike[change.ref]
        yield Found(
            f"{gone} goes, and {come}, which is like it, comes: is it the same under a new name?",
            f"say so with `renamed_from: {gone.name}` or `schemac decide rename {gone.path} {come.path}`, "
            f"or that it is not: `schemac decide not_a_rename {gone.path} {come.path}`",
        )


LOOKALIKE = Rule(
    Explained(
        code="BC112",
        name="rename-or-replacement",
        severity=Severity.WARNING,
        summary="a table or column is dropped while one of the same type, or with most of its columns, is added",
        why="If it was renamed, its values are lost, although they could have stayed.",
        safe="say that it was renamed (`renamed_from`, `schemac decide rename`), or that it was not (`schemac decide not_a_rename`)",
        reference="https://www.postgresql.org/docs/current/sql-altertable.html",
        silenced="the definition or a decision says that it was renamed",
    ),
    check,
)
