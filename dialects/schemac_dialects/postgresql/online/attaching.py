"""Tables that become partitions: a validated check that says the same as the bounds spares the server the reading under its lock.

Source: https://www.postgresql.org/docs/current/ddl-partitioning.html (ATTACH PARTITION)
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from schemac.dialect import Legalizing
from schemac.model.change import Action, Change, Verb
from schemac.model.plan import Phase
from schemac.model.tables import Check, Table
from schemac_dialects.postgresql.online.apart import PROVED, validated
from schemac_dialects.postgresql.online.aside import aside

_KEY = re.compile(r'(range|list) \(((?:"(?:[^"]|"")*"|[a-z_]\w*))\)')
_RANGE = re.compile(r"from \((.+)\) to \((.+)\)")
_LIST = re.compile(r"in \((.+)\)")
_NULL = re.compile(r"\bnull\b")


def proved_within(action: Action, context: Legalizing) -> Iterator[Action]:
    """Go through the actions that make a large table a partition, once a check has shown that its rows belong there.

    A table that leaves another whole in the same plan comes back at once: nobody finds its rows in between.
    """
    before, after = action.change.before, action.change.after
    if not isinstance(before, Table) or not isinstance(after, Table) or after.full_name not in context.online:
        yield action
        return
    live = context.current.table(after.full_name)
    said = bounds(after, context) if live is not None and live.partition_of is None else ""
    if not said:
        yield action
        return
    check = Check(name=aside(str(after.full_name), "bounds", said), sql=said, valid=False)
    change, about = Change(Verb.ADD, None, check, after, after), {"about": action.change.ref}
    yield Action("add_constraint", change, about)
    yield validated(Action("validate_constraint", change, about), Phase.EXPAND)
    yield Action(action.template, action.change, {**action.fields, PROVED: True}, action.phase)
    yield Action("drop_constraint", change.reverse(), about)


def bounds(table: Table, context: Legalizing) -> str:
    """Return the condition that the rows of a partition meet; empty where a check cannot say it, or it is not simple."""
    place = table.partition_of
    whole = context.desired.table(place.table) if place is not None else None
    key = _KEY.fullmatch(whole.partition_by) if whole is not None else None
    if place is None or key is None:
        return ""
    column, listed, ranged = key[2], _LIST.fullmatch(place.values), _RANGE.fullmatch(place.values)
    if key[1] == "list" and listed is not None and not _NULL.search(listed[1]):
        return f"{column} IS NOT NULL AND {column} IN ({listed[1]})"
    if key[1] == "range" and ranged is not None:
        low = [f"{column} >= {ranged[1]}"] if ranged[1] != "minvalue" else []
        high = [f"{column} < {ranged[2]}"] if ranged[2] != "maxvalue" else []
        return " AND ".join([f"{column} IS NOT NULL", *low, *high])
    return ""
