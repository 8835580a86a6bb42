"""What roles, grants and owners need to exist before they do."""

from __future__ import annotations

from collections.abc import Iterator

from schemac.model.foreign import UserMapping
from schemac.model.names import Ref
from schemac.model.objects import Object
from schemac.model.relations import Policy
from schemac.model.rights import OWNER, DefaultPrivilege, Grant, Role


def needs_of_rights(subject: Object) -> Iterator[Ref]:
    """Go through the roles that an object names, and for a grant what the rights are to."""
    owner = subject.options.get(OWNER)
    if owner:
        yield _role(owner)
    match subject:
        case Role():
            yield from (_role(name) for name in (*subject.member_of, *subject.admin_of))
        case Grant():
            yield _role(subject.to)
            for ref in subject.subjects:
                yield ref
                yield from (Ref("column", ref.namespace, each.column, ref.name) for each in subject.columns)
        case Policy():
            yield from (_role(name) for name in subject.roles)
        case UserMapping():
            yield _role(subject.name)
        case DefaultPrivilege():
            yield _role(subject.name)
            yield _role(subject.to)
        case _:
            return


def _role(name: str) -> Ref:
    return Ref("role", "", name)
