"""What stands beside tables: stored queries, policies, types with parts, statistics, publications."""

from __future__ import annotations

from msgspec import Struct

from schemac.model.names import Ref
from schemac.model.objects import Object
from schemac.model.tables import Index, Table


class MaterializedView(Object, frozen=True, kw_only=True, tag="materialized_view"):
    """A query whose rows are kept; `populated` is false where it is made without them."""

    kind = "materialized_view"

    sql: str
    columns: tuple[str, ...] = ()
    populated: bool = True
    indexes: tuple[Index, ...] = ()

    @property
    def holder(self) -> Table:
        """A table that stands in for the view where its indexes are spoken of."""
        return Table(name=self.name, namespace=self.namespace, indexes=self.indexes)


class Policy(Object, frozen=True, kw_only=True, tag="policy"):
    """Which rows of a table some roles may read or write; no roles are all of them, an empty expression is none."""

    kind = "policy"

    table: str
    command: str = "all"
    roles: tuple[str, ...] = ()
    using: str = ""
    check: str = ""
    permissive: bool = True

    @property
    def ref(self) -> Ref:
        """The policy's identity: it stands under its table."""
        return Ref(self.kind, self.namespace, self.name, self.table)


class Attribute(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One attribute of a composite type."""

    name: str
    type: str
    collation: str = ""


class Composite(Object, frozen=True, kw_only=True, tag="composite"):
    """A type with named attributes."""

    kind = "composite"

    attributes: tuple[Attribute, ...] = ()


class Range(Object, frozen=True, kw_only=True, tag="range"):
    """A type of ranges over another type; what is empty is the engine's choice."""

    kind = "range"

    subtype: str
    opclass: str = ""
    collation: str = ""
    canonical: str = ""
    difference: str = ""
    multirange: str = ""


class Collation(Object, frozen=True, kw_only=True, tag="collation"):
    """An order of texts; `locale` is the provider's name for it."""

    kind = "collation"

    locale: str
    provider: str = "libc"
    deterministic: bool = True
    rules: str = ""


class Statistics(Object, frozen=True, kw_only=True, tag="statistics"):
    """What the planner is told of several columns together; no kinds are all of them."""

    kind = "statistics"

    table: str
    columns: tuple[str, ...]
    kinds: tuple[str, ...] = ()


class Publication(Object, frozen=True, kw_only=True, tag="publication"):
    """What logical replication sends; `tables` may carry columns and a condition as SQL says them: `t (a, b) where (a > 0)`."""

    kind = "publication"

    tables: tuple[str, ...] = ()
    namespaces: tuple[str, ...] = ()
    all_tables: bool = False
    publish: tuple[str, ...] = ("insert", "update", "delete", "truncate")
    via_root: bool = False
