"""PG312, PG313, PG319: domains whose rules bind every table that uses them."""

from __future__ import annotations

from collections.abc import Iterator

from schemac.dialect.rules import Deed, Explained, Found, Rule
from schemac.model.change import Verb
from schemac.model.objects import Domain
from schemac.model.plan import Severity


def constrained(deed: Deed) -> Iterator[Found]:
    """Find a check that a domain gets."""
    altered = deed.altered(Domain)
    if altered and set(altered.after.checks) - set(altered.before.checks):
        yield Found(f"domain {altered.after.full_name} gets a check: every table that uses it is read while its writers wait")


def not_null(deed: Deed) -> Iterator[Found]:
    """Find a domain that becomes not null."""
    altered = deed.altered(Domain)
    if altered and altered.before.nullable and not altered.after.nullable:
        yield Found(f"domain {altered.after.full_name} becomes not null: every table that uses it is read while its writers wait")


def created(deed: Deed) -> Iterator[Found]:
    """Find a new domain that has a rule."""
    after = deed.change.after
    if deed.change.verb is Verb.ADD and isinstance(after, Domain) and (after.checks or not after.nullable):
        yield Found(f"domain {after.full_name} has a rule: changing it later reads and locks every table that uses it")


_DOCS = "https://www.postgresql.org/docs/current/sql-alterdomain.html"
DOMAIN_CONSTRAINED = Rule(
    Explained(
        code="PG312",
        name="domain-check-added",
        severity=Severity.WARNING,
        summary="a domain gets a check",
        why="Every table that uses the domain is read under a lock, in one statement.",
        safe="ADD CONSTRAINT ... NOT VALID, then VALIDATE CONSTRAINT in another transaction; or put the check on the tables",
        reference=_DOCS,
    ),
    constrained,
)
DOMAIN_NOT_NULL = Rule(
    Explained(
        code="PG313",
        name="domain-not-null",
        severity=Severity.WARNING,
        summary="a domain becomes not null",
        why="Every table that uses the domain is read under a lock, in one statement.",
        safe="add a check `value is not null` NOT VALID and validate it in another transaction",
        reference=_DOCS,
    ),
    not_null,
)
DOMAIN_WITH_RULE = Rule(
    Explained(
        code="PG319",
        name="domain-with-rule",
        severity=Severity.NOTE,
        summary="a new domain has a check or is not null",
        why="A rule of a domain can later be changed only for all tables at once.",
        safe="put checks on the tables where they may have to change table by table",
        reference=_DOCS,
        optional=True,
    ),
    created,
)
