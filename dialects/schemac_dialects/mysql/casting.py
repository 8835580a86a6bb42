"""A type changed by an expression: a column computed from the old one stands beside it, then takes its place at once as a plain one.

Because the server computes it, what is written to the old column meanwhile is in the new one too, and nothing is lost by an interruption.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from schemac.dialect import Unsupported
from schemac.model.change import Action, Change, Verb, Work
from schemac.model.names import Ref
from schemac.model.online import ASIDE
from schemac.model.sql_text import identifiers
from schemac.model.tables import Check, Column, ForeignKey, Generated, Index, Part, PrimaryKey, Table, Unique
from schemac_dialects.mysql.quoting import quote

_LONGEST = 64


def cast_apart(changes: Sequence[Change], casts: Mapping[Ref, str]) -> tuple[list[Change], list[Work]]:
    """Return the changes without those of columns whose values somebody has said how to carry over, and the works of those.

    What leans on such a column comes off and goes on again with it. Raises Unsupported where a key of the table or of another leans on it.
    """
    works: list[Work] = []
    left = list(changes)
    for change in changes:
        sql = casts.get(change.ref) if change.verb is Verb.ALTER and "type" in change.aspects else None
        before, after = change.table_before, change.table_after
        if sql is None or before is None or after is None or not isinstance(change.after, Column):
            continue
        leaning = [part for part in (*before.constraints, *before.indexes) if _leans(part, change.after.name)]
        _refuse_keys(change, before, leaning)
        gone = [each for each in left if each.verb is Verb.DROP and each.before in leaning]
        over = [each for each in left if each.verb is Verb.DROP and isinstance(each.before, Column) and each.before.name.startswith(ASIDE)]
        left = [each for each in left if each is not change and each not in gone and each not in over]
        back = [part for part in leaning if not any(each.before == part for each in gone)]
        made = _actions(change, change.after, sql, leaning, back)
        works.append(Work((change, *gone, *over), (*_without(change, over), *made)))
    return left, works


def _without(change: Change, over: Sequence[Change]) -> list[Action]:
    """Return the statement that takes away what an interrupted plan left: it is computed from the column, which cannot go under it."""
    clauses = [{"does": "drop_column", "part": each.before} for each in over]
    return [Action("alter_table", change, {"clauses": clauses, "changes": tuple(over)})] if over else []


def _actions(change: Change, column: Column, sql: str, leaning: Sequence[Part], back: Sequence[Part]) -> list[Action]:
    """Return the two statements: the column beside, and the exchange."""
    table = change.table_before
    names = {each.name for each in table.columns} if table is not None else set()
    aside = replace(column, name=_free(column.name, names), nullable=True, default=None, comment=None, generated=Generated(sql=sql))
    moved = list(dict.fromkeys(each.name for each in table.columns)) if table is not None else []
    at = moved.index(column.name)
    place = f" AFTER {quote(moved[at - 1])}" if at else " FIRST"
    added: dict[str, object] = {"does": "add_column", "part": aside, "checks": [], "place": ""}
    exchange: list[dict[str, object]] = [{"does": _drop_of(part), "part": part} for part in leaning]
    exchange.append({"does": "drop_column", "part": column})
    exchange.append({"does": "change_column", "was": aside.name, "part": column, "place": place})
    exchange += [{"does": "add_index" if isinstance(part, Index) else "add_constraint", "part": part} for part in back]
    return [
        Action("alter_table", change, {"clauses": [added], "changes": ()}),
        Action("alter_table", change, {"clauses": exchange, "changes": (change,)}),
    ]


def _free(name: str, taken: set[str]) -> str:
    """Return a name for the column beside that no column has."""
    wanted, number = f"{ASIDE}{name}"[:_LONGEST], 1
    while wanted in taken:
        number += 1
        wanted = f"{ASIDE}{number}_{name}"[:_LONGEST]
    return wanted


def _drop_of(part: Part) -> str:
    return "drop_check" if isinstance(part, Check) else "drop_index"


def _refuse_keys(change: Change, table: Table, leaning: Sequence[Part]) -> None:
    """Raise Unsupported where the column cannot leave its table for a moment."""
    key = next((part for part in leaning if isinstance(part, PrimaryKey | ForeignKey)), None)
    name = change.ref.name
    computed = next(
        (each for each in table.columns if each.generated and not each.name.startswith(ASIDE) and name in identifiers(each.generated.sql)),
        None,
    )
    if key is not None or computed is not None:
        what = f"its {key.kind.replace('_', ' ')}" if key is not None else f"column {computed.name if computed else ''}, computed from it,"
        reason = f"the values of {change.ref.path} cannot be carried over by an expression while {what} stands"
        raise Unsupported(reason, "take that away in one plan and bring it back in the next, or leave out the cast")


def _leans(part: Part, name: str) -> bool:
    """Tell whether a key, an index or a check speaks of a column."""
    match part:
        case Check():
            return name in identifiers(part.sql)
        case PrimaryKey() | Unique() | ForeignKey():
            return name in part.columns
        case Index():
            return any(name == key.column or name in identifiers(key.sql) for key in part.keys)
        case _:
            return False
