"""What a change of a domain's checks takes."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from schemac.dialect import Capabilities
from schemac.dialect.legalize import actions
from schemac.model.change import Action, Change
from schemac.model.objects import Domain, DomainCheck


def new_domain(change: Change, domain: Domain, can: Capabilities) -> list[Action]:
    """Return the actions that make a domain; checks that are not valid can only be added once it is there."""
    now = tuple(replace(check, comment=None) for check in domain.checks if check.valid)
    return [*actions(change, can), *domain_checks(change, now, domain.checks)]


def domain_checks(change: Change, before: Sequence[DomainCheck], after: Sequence[DomainCheck]) -> list[Action]:
    """Return the actions that make some checks of a domain into others: those that go before those that come."""
    old, new = {check.name: check for check in before}, {check.name: check for check in after}
    gone = [name for name, check in old.items() if name not in new or not _stays(check, new[name])]
    made = [Action("drop_domain_check", change, {"check": old[name]}) for name in gone]
    for name, check in new.items():
        fields = {"check": check}
        there = old.get(name) if name not in gone else None
        if there is None:
            made.append(Action("add_domain_check", change, fields))
        elif there.valid != check.valid:
            made.append(Action("validate_domain_check", change, fields))
        if check.comment != (there.comment if there is not None else None):
            made.append(Action("comment_domain_check", change, fields))
    return made


def _stays(before: DomainCheck, after: DomainCheck) -> bool:
    """Tell whether a check can become another in place: by its comment, or by being found valid."""
    return replace(before, comment=after.comment, valid=True) == replace(after, valid=True) and (after.valid or not before.valid)
