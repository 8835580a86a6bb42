"""What statements cost on InnoDB: what is instant, what is built beside the running table, and what copies it."""

from __future__ import annotations

from collections.abc import Sequence

from schemac.dialect import Capabilities
from schemac.model.change import Action, Change, Verb
from schemac.model.plan import Cost, Transaction
from schemac.model.tables import PrimaryKey, Table
from schemac_dialects.mysql.ways import Way, server_of, way_of

ALTER = "alter_table"
"""The template of a statement that is made of clauses."""

_ANEW = frozenset({"replace_column", "drop_period", "add_period", "add_versioning", "drop_versioning", "partition"})
"""Clauses for which every row is copied, whatever else the statement does."""

_COSTS = {
    Way.INSTANT: Cost(lock="METADATA", summary="catalogue only", transaction=Transaction.ALONE),
    Way.NOTED: Cost(lock="METADATA", summary="catalogue only", transaction=Transaction.ALONE),
    Way.BUILT: Cost(lock="METADATA", scan=True, summary="built while reads and writes go on", transaction=Transaction.ALONE),
    Way.REBUILT: Cost(
        lock="METADATA", scan=True, rewrite=True, summary="rewrites the table while reads and writes go on", transaction=Transaction.ALONE
    ),
    Way.SHARED: Cost(lock="SHARED", blocks="writes", scan=True, summary="reads every row; writes wait", transaction=Transaction.ALONE),
    Way.COPIED: Cost(
        lock="SHARED", blocks="writes", scan=True, rewrite=True, summary="copies the table; writes wait", transaction=Transaction.ALONE
    ),
}
_TRASH = {
    "keep_values": Cost(
        lock="SHARED", blocks="writes", scan=True, summary="copies the column's values to the trash", transaction=Transaction.ALONE
    ),
    "return_values": Cost(
        lock="SHARED", blocks="writes", scan=True, summary="writes the values that were in the trash", transaction=Transaction.ALONE
    ),
}


def cost(action: Action, can: Capabilities) -> Cost:
    """Return the cost of one action: that of the heaviest of its changes. Every statement commits by itself."""
    return _TRASH.get(action.template) or _COSTS[way_of_action(action, can)]


def heaviest(change: Change, can: Capabilities) -> Cost:
    """Return the cost of one change of a table."""
    return _COSTS[way_of(change, can)]


def copies(change: Change, can: Capabilities) -> bool:
    """Return whether a change of a table copies it while writers wait."""
    return way_of(change, can) is Way.COPIED


def way_of_action(action: Action, can: Capabilities) -> Way:
    """Return the way in which a statement is made: that which its `way` field says, or else that of all its changes at once.

    A statement that makes none of the plan's changes prepares one, with a column that is computed and stored beside the old one.
    """
    if action.template != ALTER:
        return Way.INSTANT
    given = action.fields.get("way")
    if isinstance(given, Way):
        return given
    clauses, changes = action.fields["clauses"], action.fields["changes"]
    alone = clauses[0] if len(clauses) == 1 else {}
    if alone.get("does") == "partition":
        return _way_of_partitions(str(alone["sql"]), mariadb=server_of(can).mariadb)
    whole = any(clause["does"] in _ANEW for clause in clauses)
    return Way.COPIED if whole or not changes else way_of_changes(changes, can)


def way_of_changes(changes: Sequence[Change], can: Capabilities) -> Way:
    """Return the way in which changes are made at once: a primary key that another one takes the place of spares the copy."""
    replaced = any(change.verb is Verb.ADD and isinstance(change.subject, PrimaryKey) for change in changes)
    kept = [change for change in changes if not (replaced and change.verb is Verb.DROP and isinstance(change.subject, PrimaryKey))]
    return max((way_of(change, can) for change in kept), default=Way.INSTANT)


def _way_of_partitions(clause: str, *, mariadb: bool) -> Way:
    """Return the way in which a table's partitions change: those that are added at the end of a list are empty, others hold rows."""
    if clause.startswith("ADD PARTITION ("):
        return Way.INSTANT if mariadb else Way.NOTED
    return Way.COPIED if mariadb or clause.startswith(("PARTITION BY", "REMOVE")) else Way.SHARED


def is_kept_by_innodb(table: Table, can: Capabilities) -> bool:
    """Tell whether a table is InnoDB's: other engines copy for most of what changes."""
    return str(table.options.get("engine") or dict(can.defaults).get("engine", "InnoDB")).lower() == "innodb"
