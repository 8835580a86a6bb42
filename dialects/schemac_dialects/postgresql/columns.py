"""What a change of a column takes."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import replace

from schemac.dialect import Capabilities
from schemac.model.change import Action, Change, Verb, Work
from schemac.model.names import Ref
from schemac.model.objects import Sequence
from schemac.model.tables import Check, Column
from schemac_dialects.postgresql.children import LOCAL, made_local
from schemac_dialects.postgresql.made_names import joined
from schemac_dialects.postgresql.not_null import WORDS, added_unchecked, not_null_actions
from schemac_dialects.postgresql.recounting import recounted
from schemac_dialects.postgresql.words_changed import words_changed

_FAMILIES = (
    frozenset({"smallint", "integer", "bigint", "numeric", "real", "double precision"}),
    frozenset({"character varying", "character", "text", "bpchar", "name", "citext"}),
    frozenset({"date", "timestamp without time zone", "timestamp with time zone"}),
    frozenset({"time without time zone", "time with time zone", "interval"}),
    frozenset({"json", "jsonb"}),
    frozenset({"inet", "cidr"}),
    frozenset({"bit", "bit varying"}),
)
_SET_EXPRESSION = 17
_LOST_WITH_TYPE = ("storage", "compression")
"""Native words that the server forgets when a column's type changes."""
_FIXED = frozenset("smallint integer bigint real boolean uuid date interval oid money name".split()) | {
    "double precision",
    "timestamp without time zone",
    "timestamp with time zone",
    "time without time zone",
    "time with time zone",
}
_TEXT = _FAMILIES[1]


def base(kind: str) -> str:
    """Return a printed type without its length, precision or scale."""
    head, _, rest = kind.partition("(")
    return (head + rest.partition(")")[2]).strip() if rest else kind


def same_family(one: str, other: str) -> bool:
    """Tell whether a value of one type becomes one of the other by assignment, lengths apart."""
    first, second = base(one), base(other)
    return first == second or any(first in family and second in family for family in _FAMILIES)


def using(before: Column, after: Column) -> str:
    """Return how a column's values are carried over, `{column}` standing for it; empty where assignment does it."""
    old, new = base(before.type), base(after.type)
    if same_family(old, new) or new in _TEXT:
        return ""
    direct = old in _TEXT or {old, new} in ({"integer", "boolean"}, {"timestamp without time zone", "time without time zone"})
    return f"{{column}}::{after.type}" if direct else f"{{column}}::text::{after.type}"


def is_remade(change: Change, can: Capabilities) -> bool:
    """Tell whether a column that is computed, before or after, must be dropped and added."""
    before, after = change.before, change.after
    if not isinstance(before, Column) or not isinstance(after, Column):
        return False
    if "generated" not in change.aspects:
        return before.generated is not None and "type" in change.aspects
    if before.generated is None or after.generated is None:
        return before.generated is None or not before.generated.stored
    if not after.generated.stored and _is_checked(change):
        return True
    return before.generated.stored != after.generated.stored or can.version[0] < _SET_EXPRESSION


def _is_checked(change: Change) -> bool:
    """Tell whether a check is on the table, before or after: with one the server alters no column that is computed on reading."""
    tables = [table for table in (change.table_before, change.table_after) if table is not None]
    return any(isinstance(part, Check) for table in tables for part in table.constraints)


def column_actions(change: Change, cast: str = "") -> list[Action]:
    """Return the actions that alter a column in place, in the order in which the server allows them.

    cast: how its values are carried over to another type, where somebody has decided it.
    """
    before, after = change.before, change.after
    if not isinstance(before, Column) or not isinstance(after, Column):
        return []
    aspects = frozenset(change.aspects)
    made: list[Action] = []
    if "identity" in aspects and after.identity is None:
        made.append(Action("drop_identity", change))
    if "generated" in aspects:
        made.append(Action("alter_column_generated", change))
    counted = _identity(change, before) if "identity" in aspects and after.identity is not None else []
    narrows = before.identity is not None and _width(after.type) < _width(before.type)
    typed = _typed(change, before, after, aspects, cast)
    made += [*counted, *typed] if narrows else typed
    if {"nullable", "options"} & aspects:
        made += not_null_actions(change, before, after)
    made += [] if narrows else counted
    if "options" in aspects:
        made += column_words(change)
    if {"type", "collation"} & aspects:
        made += [Action("alter_column_options", change, {"word": word}) for word in _LOST_WITH_TYPE if _stays(word, before, after)]
    if "comment" in aspects:
        made.append(Action("comment_column", change))
    return made


def _stays(word: str, before: Column, after: Column) -> bool:
    """Tell whether a native word is said, and is what it was."""
    return word in after.options and before.options.get(word) == after.options[word]


def column_words(change: Change) -> list[Action]:
    """Return the actions that change a column's native words; a new column has its counter's name and its NOT NULL already."""
    column = change.subject
    usual = _usual_storage(base(column.type)) if isinstance(column, Column) else ""
    fields = {"usual": usual, "counter": joined(change.ref.parent, column.name, "seq")}
    own = {*WORDS, LOCAL, "identity_sequence"} if change.before is None else {*WORDS, LOCAL}
    made = [replace(action, fields={**action.fields, **fields}) for action in words_changed(change) if action.fields["word"] not in own]
    return made + (added_unchecked(change) if change.before is None else made_local(change))


def _usual_storage(kind: str) -> str:
    """Return how a type is kept where nothing is said."""
    if kind in {"numeric", "inet", "cidr"}:
        return "main"
    return "plain" if kind in _FIXED else "extended"


def _width(kind: str) -> int:
    """Return how much an integer type holds; the counter's bounds must fit whenever the type changes."""
    return {"smallint": 16, "integer": 32, "bigint": 64}.get(kind, 0)


def _typed(change: Change, before: Column, after: Column, aspects: frozenset[str], cast: str) -> list[Action]:
    """Return the actions for type and default; a default that the new type may not take is away in between."""
    retyped = bool({"type", "collation"} & aspects)
    carried = (cast or using(before, after)) if retyped else ""
    crosses = retyped and not same_family(before.type, after.type)
    away = before.default is not None and (after.default is None or crosses)
    back = after.default is not None and ("default" in aspects or away)
    made = [Action("drop_default", change)] if away and ("default" in aspects or crosses) else []
    if retyped:
        made.append(Action("alter_column_type", change, {"using": carried}))
    return made + ([Action("alter_column_default", change)] if back else [])


def freed(work: Work, new: AbstractSet[Ref]) -> Iterator[Work]:
    """Go through a work, with the end of an identity apart and first where its counter leaves its name to a new sequence."""
    change = work.changes[0]
    ends = bool(work.actions) and work.actions[0].template == "drop_identity" and isinstance(change.before, Column)
    name = str(change.before.options.get("identity_sequence", "")) if change.before is not None else ""
    counter = name or joined(change.ref.parent, change.ref.name, "seq")
    if not ends or Ref("sequence", change.ref.namespace, counter) not in new:
        yield work
        return
    owner = (change.ref.namespace, change.ref.parent, change.ref.name)
    gone = Change(Verb.DROP, Sequence(name=counter, namespace=change.ref.namespace, owned_by=owner), None)
    yield Work((gone,), work.actions[:1])
    yield Work(work.changes, work.actions[1:])


def _identity(change: Change, before: Column) -> list[Action]:
    """Return the actions that make a column an identity, counting on from its greatest value, or alter how it counts."""
    if before.identity is not None:
        return list(recounted(change))
    return [Action("add_identity", change), Action("sync_identity", change)]
