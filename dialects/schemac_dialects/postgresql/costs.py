"""What each statement costs on PostgreSQL: its lock, and whether it reads or writes every row."""

from __future__ import annotations

import re

from msgspec.structs import replace

from schemac.dialect import Capabilities
from schemac.model.change import Action
from schemac.model.plan import Cost, Transaction
from schemac.model.tables import Column, ForeignKey
from schemac_dialects.postgresql.columns import base
from schemac_dialects.postgresql.new_labels import COMMIT_BEFORE
from schemac_dialects.postgresql.online.apart import APART, CONCURRENTLY

_ALL = "reads and writes"
INSTANT = Cost(lock="AccessExclusiveLock", blocks=_ALL, summary="instant once it has its lock")
REWRITE = Cost(lock="AccessExclusiveLock", blocks=_ALL, scan=True, rewrite=True, summary="writes every row anew")
_SCAN = Cost(lock="AccessExclusiveLock", blocks=_ALL, scan=True, summary="reads every row")
NOTHING = Cost(summary="instant")
EVERYBODY = Cost(lock="AccessExclusiveLock", blocks=_ALL, summary="everybody waits until it is done")
WRITERS = Cost(lock="ShareLock", blocks="writes", scan=True, summary="reads every row while writers wait")
BESIDE = Cost(lock="ShareUpdateExclusiveLock", scan=True, summary="reads every row while others work on")
_BUILT = replace(BESIDE, transaction=Transaction.ALONE, waits=True)
_GONE = Cost(lock="ShareUpdateExclusiveLock", summary="instant once older transactions are over", transaction=Transaction.ALONE)
_LITERAL = re.compile(r"(?:\b[eEbBxX])?'(?:[^']|'')*'")
_CALL = re.compile(r"([\w.]+)\s*\(\s*(\))?")
_CASTS = frozenset(
    "numeric decimal varchar char character varying bit time timestamp interval cast "
    "coalesce row array in and or not nullif greatest least".split()
)
_STABLE_ALONE = frozenset({"now", "transaction_timestamp", "statement_timestamp", "current_database", "current_user", "pg_backend_pid"})
_STABLE_OF = frozenset(
    "lower upper length trim btrim ltrim rtrim abs round floor ceil ceiling substring substr replace concat md5 left right to_char "
    "to_date to_timestamp to_number date_trunc date_part extract make_date make_interval make_timestamp timezone age encode decode "
    "jsonb_build_object json_build_object jsonb_build_array json_build_array to_json to_jsonb jsonb_object json_object int4range int8range "
    "numrange daterange tsrange tstzrange current_setting hashtext format array_to_string string_to_array mod power sqrt".split()
)
_BY_TEMPLATE = {
    "create_table": NOTHING,
    "create_index": WRITERS,
    "drop_table": INSTANT,
    "drop_index": INSTANT,
    "drop_column": INSTANT,
    "drop_constraint": INSTANT,
    "validate_constraint": BESIDE,
    "alter_constraint_deferrable": INSTANT,
    "alter_column_default": INSTANT,
    "drop_default": INSTANT,
    "drop_identity": INSTANT,
    "add_identity": INSTANT,
    "add_constraint_over": INSTANT,
    "alter_identity": INSTANT,
    "sync_identity": Cost(lock="AccessShareLock", scan=True, summary="finds the greatest value, by an index if there is one"),
    "rename_table": INSTANT,
    "rename_column": INSTANT,
    "rename_constraint": INSTANT,
    "rename_view": INSTANT,
    "rename_sequence": INSTANT,
    "rename_index": Cost(lock="ShareUpdateExclusiveLock", summary="instant while others work on"),
    "strip_table": INSTANT,
    "to_trash_name": INSTANT,
    "to_trash": INSTANT,
    "keep_column": Cost(lock="ShareLock", blocks="writes", scan=True, summary="copies the column's values to the trash while writers wait"),
    "return_rows": Cost(scan=True, summary="writes the rows that were in the trash"),
    "return_values": Cost(lock="RowExclusiveLock", scan=True, rewrite=True, summary="writes the values that were in the trash"),
    "create_view": NOTHING,
    "replace_view": INSTANT,
    "drop_view": INSTANT,
    "add_domain_check": Cost(lock="ShareLock", blocks="writes", scan=True, summary="reads every table that uses the domain"),
    "alter_enum_column": REWRITE,
    "add_enum_value": Cost(summary="instant; the label can be used once this is committed"),
    "alter_index_options": Cost(lock="ShareUpdateExclusiveLock", summary="instant; rows in the index stay as they are"),
}


