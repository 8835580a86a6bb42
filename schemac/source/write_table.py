"""A table as a definition says it: what concerns one column beside that column, what is named under its name."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from msgspec.structs import replace

from schemac.compile.naming import named_columns
from schemac.model.names import Ref, dotted, spell
from schemac.model.objects import Object, Words
from schemac.model.rows import Rows
from schemac.model.tables import (
    Check,
    Column,
    Constraint,
    Exclude,
    ExcludeKey,
    ForeignKey,
    Identity,
    Index,
    IndexKey,
    Part,
    PrimaryKey,
    Table,
    Unique,
)
from schemac.source.children import handed_down
from schemac.source.write_default import Defaults
from schemac.source.write_rows import write_rows
from schemac.source.write_short import Shortening
from schemac.source.write_yaml import Block

_TYPELESS = "blob"
"""The portable type of a column to which its engine gave none; the engine's own words then say so."""

_CONSTRAINT_OPTIONS = ("no_inherit", "valid", "enforced", "nulls_distinct", "deferrable", "initially_deferred")
_REFERENCE_OPTIONS = ("on_delete", "on_update", "match", "deferrable", "initially_deferred", "valid")
_COUNTING = ("start", "increment", "minimum", "maximum", "cache", "cycle")


def write_table(table: Table, short: Shortening, defaults: Defaults) -> Block:
    """Return what stands under a table's name."""
    inline, apart = _placed(table, short)
    written = Block() if table.comment is None else Block(comment=table.comment)
    written |= _placement(table)
    columns = own_columns(table, short)
    if columns or not table.parents:
        written["columns"] = Block(
            {spell(column.name): _column(column, table, inline.get(column.name, {}), short, defaults) for column in columns}
        )
    key = next((part for part in apart if isinstance(part, PrimaryKey) and part == PrimaryKey(columns=part.columns)), None)
    if key is not None:
        written["primary_key"] = [spell(column) for column in key.columns]
        apart.remove(key)
    if apart:
        written["constraints"] = collection((part.name, _constraint(part, short)) for part in apart)
    if table.indexes:
        written["indexes"] = collection((index.name, write_index(index, short)) for index in table.indexes)
    rows = short.schema.objects.get(Ref(Rows.kind, *table.full_name))
    if isinstance(rows, Rows):
        written["rows"] = write_rows(rows, table)
    return Block(written | shared(table, short.dialect.name))


def _placement(table: Table) -> dict[str, Any]:
    """Return how a table is divided, of what it is a part, and from what it inherits."""
    words: dict[str, Any] = {"partition_by": table.partition_by} if table.partition_by else {}
    if table.partition_of is not None:
        words["partition_of"] = {"table": str(table.partition_of.table), "values": table.partition_of.values}
    return words | ({"inherits": [str(parent) for parent in table.inherits]} if table.inherits else {})


def own_columns(table: Table, short: Shortening) -> tuple[Column, ...]:
    """Return the columns that a table must say: of a child those that are not as its parents hand them down, or all in another order."""
    parents = [parent for parent in (short.schema.table(name) for name in table.parents) if parent is not None]
    given: dict[str, Column] = {}
    for parent in parents:
        for column in parent.columns:
            given.setdefault(column.name, handed_down(column, parent, table))
    if not given:
        return table.columns
    rest = [column.name for column in table.columns if column.name not in given]
    if [column.name for column in table.columns] != [*given, *rest]:
        return table.columns
    kept = tuple(column for column in table.columns if not _same(column, given.get(column.name)))
    return kept if {column.name for column in kept} < {column.name for column in table.columns} else table.columns


def _same(column: Column, given: Column | None) -> bool:
    """Tell whether a column is as it is handed down; an identity is handed down or not as the server's version has it."""
    return given is not None and (column == given or (column.identity is None and column == replace(given, identity=None)))


def shared(item: Object | Part, dialect: str, native: Words | None = None) -> dict[str, Any]:
    """Return the words of which every object and part may have some: the comment, and the native words of engines.

    native: words that only this dialect can say, besides the item's own.
    """
    written: dict[str, Any] = {} if item.comment is None else {"comment": item.comment}
    words = dict(item.dialects)
    own = words.get(dialect, {}) | item.options | (native or {})
    if own:
        words[dialect] = own
    return written | {"dialects": words} if words else written


def collection(entries: Iterable[tuple[str, dict[str, Any]]]) -> Block | list[dict[str, Any]]:
    """Return parts by name; as a list where one has no name, or two have the same."""
    items = list(entries)
    names = {name for name, _ in items}
    if "" not in names and len(names) == len(items):
        return Block({spell(name): entry for name, entry in items})
    return [({"name": spell(name)} if name else {}) | entry for name, entry in items]


def _placed(table: Table, short: Shortening) -> tuple[dict[str, dict[str, Any]], list[Constraint]]:
    """Return the words that constraints become beside their columns, and the constraints that stand apart.

    A constraint stands beside its column when it concerns that column alone, the table itself says that column, and nothing would be
    lost: no options, and no name but the one that it would be given.
    """
    omitted = short.omitted_names(table)
    known = {column.name for column in own_columns(table, short)}
    inline: dict[str, dict[str, Any]] = {}
    apart: list[Constraint] = []
    for part in table.constraints:
        bare = replace(part, name="") if part.name in omitted else part
        columns = tuple(dict.fromkeys(named_columns(table, part)))
        words = inline.setdefault(columns[0], {}) if len(columns) == 1 and columns[0] in known else None
        word = "references" if isinstance(bare, ForeignKey) else bare.kind
        value = None if bare.name or words is None or word in words else _beside(bare, short.dialect.name)
        if words is not None and value is not None:
            words[word] = value
        else:
            apart.append(bare if isinstance(bare, PrimaryKey) else part)
    return inline, apart


