"""What stands beside tables as the server would hold it."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from schemac.dialect import Capabilities
from schemac.model.foreign import Subscription
from schemac.model.names import Name, parse_name
from schemac.model.objects import Object
from schemac.model.relations import Collation, Composite, MaterializedView, Policy, Publication, Range, Statistics
from schemac.model.tables import Index, PartitionOf, Table
from schemac_dialects.postgresql.bounds import keywords_lowered
from schemac_dialects.postgresql.made_names import multirange_name
from schemac_dialects.postgresql.parens import unwrapped
from schemac_dialects.postgresql.quoting import quote
from schemac_dialects.postgresql.spelling import listed
from schemac_dialects.postgresql.subscriptions import without_usual
from schemac_dialects.postgresql.view_columns import with_columns

_ALL_KINDS = 3
_IDENTITY_HANDED_DOWN = 17
_OPERATIONS = ("insert", "update", "delete", "truncate")


def beside(item: Object, kind_of: Callable[[str], str], index_of: Callable[[Index, Table], Index]) -> Object:
    """Return an object in the server's terms; types go through `kind_of`, indexes through `index_of`."""
    match item:
        case MaterializedView():
            sql = with_columns(item.sql, item.columns) if item.columns else item.sql
            indexes = tuple(index_of(index, item.holder) for index in item.indexes)
            words = {word: value for word, value in item.options.items() if value not in (False, {}, "")}
            return replace(item, sql=sql, columns=(), indexes=indexes, options=words)
        case Policy():
            roles = () if "public" in item.roles else tuple(sorted(set(item.roles)))
            return replace(item, using=unwrapped(item.using), check=unwrapped(item.check), roles=roles)
        case Composite():
            return replace(item, attributes=tuple(replace(each, type=kind_of(each.type)) for each in item.attributes))
        case Range():
            name = "" if item.multirange == multirange_name(item.name) else item.multirange
            return replace(item, subtype=kind_of(item.subtype), multirange=name)
        case Collation():
            return replace(item, options={word: value for word, value in item.options.items() if value != item.locale})
        case Statistics():
            return _statistics(item)
        case Subscription():
            return replace(item, options=without_usual(item.options))
        case Publication():
            sent = tuple(operation for operation in _OPERATIONS if operation in item.publish)
            return replace(item, tables=tuple(sorted(map(listed, item.tables))), namespaces=tuple(sorted(item.namespaces)), publish=sent)
        case _:
            return item


def _statistics(item: Statistics) -> Statistics:
    """Return statistics with plain columns quoted where they need it, and expressions in parentheses behind them."""
    columns = [column if column.startswith('"') else quote(column) for column in item.columns if not column.startswith("(")]
    expressions = [f"({unwrapped(column)})" for column in item.columns if column.startswith("(")]
    kinds = () if len(set(item.kinds)) == _ALL_KINDS or (not columns and len(expressions) == 1) else tuple(sorted(set(item.kinds)))
    return replace(item, table=str(_default(parse_name(item.table))), columns=(*columns, *expressions), kinds=kinds)


def child(table: Table, can: Capabilities) -> Table:
    """Return a table with its place among parents and partitions as the server says it."""
    if not (table.partition_by or table.parents):
        return table
    part = table.partition_of
    columns = table.columns
    if part is not None:
        part = PartitionOf(table=_default(part.table), values=keywords_lowered(part.values))
        if can.version and can.version[0] < _IDENTITY_HANDED_DOWN:
            columns = tuple(replace(column, identity=None, options={}) if column.identity else column for column in columns)
    return replace(
        table,
        columns=columns,
        partition_by=_divided(table.partition_by),
        partition_of=part,
        inherits=tuple(_default(parent) for parent in table.inherits),
    )


def _divided(text: str) -> str:
    """Return how rows are divided: the strategy in small letters, then the key in parentheses."""
    strategy, bracket, rest = text.strip().partition("(")
    return f"{strategy.strip().lower()} {bracket}{rest}".strip()


def _default(name: Name) -> Name:
    return Name("", name.name) if name.namespace == "public" else name
