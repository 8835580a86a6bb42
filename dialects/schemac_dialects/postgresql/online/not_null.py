"""NOT NULL set on a column of which a valid check already says so, which spares the server from reading every row under its lock.

Source: https://www.postgresql.org/docs/current/sql-altertable.html (SET NOT NULL)
"""

from __future__ import annotations

from dataclasses import replace as replace_change

from schemac.model.change import Action, Change, Verb
from schemac.model.plan import Phase
from schemac.model.tables import Check, Column, Table
from schemac_dialects.postgresql.not_null import NO_INHERIT, VALID
from schemac_dialects.postgresql.online.apart import held_to
from schemac_dialects.postgresql.online.aside import aside
from schemac_dialects.postgresql.quoting import quote


def proved_first(action: Action, column: Column, table: Table, *, at_once: bool) -> list[Action]:
    """Return the actions that prove by a check that a column holds no null before that is made its rule.

    at_once: whether something else of the plan needs the rule, so that it cannot wait for the plan's end.
    """
    change = action.change
    if column.nullable or {NO_INHERIT, VALID} & set(column.options):
        return [action]
    if _is_proved(column, table, change.table_after):
        return [replace_change(action, fields={**action.fields, "proved": True})]
    check = Check(name=aside(change.ref.parent, column.name, "not null"), sql=f"{quote(column.name)} IS NOT NULL", valid=False)
    proves = Change(Verb.ADD, None, check, change.table_before, change.table_after)
    first, later = (Phase.EXPAND, Phase.EXPAND) if at_once else (Phase.VALIDATE, Phase.CONTRACT)
    about = {"about": change.ref}
    return [
        *held_to(proves, table, about, first),
        replace_change(action, fields={**action.fields, "proved": True}, phase=later),
        Action("drop_constraint", proves.reverse(), about, later),
    ]


def _is_proved(column: Column, table: Table, after: Table | None) -> bool:
    """Tell whether a valid check on the table says what the rule would, and stays; one that goes may be gone by then."""
    spellings = {f"{quote(column.name)} IS NOT NULL".lower(), f"({quote(column.name)} is not null)".lower()}
    stay = after.constraints if after is not None else ()
    return any(isinstance(part, Check) and part.valid and part.sql.lower() in spellings and part in stay for part in table.constraints)
