"""DL401 to DL409: what a project wants every table to have, or not to have."""

from __future__ import annotations

from collections.abc import Iterator

from schemac.dialect.rules import Deed, Found
from schemac.linting.designed import Designed, Options, columns_of, design, table_of
from schemac.model.change import part_ref
from schemac.model.tables import ForeignKey


def required(deed: Deed, options: Options) -> Iterator[Found]:
    """Find tables without a column that each must have."""
    table = table_of(deed)
    if table is not None and not table.parents:
        missing = [str(name) for name in options.get("columns", ()) if table.column(str(name)) is None]
        if missing:
            yield Found(f"table {table.full_name} lacks {', '.join(missing)}")


def table_comment(deed: Deed, options: Options) -> Iterator[Found]:
    """Find tables that say nothing of themselves, or too much."""
    table, longest = table_of(deed), int(options["longest"])
    if table is not None and not table.comment:
        yield Found(f"table {table.full_name} has no comment")
    elif table is not None and longest and len(table.comment or "") > longest:
        yield Found(f"the comment of table {table.full_name} is longer than {longest}")


def column_comment(deed: Deed, options: Options) -> Iterator[Found]:
    """Find columns that say nothing of themselves, or too much."""
    longest = int(options["longest"])
    for ref, column in columns_of(deed):
        if not column.comment:
            yield Found(f"column {ref.path} has no comment", ref=ref)
        elif longest and len(column.comment) > longest:
            yield Found(f"the comment of column {ref.path} is longer than {longest}", ref=ref)


def too_many(deed: Deed, options: Options) -> Iterator[Found]:
    """Find tables of more columns than the project wants."""
    table = table_of(deed)
    if table is not None and len(table.columns) > int(options["most"]):
        yield Found(f"table {table.full_name} has {len(table.columns)} columns, more than {options['most']}")


def nullable(deed: Deed, options: Options) -> Iterator[Found]:  # noqa: ARG001 - the shape of every rule
    """Find columns that may be null; those of the primary key may not."""
    table = table_of(deed)
    key = table.primary_key.columns if table is not None and table.primary_key is not None else ()
    for ref, column in columns_of(deed):
        if column.nullable and column.name not in key and column.generated is None:
            yield Found(f"column {ref.path} may be null", ref=ref)


def undefaulted(deed: Deed, options: Options) -> Iterator[Found]:
    """Find columns without a default."""
    table = table_of(deed)
    key = table.primary_key.columns if table is not None and table.primary_key is not None else ()
    for ref, column in columns_of(deed):
        counted = column.identity is not None or column.generated is not None or column.name in key
        if column.default is None and not counted and not (options.get("only_required") and column.nullable):
            yield Found(f"column {ref.path} has no default", ref=ref)


def no_foreign_keys(deed: Deed, options: Options) -> Iterator[Found]:  # noqa: ARG001 - likewise
    """Find foreign keys, where the project has none."""
    made, table = deed.change.after, table_of(deed)
    if isinstance(made, ForeignKey):
        yield Found(f"foreign key on {deed.where}")
    for part in table.constraints if table is not None else ():
        if table is not None and isinstance(part, ForeignKey):
            yield Found(f"foreign key ({', '.join(part.columns)}) of {table.full_name}", ref=part_ref(table, part))


def no_partitions(deed: Deed, options: Options) -> Iterator[Found]:  # noqa: ARG001 - likewise
    """Find partitioned tables, where the project has none."""
    table = table_of(deed)
    if table is not None and table.partition_by:
        yield Found(f"table {table.full_name} is partitioned")


_SAYS = "The project says so."
PRESENCE = (
    Designed(design("DL401", "required-column", "a table without a column that each must have", _SAYS, "add it", optional=True), required),
    Designed(
        design("DL402", "table-comment", "a table without a comment", "Nobody knows what it is for.", "say it in `comment`", optional=True),
        table_comment,
        {"longest": 0},
    ),
    Designed(
        design(
            "DL403", "column-comment", "a column without a comment", "Nobody knows what it means.", "say it in `comment`", optional=True
        ),
        column_comment,
        {"longest": 0},
    ),
    Designed(
        design("DL404", "too-many-columns", "more columns than the project wants", "Rows are wide.", "another table", optional=True),
        too_many,
        {"most": 100},
    ),
    Designed(design("DL405", "nullable-column", "a column that may be null", _SAYS, "`nullable: false`", optional=True), nullable),
    Designed(design("DL406", "no-default", "a column without a default", _SAYS, "give it a default", optional=True), undefaulted),
    Designed(design("DL407", "foreign-key", "a foreign key", _SAYS, "check in the program", optional=True), no_foreign_keys),
    Designed(design("DL408", "partitions", "a partitioned table", _SAYS, "a plain table", optional=True), no_partitions),
)
