"""Changes as Delta tables take them: a check is always added to a table that exists."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from schemac.dialect import Legalizing
from schemac.dialect.legalize import legalize as plainly
from schemac.dialect.legalize import part_change
from schemac.model.change import Action, Change, Verb, Work
from schemac.model.tables import Check, Table


def legalize(changes: Sequence[Change], context: Legalizing) -> list[Work]:
    """Return the work for each change, with the checks of a new table after the table."""
    return [_with_checks(work) for work in plainly(changes, context)]


def _with_checks(work: Work) -> Work:
    made = work.changes[0].after
    if work.changes[0].verb is not Verb.ADD or not isinstance(made, Table):
        return work
    checks = tuple(Action("add_constraint", part_change(made, part)) for part in made.constraints if isinstance(part, Check))
    return replace(work, actions=(*work.actions, *checks)) if checks else work
