"""What the commands of ALTER TABLE do, as changes with their costs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from msgspec.structs import replace
from pglast.enums import AlterTableType, ConstrType, DropBehavior

from schemac.dialect import Capabilities
from schemac.dialect.rules import Deed
from schemac.model.change import Action, Change, Verb
from schemac.model.names import Name
from schemac.model.plan import Cost
from schemac.model.tables import Check, Column, ForeignKey, Part, PartitionOf, PrimaryKey, Table, Unique
from schemac_dialects.postgresql.costs import EVERYBODY, INSTANT, REWRITE, cost
from schemac_dialects.postgresql.reading.history import History
from schemac_dialects.postgresql.reading.values import column, constraint, name_of, table_called, type_text

_CASCADE = frozenset({"cascade"})
_STORAGE = {
    AlterTableType.AT_SetLogged: "logged",
    AlterTableType.AT_SetUnLogged: "unlogged",
    AlterTableType.AT_SetTableSpace: "tablespace",
    AlterTableType.AT_SetAccessMethod: "access_method",
}
_SECURITY = {
    AlterTableType.AT_EnableRowSecurity: "rls",
    AlterTableType.AT_DisableRowSecurity: "rls",
    AlterTableType.AT_ForceRowSecurity: "force_rls",
    AlterTableType.AT_NoForceRowSecurity: "force_rls",
}


class Alteration:
    """One ALTER TABLE: its table, and how its commands become deeds."""

    def __init__(self, node: Any, history: History, can: Capabilities) -> None:
        """Look at a parsed statement with what came before it."""
        self._node = node
        self._history = history
        self._can = can
        self.name = name_of(node.relation)
        self._table = table_called(self.name)

    def deeds(self) -> Iterator[Deed]:
        """Go through what the statement does, and remember it."""
        for command in self._node.cmds or ():
            words = _CASCADE if command.behavior == DropBehavior.DROP_CASCADE else frozenset[str]()
            yield from self._command(command, words)

    def _command(self, command: Any, words: frozenset[str]) -> Iterator[Deed]:
        kind = command.subtype
        match kind:
            case AlterTableType.AT_AddColumn:
                yield from self._added(command.def_)
            case AlterTableType.AT_DropColumn:
                yield self._deed(Verb.DROP, Column(name=command.name, type=""), None, INSTANT, words)
            case AlterTableType.AT_AlterColumnType:
                after = Column(name=command.name, type=type_text(command.def_.typeName))
                yield self._deed(Verb.ALTER, Column(name=command.name, type=""), after, REWRITE, aspects=("type",))
            case AlterTableType.AT_SetNotNull | AlterTableType.AT_DropNotNull:
                yield self._nullable(command.name, after=kind == AlterTableType.AT_DropNotNull)
            case AlterTableType.AT_AddConstraint:
                yield from self._constrained(command.def_, "")
            case AlterTableType.AT_DropConstraint:
                yield self._deed(Verb.DROP, Check(name=command.name, sql=""), None, INSTANT, words)
            case AlterTableType.AT_ValidateConstraint:
                self._validated(command.name)
            case AlterTableType.AT_AttachPartition | AlterTableType.AT_DetachPartition:
                yield self._partition(command, attach=kind == AlterTableType.AT_AttachPartition)
            case _ if kind in _STORAGE:
                yield self._options(_STORAGE[kind], REWRITE)
            case _ if kind in _SECURITY:
                yield self._options(_SECURITY[kind], INSTANT)
            case AlterTableType.AT_ReplicaIdentity:
                yield self._options("replica_identity", INSTANT)
            case _:
                return

    def _deed(
        self,
        verb: Verb,
        before: Part | None,
        after: Part | None,
        price: Cost,
        words: frozenset[str] = frozenset(),
        aspects: tuple[str, ...] = (),
    ) -> Deed:
        change = Change(verb, before, after, self._table, self._table, aspects)
        return Deed(change, price, self._can, frozenset(self._history.tables), known=False, words=words)

    def _added(self, node: Any) -> Iterator[Deed]:
        """Go through a new column and the constraints that stand at it."""
        made = column(node)
        price = cost(Action("add_column", Change(Verb.ADD, None, made, self._table, self._table)), self._can)
        if made.default is not None and self._can.version and self._can.version < (11,):
            price = REWRITE
        yield self._deed(Verb.ADD, None, made, price)
        for clause in node.constraints or ():
            yield from self._constrained(clause, made.name)

    def _nullable(self, name: str, *, after: bool) -> Deed:
        proven = (self.name, name) in self._history.proven and (not self._can.version or self._can.version >= (12,))
        price = INSTANT if after or proven else replace(EVERYBODY, scan=True, summary="reads every row")
        before = Column(name=name, type="", nullable=not after)
        return self._deed(Verb.ALTER, before, replace(before, nullable=after), price, aspects=("nullable",))

    def _constrained(self, node: Any, column_name: str) -> Iterator[Deed]:
        made = constraint(node, column_name)
        if made is None:
            return
        key = (self.name, made.name)
        if node.skip_validation:
            self._history.unchecked[key] = self._history.transaction
        found = _said_not_null(node)
        if found:
            self._history.not_null[key] = found
        if isinstance(made, PrimaryKey | Unique) and node.indexname:
            yield Deed(Change(Verb.ALTER, made, made, self._table, self._table), INSTANT, self._can, frozenset(self._history.tables))
            return
        price = cost(Action("add_constraint", Change(Verb.ADD, None, made, self._table, self._table)), self._can)
        deed = self._deed(Verb.ADD, None, made, price)
        if not (isinstance(made, ForeignKey) and self.name in self._history.tables):
            yield deed

    def _validated(self, name: str) -> None:
        column_name = self._history.not_null.get((self.name, name))
        if column_name:
            self._history.proven.add((self.name, column_name))

    def _partition(self, command: Any, *, attach: bool) -> Deed:
        part: Name = name_of(command.def_.name)
        alone, bound = table_called(part), replace(table_called(part), partition_of=PartitionOf(table=self.name))
        concurrent = frozenset({"concurrently"}) if command.def_.concurrent else frozenset[str]()
        change = Change(Verb.ALTER, alone if attach else bound, bound if attach else alone)
        new = frozenset(self._history.tables)
        if attach and part in new:
            change = Change(Verb.ALTER, bound, bound)
        return Deed(change, EVERYBODY, self._can, new, known=False, words=concurrent)

    def _options(self, word: str, price: Cost) -> Deed:
        table: Table = replace(self._table, options={word: True})
        silent = self.name in self._history.tables
        return Deed(Change(Verb.ALTER, table if silent else self._table, table), INSTANT if silent else price, self._can, known=False)


def _said_not_null(node: Any) -> str:
    """Return the column that a check says is not null, if that is all it says."""
    test: Any = node.raw_expr if node.contype == ConstrType.CONSTR_CHECK else None
    if test is None or type(test).__name__ != "NullTest" or test.nulltesttype.name != "IS_NOT_NULL":
        return ""
    return str(test.arg.fields[-1].sval) if type(test.arg).__name__ == "ColumnRef" else ""
