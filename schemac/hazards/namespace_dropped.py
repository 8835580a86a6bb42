"""DS101: a namespace is dropped."""

from __future__ import annotations

from collections.abc import Iterator

from schemac.dialect.rules import Deed, Explained, Found, Rule
from schemac.model.change import Verb
from schemac.model.objects import Namespace
from schemac.model.plan import Severity


def check(deed: Deed) -> Iterator[Found]:
    """Find a namespace that is dropped."""
    before = deed.change.before
    if deed.change.verb is Verb.DROP and isinstance(before, Namespace) and before.name != deed.can.default_namespace:
        yield Found(f"namespace {before.name} is dropped")


NAMESPACE_DROPPED = Rule(
    Explained(
        code="DS101",
        name="namespace-dropped",
        severity=Severity.DANGER,
        summary="a namespace (schema) or database is dropped",
        why="Everything in it goes with it, and nothing but a backup brings it back.",
        safe="make sure nobody uses it, then allow DS101",
        reference="https://www.postgresql.org/docs/current/sql-dropschema.html",
    ),
    check,
)
