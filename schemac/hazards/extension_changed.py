"""BC110: an extension changes its version, or goes."""

from __future__ import annotations

from collections.abc import Iterator

from schemac.dialect.rules import Deed, Explained, Found, Rule
from schemac.model.change import Verb
from schemac.model.objects import Extension
from schemac.model.plan import Severity


def check(deed: Deed) -> Iterator[Found]:
    """Find an extension that is dropped or brought to another version."""
    before, after = deed.change.before, deed.change.after
    if not isinstance(before, Extension):
        return
    if deed.change.verb is Verb.DROP:
        yield Found(f"extension {before.name} is dropped: what uses its types and functions is not all known")
    elif isinstance(after, Extension) and before.version != after.version:
        yield Found(f"extension {after.name} goes from version {before.version} to {after.version or 'the newest'}")


EXTENSION_CHANGED = Rule(
    Explained(
        code="BC110",
        name="extension-changed",
        severity=Severity.WARNING,
        summary="an extension is dropped or brought to another version",
        why="Its functions and types may behave otherwise, and indexes that use them may have to be built anew.",
        safe="read the extension's release notes first",
        reference="https://www.postgresql.org/docs/current/sql-alterextension.html",
    ),
    check,
)
