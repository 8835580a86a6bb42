"""A rule about tables as such, with what a project may set of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from schemac.dialect.rules import Deed, Explained, Found, Rule
from schemac.model.change import Verb, part_ref
from schemac.model.names import Ref
from schemac.model.plan import Severity
from schemac.model.tables import Column, Table

Options = Mapping[str, Any]
DOCS = "https://www.postgresql.org/docs/current/"


@dataclass(frozen=True, slots=True)
class Designed:
    """A rule about tables and columns: what it says of itself, how it finds, and what it takes where a project sets nothing."""

    about: Explained
    check: Callable[[Deed, Options], Iterator[Found]] = field(compare=False)
    options: Options = field(default_factory=dict)

    def bound(self, options: Options) -> Rule:
        """Return the rule with a project's options in place of its own."""
        chosen = {**self.options, **options}
        return Rule(self.about, lambda deed: self.check(deed, chosen))


def design(
    code: str,
    name: str,
    summary: str,
    why: str,
    safe: str,
    severity: Severity = Severity.WARNING,
    *,
    page: str = "",
    optional: bool = False,
) -> Explained:
    """Return what a rule about design says of itself."""
    return Explained(
        code=code,
        name=name,
        severity=severity,
        summary=summary,
        why=why,
        safe=safe,
        reference=DOCS + page if page else "",
        optional=optional,
    )


def table_of(deed: Deed) -> Table | None:
    """Return the table that a deed makes; None where it does something else."""
    made = deed.change.after
    return made if deed.change.verb is Verb.ADD and isinstance(made, Table) else None


def columns_of(deed: Deed) -> Iterator[tuple[Ref, Column]]:
    """Go through the columns that a deed makes or gives another type, each with its reference; those of a parent are the parent's."""
    made, change = deed.change.after, deed.change
    if isinstance(made, Table) and change.verb is Verb.ADD:
        if not made.parents:
            yield from ((part_ref(made, column), column) for column in made.columns)
    elif isinstance(made, Column) and (change.verb is Verb.ADD or "type" in change.aspects):
        yield change.ref, made