def cost(action: Action, can: Capabilities) -> Cost:  # noqa: ARG001 - no version differs in this yet
    """Return what one action costs on a server of these capabilities."""
    if action.fields.get(CONCURRENTLY):
        return _BUILT if action.template == "create_index" else _GONE
    found = _cost(action)
    if action.fields.get(APART):
        return replace(found, transaction=Transaction.ALONE)
    return replace(found, transaction=Transaction.COMMIT_BEFORE) if action.fields.get(COMMIT_BEFORE) else found


def _cost(action: Action) -> Cost:
    change = action.change
    match action.template:
        case "add_column" if isinstance(change.after, Column):
            return _added(change.after)
        case "add_constraint":
            return _constraint(action)
        case "alter_column_type" if isinstance(change.before, Column) and isinstance(change.after, Column):
            return _retyped(change.before, change.after, str(action.fields.get("using", "")))
        case "alter_column_nullable" if isinstance(change.after, Column):
            return INSTANT if change.after.nullable or action.fields.get("proved") else _SCAN
        case "alter_column_generated":
            return REWRITE if isinstance(change.after, Column) and change.after.generated is not None else INSTANT
        case "alter_domain_nullable":
            return NOTHING if getattr(change.after, "nullable", True) else _BY_TEMPLATE["add_domain_check"]
        case "alter_table_options":
            return _words(str(action.fields.get("word", "")))
        case template if template.startswith("comment_"):
            return Cost(lock="ShareUpdateExclusiveLock", summary="instant while others work on")
        case template:
            return _BY_TEMPLATE.get(template, NOTHING)


def is_stable(default: str) -> bool:
    """Tell whether a default has one value for all rows of a statement, so that a new column with it is not written to each row."""
    return all(_is_known(call[1], alone=bool(call[2])) for call in _CALL.finditer(_LITERAL.sub("''", default)))


def _is_known(name: str, *, alone: bool) -> bool:
    """Tell whether a function is known to be stable, called with or without arguments."""
    word = name.lower().removeprefix("pg_catalog.")
    return word in _CASTS or (word in _STABLE_ALONE if alone else word in _STABLE_OF)


def _added(column: Column) -> Cost:
    computed = column.generated is not None and column.generated.stored
    if computed or column.identity is not None or (column.default is not None and not is_stable(column.default)):
        return REWRITE
    return INSTANT


def _constraint(action: Action) -> Cost:
    """Return what a new constraint costs; one that is not valid yet costs nothing but its lock."""
    constraint = action.change.after
    unchecked = not getattr(constraint, "valid", True) or not getattr(constraint, "enforced", True)
    if isinstance(constraint, ForeignKey):
        summary = "instant once it has its locks" if unchecked else "reads every row while writers of both tables wait"
        return Cost(lock="ShareRowExclusiveLock", blocks="writes", scan=not unchecked, summary=summary)
    if constraint is not None and constraint.kind in {"primary_key", "unique"}:
        return Cost(lock="AccessExclusiveLock", blocks=_ALL, scan=True, summary="builds an index while everybody waits")
    return INSTANT if unchecked else _SCAN


def _retyped(before: Column, after: Column, using: str) -> Cost:
    """Return what a change of type costs: nothing where every value is stored alike and fits."""
    if before.collation != after.collation:
        return Cost(lock="AccessExclusiveLock", blocks=_ALL, scan=True, summary="builds every index on the column anew")
    return REWRITE if using or not stays(before.type, after.type) else INSTANT


def stays(before: str, after: str) -> bool:
    """Tell whether rows can stay as they are when one type becomes another."""
    old, new = base(before), base(after)
    if old in {"character varying", "text"} and new == "text":
        return True
    if old in {"text", "character varying"} and new == "character varying":
        return _grows(before, after)
    if old != new:
        return (old, new) == ("cidr", "inet")
    if old == "numeric":
        first, second = _numbers(before), _numbers(after)
        return not second or (len(first) == len(second) == 2 and first[0] <= second[0] and first[1] == second[1])
    return _grows(before, after) if old in {"bit varying", "interval"} or "time" in old else before == after


def _grows(before: str, after: str) -> bool:
    first, second = _numbers(before), _numbers(after)
    return not second or (bool(first) and first[0] <= second[0])


def _numbers(kind: str) -> tuple[int, ...]:
    return tuple(int(number) for number in re.findall(r"\d+", kind.partition("(")[2].partition(")")[0]))


def _words(word: str) -> Cost:
    """Return what a change of a table's native words costs."""
    if word in {"unlogged", "tablespace", "access_method"}:
        return REWRITE
    return Cost(lock="ShareUpdateExclusiveLock", summary="instant; it counts for rows written from now on")
