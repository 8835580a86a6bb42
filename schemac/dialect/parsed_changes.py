"""What a statement that sqlglot has read does, as changes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlglot import exp

from schemac.model.change import Change, Verb
from schemac.model.names import Name
from schemac.model.objects import View
from schemac.model.tables import Check, Column, ForeignKey, Generated, Identity, Index, IndexKey, Part, PrimaryKey, Table, Unique

Found = tuple[Change, frozenset[str]]
_NO_WORDS: frozenset[str] = frozenset()


def name_of(node: Any) -> Name:
    """Return the name of a table as written."""
    return Name(node.db or "", node.name)


def changes_of(node: Any) -> Iterator[Found]:
    """Go through the changes that a statement makes, each with what else it says; nothing for a statement about rows."""
    match node:
        case exp.Create() if node.kind == "TABLE" and isinstance(node.this, exp.Schema):
            yield Change(Verb.ADD, None, _made(node)), _NO_WORDS
        case exp.Create() if node.kind == "INDEX":
            yield from _index(node)
        case exp.Drop():
            yield from _dropped(node)
        case exp.TruncateTable():
            for table in node.expressions:
                made = _called(name_of(table))
                yield Change(Verb.ALTER, made, made), frozenset({"truncate"})
        case exp.Alter() if isinstance(node.this, exp.Table):
            for action in node.args.get("actions") or ():
                yield from _altered(_called(name_of(node.this)), action)
        case _:
            return


def _called(name: Name) -> Table:
    return Table(namespace=name.namespace, name=name.name)


def _made(node: exp.Create) -> Table:
    """Return the table that a CREATE TABLE makes."""
    elements = node.this.expressions
    columns = tuple(_column(item) for item in elements if isinstance(item, exp.ColumnDef))
    parts = [part for item in elements for part in _parts(item)]
    comment = node.find(exp.SchemaCommentProperty)
    name = name_of(node.this.this)
    constraints = tuple(part for part in parts if isinstance(part, PrimaryKey | Unique | Check | ForeignKey))
    indexes = tuple(part for part in parts if isinstance(part, Index))
    text = comment.this.name if comment is not None else None
    return Table(namespace=name.namespace, name=name.name, columns=columns, constraints=constraints, indexes=indexes, comment=text)


def _column(node: exp.ColumnDef) -> Column:
    rules = {type(rule.kind): rule.kind for rule in node.args.get("constraints") or ()}
    default, generated, comment = (
        rules.get(kind) for kind in (exp.DefaultColumnConstraint, exp.ComputedColumnConstraint, exp.CommentColumnConstraint)
    )
    not_null = rules.get(exp.NotNullColumnConstraint)
    return Column(
        name=node.name,
        type=node.kind.sql(dialect="mysql").lower() if node.kind is not None else "",
        nullable=(not_null is None or bool(not_null.args.get("allow_null"))) and exp.PrimaryKeyColumnConstraint not in rules,
        default=default.this.sql() if default is not None else None,
        identity=Identity() if exp.AutoIncrementColumnConstraint in rules else None,
        generated=Generated(sql=generated.this.sql(), stored=bool(generated.args.get("persisted"))) if generated is not None else None,
        comment=comment.this.name if comment is not None else None,
    )


def _parts(node: Any, name: str = "") -> Iterator[Part]:
    """Go through the constraints and indexes that one element of a table makes."""
    columns = tuple(each.name for each in node.expressions) if hasattr(node, "expressions") else ()
    match node:
        case exp.Constraint():
            for inner in node.expressions:
                yield from _parts(inner, node.name)
        case exp.ColumnDef():
            for rule in node.args.get("constraints") or ():
                if isinstance(rule.kind, exp.PrimaryKeyColumnConstraint):
                    yield PrimaryKey(columns=(node.name,))
                elif isinstance(rule.kind, exp.UniqueColumnConstraint):
                    yield Unique(columns=(node.name,))
        case exp.PrimaryKey():
            yield PrimaryKey(name=name, columns=columns)
        case exp.UniqueColumnConstraint():
            inner = node.this
            yield Unique(name=name or inner.name, columns=tuple(each.name for each in inner.expressions))
        case exp.ForeignKey():
            target = node.args["reference"].find(exp.Table)
            yield ForeignKey(name=name, columns=columns, table=name_of(target))
        case exp.CheckColumnConstraint():
            yield Check(name=name, sql=node.this.sql())
        case exp.IndexColumnConstraint():
            method = str(node.args.get("kind") or "").lower()
            yield Index(name=node.name, keys=tuple(IndexKey(column=each) for each in columns), method=method)
        case _:
            return


def _index(node: exp.Create) -> Iterator[Found]:
    index = node.this
    table = _called(name_of(index.args["table"]))
    columns = index.args["params"].args.get("columns") or ()
    keys = tuple(IndexKey(column=each.find(exp.Column).name) for each in columns if each.find(exp.Column) is not None)
    yield Change(Verb.ADD, None, Index(name=index.name, keys=keys, unique=bool(node.args.get("unique"))), table, table), _NO_WORDS


def _dropped(node: exp.Drop) -> Iterator[Found]:
    words = frozenset({"cascade"}) if node.args.get("cascade") else _NO_WORDS
    for item in node.args.get("tables") or [node.this]:
        if node.kind == "TABLE":
            yield Change(Verb.DROP, _called(name_of(item)), None), words
        elif node.kind == "VIEW":
            name = name_of(item)
            yield Change(Verb.DROP, View(namespace=name.namespace, name=name.name, sql=""), None), words


def _altered(table: Table, action: Any) -> Iterator[Found]:
    """Go through what one action of an ALTER TABLE changes."""
    match action:
        case exp.ColumnDef():
            yield Change(Verb.ADD, None, _column(action), table, table), _NO_WORDS
            for part in _parts(action):
                yield Change(Verb.ADD, None, part, table, table), _NO_WORDS
        case exp.AddConstraint():
            for inner in action.expressions:
                for part in _parts(inner):
                    yield Change(Verb.ADD, None, part, table, table), _NO_WORDS
        case exp.Drop() if action.kind == "COLUMN":
            for each in action.args.get("tables") or [action.this]:
                yield Change(Verb.DROP, Column(name=each.name, type=""), None, table, table), _NO_WORDS
        case exp.ModifyColumn():
            after = _column(action.this)
            before = action.args.get("rename_from")
            if before is not None and before.name != after.name:
                yield Change(Verb.RENAME, Column(name=before.name, type=""), after, table, table), _NO_WORDS
            known = Column(name=after.name, type="", nullable=after.nullable)
            yield Change(Verb.ALTER, known, after, table, table, ("type",)), _NO_WORDS
        case exp.RenameColumn():
            before, after = Column(name=action.this.name, type=""), Column(name=action.args["to"].name, type="")
            yield Change(Verb.RENAME, before, after, table, table), _NO_WORDS
        case exp.AlterRename():
            yield Change(Verb.RENAME, table, _called(name_of(action.this))), _NO_WORDS
        case _:
            return
