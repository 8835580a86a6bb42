"""Tables and their parts."""

from __future__ import annotations

from typing import ClassVar

from msgspec import Struct

from schemac.model.names import Name
from schemac.model.objects import Object, Words


class Identity(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """How an identity column counts; `always` refuses values given by hand."""

    always: bool = True
    start: int | None = None
    increment: int = 1
    minimum: int | None = None
    maximum: int | None = None
    cache: int = 1
    cycle: bool = False


class Generated(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An expression that computes a column, kept on disk or not."""

    sql: str
    stored: bool = True


class Part(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What every part of a table has. A part does not know its table: a reference is made by whoever holds both."""

    kind: ClassVar[str]

    name: str = ""
    comment: str | None = None
    options: Words = {}
    dialects: dict[str, Words] = {}

    def differing(self, other: Part) -> tuple[str, ...]:
        """Return the names of the attributes in which two parts of one kind differ."""
        return tuple(field for field in self.__struct_fields__ if getattr(self, field) != getattr(other, field))


class Column(Part, frozen=True, kw_only=True, tag_field="kind", tag="column"):
    """A column. `type`, `default` and `generated` are SQL text; an empty collation is the type's own."""

    kind = "column"

    type: str
    nullable: bool = True
    default: str | None = None
    identity: Identity | None = None
    generated: Generated | None = None
    collation: str = ""


class PrimaryKey(Part, frozen=True, kw_only=True, tag_field="kind", tag="primary_key"):
    """The primary key. An empty name is one that nobody chose, here and in every other part."""

    kind = "primary_key"

    columns: tuple[str, ...]
    include: tuple[str, ...] = ()
    deferrable: bool = False
    initially_deferred: bool = False


class Unique(Part, frozen=True, kw_only=True, tag_field="kind", tag="unique"):
    """A unique constraint."""

    kind = "unique"

    columns: tuple[str, ...]
    include: tuple[str, ...] = ()
    nulls_distinct: bool = True
    deferrable: bool = False
    initially_deferred: bool = False


class Check(Part, frozen=True, kw_only=True, tag_field="kind", tag="check"):
    """A check of a row; `valid` is false where the rows from before were never checked (PostgreSQL's NOT VALID)."""

    kind = "check"

    sql: str
    no_inherit: bool = False
    valid: bool = True
    enforced: bool = True


class ForeignKey(Part, frozen=True, kw_only=True, tag_field="kind", tag="foreign_key"):
    """A foreign key. Actions are lower case: `no action`, `restrict`, `cascade`, `set null`, `set default`; match `simple` or `full`.

    `referenced` is empty where the reference is to the other table's primary key and the engine keeps it so (SQLite).
    """

    kind = "foreign_key"

    columns: tuple[str, ...]
    table: Name
    referenced: tuple[str, ...] = ()
    on_delete: str = "no action"
    on_update: str = "no action"
    match: str = "simple"
    deferrable: bool = False
    initially_deferred: bool = False
    valid: bool = True


class ExcludeKey(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One element of an exclusion constraint: a column or an expression, and the operator by which two rows may not agree."""

    operator: str
    column: str = ""
    sql: str = ""
    opclass: str = ""
    collation: str = ""
    order: str = "asc"
    nulls: str = ""


class Exclude(Part, frozen=True, kw_only=True, tag_field="kind", tag="exclude"):
    """An exclusion constraint: no two rows agree in all elements by their operators. An empty `where` covers every row."""

    kind = "exclude"

    elements: tuple[ExcludeKey, ...]
    method: str = ""
    where: str = ""
    include: tuple[str, ...] = ()
    deferrable: bool = False
    initially_deferred: bool = False


Constraint = PrimaryKey | Unique | Check | ForeignKey | Exclude


class IndexKey(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One key of an index: a column or an expression, never both. `order` is `asc` or `desc`, `nulls` `first`, `last` or the engine's."""

    column: str = ""
    sql: str = ""
    order: str = "asc"
    nulls: str = ""
    collation: str = ""
    opclass: str = ""
    length: int | None = None


class Index(Part, frozen=True, kw_only=True, tag_field="kind", tag="index"):
    """An index; an empty method is the engine's default one, an empty `where` covers every row."""

    kind = "index"

    keys: tuple[IndexKey, ...]
    unique: bool = False
    where: str = ""
    include: tuple[str, ...] = ()
    method: str = ""
    nulls_distinct: bool = True


class Label(Part, frozen=True, kw_only=True, tag_field="kind", tag="label"):
    """A label of an enum where it is spoken of by itself: it can be renamed. An enum holds its labels as texts."""

    kind = "label"


class PartitionOf(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The table that a partition is part of, and which rows it holds: `from (1) to (5)`, `in ('a')`, `default`."""

    table: Name
    values: str = "default"


class Table(Object, frozen=True, kw_only=True, tag="table"):
    """A table with all its parts, in the order in which they were written or found.

    A partition, or a table that inherits, holds its parent's columns too, and of constraints and indexes only those of its own.
    """

    kind = "table"

    columns: tuple[Column, ...] = ()
    constraints: tuple[Constraint, ...] = ()
    indexes: tuple[Index, ...] = ()
    partition_by: str = ""
    partition_of: PartitionOf | None = None
    inherits: tuple[Name, ...] = ()

    @property
    def parents(self) -> tuple[Name, ...]:
        """The tables whose columns this one has."""
        return (self.partition_of.table,) if self.partition_of is not None else self.inherits

    def column(self, name: str) -> Column | None:
        """Return the column of that name, if there is one."""
        return next((column for column in self.columns if column.name == name), None)

    @property
    def primary_key(self) -> PrimaryKey | None:
        """The primary key, if there is one."""
        return next((part for part in self.constraints if isinstance(part, PrimaryKey)), None)
