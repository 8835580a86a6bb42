"""What each kind of statement does, as changes with their costs; ALTER TABLE has a file of its own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from msgspec.structs import replace
from pglast.enums import DropBehavior, ObjectType

from schemac.dialect import Capabilities
from schemac.dialect.rules import Deed
from schemac.model.change import Change, Verb
from schemac.model.names import Name
from schemac.model.objects import Domain, DomainCheck, Enum, Extension, Namespace, Object, Sequence, View
from schemac.model.plan import Cost
from schemac.model.programs import Trigger
from schemac.model.relations import MaterializedView
from schemac.model.tables import Check, Column, Exclude, ForeignKey, Index, IndexKey, PartitionOf, PrimaryKey, Table, Unique
from schemac_dialects.postgresql.costs import BESIDE, EVERYBODY, INSTANT, NOTHING, WRITERS
from schemac_dialects.postgresql.reading.alter import Alteration
from schemac_dialects.postgresql.reading.history import History
from schemac_dialects.postgresql.reading.values import column, constraint, name_in, name_of, table_called, type_text

_RENAMED: dict[ObjectType, type[Object]] = {ObjectType.OBJECT_SCHEMA: Namespace, ObjectType.OBJECT_VIEW: View, ObjectType.OBJECT_TYPE: Enum}


def deeds(node: Any, history: History, can: Capabilities) -> Iterator[Deed]:
    """Go through what a statement does, and remember it. What is not known here does nothing that a rule about changes looks for."""
    new = frozenset(history.tables)

    def deed(change: Change, cost: Cost = NOTHING, *words: str) -> Deed:
        return Deed(change, cost, can, new, known=False, words=frozenset(words))

    match type(node).__name__:
        case "CreateStmt":
            history.tables.add(name_of(node.relation))
            yield deed(Change(Verb.ADD, None, _table(node)))
        case "CreateTableAsStmt":
            history.tables.add(name_of(node.into.rel))
        case "AlterTableStmt" if node.objtype == ObjectType.OBJECT_TABLE:
            yield from Alteration(node, history, can).deeds()
        case "IndexStmt":
            yield _index(node, history, deed)
        case "DropStmt":
            yield from _dropped(node, history, deed)
        case "DropdbStmt":
            yield deed(Change(Verb.DROP, Namespace(name=node.dbname), None))
        case "RenameStmt":
            yield from _renamed(node, deed)
        case "TruncateStmt":
            words = ("truncate", *(("cascade",) if node.behavior == DropBehavior.DROP_CASCADE else ()))
            for relation in node.relations:
                table = table_called(name_of(relation))
                if table.full_name not in new:
                    yield deed(Change(Verb.ALTER, table, table), EVERYBODY, *words)
        case "CreateDomainStmt" | "AlterDomainStmt":
            yield from _domain(node, deed)
        case "RefreshMatViewStmt":
            name = name_of(node.relation)
            view = MaterializedView(namespace=name.namespace, name=name.name, sql="")
            yield deed(Change(Verb.ALTER, view, view), EVERYBODY, "refresh", *(("concurrently",) if node.concurrent else ()))
        case "CreateTrigStmt":
            name = name_of(node.relation)
            if name not in new:
                yield deed(Change(Verb.ADD, None, Trigger(namespace=name.namespace, name=node.trigname, table=name.name)), WRITERS)
        case "CommentStmt" if node.objtype in {ObjectType.OBJECT_TABLE, ObjectType.OBJECT_COLUMN}:
            yield _commented(node, deed)
        case "AlterExtensionStmt":
            yield _extension(node, deed)
        case _:
            return


def _table(node: Any) -> Table:
    """Return the table that a CREATE TABLE makes."""
    elements = node.tableElts or ()
    columns = [item for item in elements if type(item).__name__ == "ColumnDef"]
    parts = [constraint(item, "") for item in elements if type(item).__name__ == "Constraint"]
    parts += [constraint(clause, item.colname) for item in columns for clause in item.constraints or ()]
    made = tuple(part for part in parts if isinstance(part, PrimaryKey | Unique | Check | ForeignKey | Exclude))
    bare = table_called(name_of(node.relation))
    partition = PartitionOf(table=name_of(node.inhRelations[0])) if node.partbound is not None else None
    return replace(
        bare,
        columns=tuple(column(item) for item in columns),
        constraints=made,
        partition_of=partition,
        partition_by="range" if node.partspec is not None else "",
    )


def _index(node: Any, history: History, deed: Any) -> Deed:
    name = name_of(node.relation)
    history.indexes[node.idxname or ""] = name
    index = Index(
        name=node.idxname or "",
        keys=tuple(IndexKey(column=key.name or "", sql="" if key.name else "expression") for key in node.indexParams),
        unique=bool(node.unique),
    )
    table = table_called(name)
    found: Deed = deed(Change(Verb.ADD, None, index, table, table), BESIDE if node.concurrent else WRITERS)
    return found


def _extension(node: Any, deed: Any) -> Deed:
    """Return what brings an extension to another version."""
    versions = [option.arg.sval for option in node.options or () if option.defname == "new_version"]
    before, after = Extension(name=node.extname, version="?"), Extension(name=node.extname, version=versions[0] if versions else "")
    found: Deed = deed(Change(Verb.ALTER, before, after))
    return found


def _commented(node: Any, deed: Any) -> Deed:
    """Return what COMMENT ON does to a table or a column."""
    if node.objtype == ObjectType.OBJECT_TABLE:
        table = table_called(name_in(node.object))
        whole: Deed = deed(Change(Verb.ALTER, table, replace(table, comment=node.comment), aspects=("comment",)))
        return whole
    *path, last = node.object
    table, bare = table_called(name_in(path)), Column(name=last.sval, type="")
    part: Deed = deed(Change(Verb.ALTER, bare, replace(bare, comment=node.comment), table, table, ("comment",)))
    return part


def _dropped(node: Any, history: History, deed: Any) -> Iterator[Deed]:
    """Go through the objects that a DROP names."""
    words = ("cascade",) if node.behavior == DropBehavior.DROP_CASCADE else ()
    for item in node.objects:
        match node.removeType:
            case ObjectType.OBJECT_INDEX:
                name = name_in(item)
                table = table_called(history.indexes.get(name.name, Name("", "")))
                index = Index(name=name.name, keys=())
                yield deed(Change(Verb.DROP, index, None, table, table), BESIDE if node.concurrent else INSTANT, *words)
            case ObjectType.OBJECT_TABLE:
                yield deed(Change(Verb.DROP, table_called(name_in(item)), None), INSTANT, *words)
            case ObjectType.OBJECT_SCHEMA:
                yield deed(Change(Verb.DROP, Namespace(name=item.sval), None), INSTANT, *words)
            case ObjectType.OBJECT_SEQUENCE:
                name = name_in(item)
                yield deed(Change(Verb.DROP, Sequence(namespace=name.namespace, name=name.name), None), INSTANT, *words)
            case ObjectType.OBJECT_VIEW | ObjectType.OBJECT_MATVIEW:
                name = name_in(item)
                yield deed(Change(Verb.DROP, View(namespace=name.namespace, name=name.name, sql=""), None), INSTANT, *words)
            case ObjectType.OBJECT_EXTENSION:
                yield deed(Change(Verb.DROP, Extension(name=item.sval), None), INSTANT, *words)
            case _ if words:
                view = View(name=str(getattr(item, "sval", "") or "object"), sql="")
                yield deed(Change(Verb.ALTER, view, view), INSTANT, *words)
            case _:
                continue


def _renamed(node: Any, deed: Any) -> Iterator[Deed]:
    """Go through what RENAME changes; constraints and indexes are known to no program by name."""
    kind = node.renameType
    if kind == ObjectType.OBJECT_COLUMN and node.relation is not None:
        table = table_called(name_of(node.relation))
        before, after = Column(name=node.subname, type=""), Column(name=node.newname, type="")
        yield deed(Change(Verb.RENAME, before, after, table, table), INSTANT)
    elif kind == ObjectType.OBJECT_TABLE:
        name = name_of(node.relation)
        yield deed(Change(Verb.RENAME, table_called(name), table_called(name._replace(name=node.newname))), INSTANT)
    elif kind == ObjectType.OBJECT_SCHEMA:
        yield deed(Change(Verb.RENAME, Namespace(name=node.subname), Namespace(name=node.newname)), INSTANT)
    elif kind == ObjectType.OBJECT_VIEW:
        name = name_of(node.relation)
        before_view, after_view = (View(namespace=name.namespace, name=each, sql="") for each in (name.name, node.newname))
        yield deed(Change(Verb.RENAME, before_view, after_view), INSTANT)


def _domain(node: Any, deed: Any) -> Iterator[Deed]:
    """Go through the rules that a domain gets."""
    if type(node).__name__ == "CreateDomainStmt":
        rules = [rule.contype.name for rule in node.constraints or ()]
        checks = tuple(DomainCheck(sql=str(number)) for number, rule in enumerate(rules) if rule == "CONSTR_CHECK")
        name = name_in(node.domainname)
        made = Domain(
            namespace=name.namespace, name=name.name, type=type_text(node.typeName), nullable="CONSTR_NOTNULL" not in rules, checks=checks
        )
        yield deed(Change(Verb.ADD, None, made))
        return
    name = name_in(node.typeName)
    before = Domain(namespace=name.namespace, name=name.name, type="")
    if node.subtype in {"C", ord("C")} and not node.def_.skip_validation:
        after = Domain(namespace=name.namespace, name=name.name, type="", checks=(DomainCheck(sql="new"),))
        yield deed(Change(Verb.ALTER, before, after), WRITERS)
    elif node.subtype in {"O", ord("O")}:
        yield deed(Change(Verb.ALTER, before, Domain(namespace=name.namespace, name=name.name, type="", nullable=False)), WRITERS)