def _beside(part: Constraint, dialect: str) -> object:
    """Return what a constraint without a name is beside its column; None where a column has no words for all of it."""
    match part:
        case PrimaryKey() if part == PrimaryKey(columns=part.columns):
            return True
        case Unique() if part == Unique(columns=part.columns):
            return True
        case Check() if part == Check(sql=part.sql):
            return part.sql
        case ForeignKey() if len(part.referenced) < 2:
            return _reference(part, shared(part, dialect, _referenced(part)))
        case _:
            return None


def _column(column: Column, table: Table, constraints: dict[str, Any], short: Shortening, defaults: Defaults) -> str | dict[str, Any]:
    """Return a column: its type, or a mapping where there is more to say."""
    serial = short.serials.get(Ref("column", table.namespace, column.name, table.name))
    kind = serial or (short.type_of(column.type) if column.type else _TYPELESS)
    words: dict[str, Any] = {"type": kind}
    in_key = table.primary_key is not None and column.name in table.primary_key.columns
    if not column.nullable and not in_key and not serial:
        words["nullable"] = False
    if column.default is not None and not serial:
        words["default"] = defaults.spelled(short.plain_default(column.type, column.default), kind)
    if column.identity is not None:
        words["identity"] = _identity(column.identity)
    if column.generated is not None:
        words["generated"] = {"sql": column.generated.sql, "stored": column.generated.stored}
    if column.collation:
        words["collation"] = column.collation
    words |= {word: constraints[word] for word in ("primary_key", "unique", "references", "check") if word in constraints}
    native = ({} if column.type else {"type": ""}) | ({"nullable": True} if column.nullable and in_key else {})
    words |= shared(column, short.dialect.name, native)
    return kind if len(words) == 1 else words


def _identity(identity: Identity) -> str | dict[str, Any]:
    if identity == Identity(always=identity.always):
        return "always" if identity.always else "by default"
    return {"always": identity.always} | differing(identity, Identity(), _COUNTING)


def differing(item: object, usual: object, words: Iterable[str]) -> dict[str, Any]:
    """Return the attributes among `words` in which an item is not as usual."""
    return {word: getattr(item, word) for word in words if hasattr(item, word) and getattr(item, word) != getattr(usual, word)}


def _constraint(part: Constraint, short: Shortening) -> dict[str, Any]:
    """Return a constraint that stands apart."""
    words: dict[str, Any]
    match part:
        case PrimaryKey() | Unique():
            words = {part.kind: [spell(column) for column in part.columns]}
            words |= {"include": [spell(column) for column in part.include]} if part.include else {}
            words |= differing(part, type(part)(columns=()), _CONSTRAINT_OPTIONS)
        case Check():
            words = {"check": part.sql} | differing(part, Check(sql=""), _CONSTRAINT_OPTIONS)
        case Exclude():
            words = {"exclude": [_element(element) for element in part.elements]}
            words |= {"include": [spell(column) for column in part.include]} if part.include else {}
            words |= differing(part, Exclude(elements=()), ("method", "where", *_CONSTRAINT_OPTIONS))
        case ForeignKey():
            words = {"foreign_key": [spell(column) for column in part.columns], "references": _reference(part, {})}
            return words | shared(part, short.dialect.name, _referenced(part))
    return words | shared(part, short.dialect.name)


def _element(element: ExcludeKey) -> dict[str, Any]:
    """Return one element of an exclusion constraint."""
    what = {"column": spell(element.column)} if element.column else {"sql": element.sql}
    return what | {"operator": element.operator} | differing(element, ExcludeKey(operator=""), ("order", "nulls", "collation", "opclass"))


def _referenced(key: ForeignKey) -> Words:
    """Return the native words for a key that names no referenced columns, and would be read as one that names those of the primary key."""
    return {} if key.referenced else {"referenced": []}


def _reference(key: ForeignKey, more: dict[str, Any]) -> str | dict[str, Any]:
    """Return what a foreign key references: `table.column`, or a mapping where there is more to say."""
    options = differing(key, ForeignKey(columns=(), table=key.table), _REFERENCE_OPTIONS) | more
    if not options and len(key.columns) == 1:
        if len(key.referenced) == 1:
            return dotted(*key.table, *key.referenced)
        if not key.referenced and not key.table.namespace:
            return dotted(key.table.name)
    words: dict[str, Any] = {"table": str(key.table)}
    if len(key.columns) == 1 and len(key.referenced) == 1:
        words["column"] = spell(key.referenced[0])
    elif key.referenced:
        words["columns"] = [spell(column) for column in key.referenced]
    return words | options


def write_index(index: Index, short: Shortening) -> dict[str, Any]:
    """Return an index."""
    words: dict[str, Any] = {"columns": [_key(key) for key in index.keys]}
    words |= differing(index, Index(keys=()), ("unique", "where"))
    words |= {"include": [spell(column) for column in index.include]} if index.include else {}
    words |= differing(index, Index(keys=()), ("method", "nulls_distinct"))
    return words | shared(index, short.dialect.name)


def _key(key: IndexKey) -> str | dict[str, Any]:
    """Return one key of an index: its column, or a mapping where there is more to say."""
    options = differing(key, IndexKey(), ("order", "nulls", "collation", "opclass", "length"))
    if key.column:
        return {"column": spell(key.column)} | options if options else spell(key.column)
    return {"sql": key.sql} | options
