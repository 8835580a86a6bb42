"""How a file's statements stand to transactions, timeouts and a second run."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pglast.enums import AlterTableType, ConstrType, ReindexObjectType, TransactionStmtKind

from schemac_dialects.postgresql.reading.history import History
from schemac_dialects.postgresql.reading.told import Told
from schemac_dialects.postgresql.reading.values import name_of

_BEGINS = {TransactionStmtKind.TRANS_STMT_BEGIN, TransactionStmtKind.TRANS_STMT_START}
_ENDS = {TransactionStmtKind.TRANS_STMT_COMMIT, TransactionStmtKind.TRANS_STMT_ROLLBACK}
_DDL = (
    "Create",
    "Alter",
    "Drop",
    "Index",
    "Rename",
    "Comment",
    "Lock",
    "Vacuum",
    "Cluster",
    "Reindex",
    "Truncate",
    "Refresh",
    "View",
    "Define",
)
_TIMEOUTS = {"lock_timeout": "PG316", "statement_timeout": "PG317"}


def before(node: Any, sql: str, history: History) -> Iterator[Told]:
    """Go through what is wrong with where a statement stands in its file."""
    kind = type(node).__name__
    if kind == "TransactionStmt":
        yield from _transaction(node, history)
    if kind == "VariableSetStmt" and node.name and node.args:
        history.settings.add(node.name.lower())
    if kind.startswith(_DDL):
        for setting, code in _TIMEOUTS.items():
            if setting not in history.settings:
                yield Told(code, f"{setting} is not set before this statement")
    if _is_concurrent(node) and (history.begun or (history.assumed and history.count > 1)):
        yield Told("PG103", "CONCURRENTLY cannot run in a transaction: the server refuses it")
    if kind == "AlterEnumStmt" and node.newVal and not node.oldVal:
        yield from _label(node, history)
    elif any(f"'{label}'" in sql for label in history.labels):
        yield Told("PG322", "a label of an enum is used in the transaction that adds it: the server refuses it")
    if kind == "AlterTableStmt":
        yield from _validated(node, history)
    yield from _storage(node, history)
    if not history.inside and history.count > 1:
        yield from _fragile(node, history)
    _remember_drops(node, history)


def at_end(history: History) -> Iterator[Told]:
    """Go through what is wrong when the file has ended."""
    if history.begun:
        yield Told("ST103", "the transaction that the file begins is never committed")


def _transaction(node: Any, history: History) -> Iterator[Told]:
    if node.kind in _BEGINS:
        if history.inside:
            yield Told("ST102", "a transaction is begun inside another: the server warns and goes on in the first")
        history.begun = True
    elif node.kind in _ENDS:
        if not history.begun:
            yield Told("ST102", "a transaction is ended that this file has not begun")
        history.begun = False
    else:
        return
    history.transaction += 1
    history.labels.clear()


def _is_concurrent(node: Any) -> bool:
    match type(node).__name__:
        case "IndexStmt" | "DropStmt":
            return bool(node.concurrent)
        case "ReindexStmt":
            return _option(node, "concurrently")
        case "AlterTableStmt":
            return any(getattr(command.def_, "concurrent", False) is True for command in node.cmds or ())
        case _:
            return False


def _option(node: Any, name: str) -> bool:
    """Tell whether an option in brackets, or as a word, is on."""
    for option in (node.params if hasattr(node, "params") else node.options) or ():
        if option.defname == name:
            said = getattr(option.arg, "sval", getattr(option.arg, "boolval", True)) if option.arg is not None else True
            return str(said).lower() not in {"false", "off", "0"}
    return False


def _label(node: Any, history: History) -> Iterator[Told]:
    if node.newValNeighbor is None:
        yield Told("PG321", f"label {node.newVal} is added without BEFORE or AFTER: it sorts last")
    if history.inside:
        history.labels.add(node.newVal)


def _validated(node: Any, history: History) -> Iterator[Told]:
    table = name_of(node.relation)
    for command in node.cmds or ():
        if (
            command.subtype == AlterTableType.AT_ValidateConstraint
            and history.inside
            and table not in history.tables
            and history.unchecked.get((table, command.name)) == history.transaction
        ):
            yield Told("PG307", f"{command.name} is added and validated in one transaction: its first lock is held through the scan")


def _storage(node: Any, history: History) -> Iterator[Told]:
    match type(node).__name__:
        case "ReindexStmt" if node.kind != ReindexObjectType.REINDEX_OBJECT_SYSTEM and not _option(node, "concurrently"):
            if node.relation is None or name_of(node.relation) not in history.tables:
                yield Told("PG107", "REINDEX without CONCURRENTLY makes writers wait, and readers who would use the index")
        case "VacuumStmt" if _option(node, "full"):
            yield Told("PG108", "VACUUM FULL writes the table anew while everybody waits")
            yield Told("PG115", "VACUUM FULL makes everybody wait where REPACK can let them work on")
        case "ClusterStmt":
            yield Told("PG108", "CLUSTER writes the table anew while everybody waits")
            yield Told("PG115", "CLUSTER makes everybody wait where REPACK can let them work on")
        case _:
            return


def _fragile(node: Any, history: History) -> Iterator[Told]:
    """Go through what fails when the file is run once more after it stopped half way."""
    match type(node).__name__:
        case "CreateStmt" if not node.if_not_exists:
            yield Told("ST101", "CREATE TABLE without IF NOT EXISTS fails when the file is run again")
        case "IndexStmt" if node.idxname and not node.if_not_exists:
            yield Told("ST101", f"CREATE INDEX {node.idxname} without IF NOT EXISTS fails when the file is run again")
        case "DropStmt" if not node.missing_ok:
            yield Told("ST101", "DROP without IF EXISTS fails when the file is run again")
        case "AlterTableStmt":
            for command in node.cmds or ():
                yield from _fragile_command(command, history)
        case _:
            return


def _fragile_command(command: Any, history: History) -> Iterator[Told]:
    match command.subtype:
        case AlterTableType.AT_AddColumn if not command.missing_ok:
            yield Told("ST101", "ADD COLUMN without IF NOT EXISTS fails when the file is run again")
        case AlterTableType.AT_DropColumn | AlterTableType.AT_DropConstraint if not command.missing_ok:
            yield Told("ST101", "DROP without IF EXISTS fails when the file is run again")
        case AlterTableType.AT_AddConstraint if command.def_.conname not in history.dropped:
            if command.def_.contype != ConstrType.CONSTR_NOTNULL:
                yield Told("ST101", "ADD CONSTRAINT fails when the file is run again: DROP CONSTRAINT IF EXISTS before it")
        case _:
            return


def _remember_drops(node: Any, history: History) -> None:
    for command in (node.cmds or ()) if type(node).__name__ == "AlterTableStmt" else ():
        if command.subtype == AlterTableType.AT_DropConstraint and command.missing_ok:
            history.dropped.add(command.name)
