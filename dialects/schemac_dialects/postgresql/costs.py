"""What each statement costs on PostgreSQL: its lock, and whether it reads or writes every row."""

from __future__ import annotations

from msgspec.structs import replace

from schemac.dialect import Capabilities
from schemac.model.change import Action
from schemac.model.plan import Cost, Transaction
from schemac.model.tables import Column, ForeignKey
from schemac_dialects.postgresql.new_labels import COMMIT_BEFORE
from schemac_dialects.postgresql.online.apart import APART, CONCURRENTLY, ONLY, PROVED, WHY_NOT
from schemac_dialects.postgresql.rewriting import added_at_once, stays

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
_LEFT = replace(_GONE, waits=True)
_ATTACHING = Cost(lock="AccessExclusiveLock", blocks=_ALL, scan=True, summary="reads every row of the partition")
_ATTACHED = Cost(lock="AccessExclusiveLock", blocks=_ALL, summary="instant once it has its lock: a check says that the rows belong there")
_OF_NONE = Cost(lock="ShareLock", blocks="writes", summary="instant once it has its lock: the parts have theirs already")
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
    "keep_values": Cost(lock="ShareLock", blocks="writes", scan=True, summary="copies the column's values to the trash while writers wait"),
    "return_rows": Cost(scan=True, summary="writes the rows that were in the trash"),
    "return_values": Cost(lock="RowExclusiveLock", scan=True, rewrite=True, summary="writes the values that were in the trash"),
    "keep_column": NOTHING,
    "keep_column_trigger": Cost(lock="ShareRowExclusiveLock", blocks="writes", summary="instant once it has its lock"),
    "keep_column_always": Cost(lock="ShareRowExclusiveLock", blocks="writes", summary="instant once it has its lock"),
    "drop_keeper": INSTANT,
    "drop_keeper_trigger": INSTANT,
    "fill_columns": Cost(lock="RowExclusiveLock", scan=True, summary="writes the rows in batches", transaction=Transaction.ALONE),
    "rename_index_column": INSTANT,
    "attach_index": INSTANT,
    "analyze_columns": Cost(lock="ShareUpdateExclusiveLock", summary="reads some of the rows while others work on"),
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
        return {"create_index": _BUILT, "detach_partition": _LEFT}.get(action.template, _GONE)
    found = _cost(action) if not action.fields.get(ONLY) else _OF_NONE
    if action.fields.get(WHY_NOT):
        found = replace(found, summary=f"{found.summary}; {action.fields[WHY_NOT]}")
    if action.fields.get(APART):
        return replace(found, transaction=Transaction.ALONE)
    return replace(found, transaction=Transaction.COMMIT_BEFORE) if action.fields.get(COMMIT_BEFORE) else found


def _cost(action: Action) -> Cost:
    change = action.change
    match action.template:
        case "add_column" if isinstance(change.after, Column):
            return INSTANT if added_at_once(change.after) else REWRITE
        case "add_constraint":
            return _constraint(action)
        case "alter_column_type" if isinstance(change.before, Column) and isinstance(change.after, Column):
            return _retyped(change.before, change.after, str(action.fields.get("using", "")))
        case "alter_column_nullable" if isinstance(change.after, Column):
            return INSTANT if change.after.nullable or action.fields.get(PROVED) else _SCAN
        case "attach_partition":
            return _ATTACHED if action.fields.get(PROVED) else _ATTACHING
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


def _words(word: str) -> Cost:
    """Return what a change of a table's native words costs."""
    if word in {"unlogged", "tablespace", "access_method"}:
        return REWRITE
    return Cost(lock="ShareUpdateExclusiveLock", summary="instant; it counts for rows written from now on")
