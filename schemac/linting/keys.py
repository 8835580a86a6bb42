"""DL101, DL102, DL104: primary keys that are missing, too small, or made of a serial."""

from __future__ import annotations

from collections.abc import Iterator

from schemac.dialect.rules import Deed, Found
from schemac.linting.designed import Designed, Options, columns_of, design, table_of
from schemac.linting.kinds import kind_of
from schemac.model.change import part_ref

_SMALL = {"integer", "smallint", "mediumint", "tinyint", "serial", "smallserial"}


def missing(deed: Deed, options: Options) -> Iterator[Found]:  # noqa: ARG001 - the shape of every rule
    """Find a table without a primary key; a partition has its parent's."""
    table = table_of(deed)
    if table is not None and table.primary_key is None and not table.parents:
        yield Found(f"table {table.full_name} has no primary key")


def small(deed: Deed, options: Options) -> Iterator[Found]:  # noqa: ARG001 - likewise
    """Find a key of one column that counts in a type that runs out; keys that only refer to another table follow that table."""
    table = table_of(deed)
    if table is None or table.primary_key is None or len(table.primary_key.columns) != 1:
        return
    column = table.column(table.primary_key.columns[0])
    if column is None or kind_of(column.type).name not in _SMALL:
        return
    if column.identity is not None or column.default is not None or kind_of(column.type).name.endswith("serial"):
        yield Found(f"key {table.full_name}.{column.name} counts in {column.type}, which runs out", ref=part_ref(table, column))


def serial(deed: Deed, options: Options) -> Iterator[Found]:  # noqa: ARG001 - likewise
    """Find a column that is a serial."""
    for ref, column in columns_of(deed):
        if kind_of(column.type).name.endswith("serial") or (column.default or "").lower() == "nextval('serial')":
            yield Found(f"column {ref.path} is a serial", ref=ref)


KEYS = (
    Designed(
        design(
            "DL101",
            "no-primary-key",
            "a table without a primary key",
            "Rows cannot be told apart; replication, upserts and most programs need a key.",
            "give it a primary key",
            page="ddl-constraints.html#DDL-CONSTRAINTS-PRIMARY-KEYS",
        ),
        missing,
    ),
    Designed(
        design(
            "DL102",
            "small-key",
            "a primary key that counts in 32 bits or fewer",
            "It runs out at 2,147,483,647 numbers, failed inserts included; making it wider then writes the whole table anew.",
            "make it bigint",
            page="datatype-numeric.html",
        ),
        small,
    ),
    Designed(
        design(
            "DL104",
            "serial",
            "a serial column",
            "Its sequence has rights and an owner of its own, and nothing keeps programs from giving numbers by hand.",
            "make it an identity",
            page="ddl-identity-columns.html",
            optional=True,
        ),
        serial,
    ),
)
