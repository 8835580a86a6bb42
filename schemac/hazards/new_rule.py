"""Whether rows that stand are held to something new."""

from __future__ import annotations

from schemac.model.change import Change, Verb


def is_new_rule(change: Change) -> bool:
    """Return whether a part is added to a table that stands, or altered in more than what is said of it."""
    if change.table_before is None:
        return False
    return change.verb is Verb.ADD or (change.verb is Verb.ALTER and not {"comment", "name"}.issuperset(change.aspects))
