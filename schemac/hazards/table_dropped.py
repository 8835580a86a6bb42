"""DS102, DS107: a table, or a virtual table, is dropped with its rows."""

from __future__ import annotations

from collections.abc import Iterator

from schemac.dialect.rules import Deed, Explained, Found, Rule
from schemac.model.change import Verb
from schemac.model.plan import Severity
from schemac.model.programs import VirtualTable
from schemac.model.tables import Table


def table(deed: Deed) -> Iterator[Found]:
    """Find a table that is dropped; one that the same file has made holds nothing."""
    before = deed.change.before
    if deed.change.verb is Verb.DROP and isinstance(before, Table) and before.full_name not in deed.new:
        name = before.full_name
        yield Found(f"table {name} and its rows are dropped", f"keep it with `manage: {{ignore: [{name}]}}`, or allow DS102")


def virtual_table(deed: Deed) -> Iterator[Found]:
    """Find a virtual table that is dropped."""
    before = deed.change.before
    if deed.change.verb is Verb.DROP and isinstance(before, VirtualTable):
        yield Found(f"virtual table {before.full_name} and the rows that its module keeps are dropped")


TABLE_DROPPED = Rule(
    Explained(
        code="DS102",
        name="table-dropped",
        severity=Severity.DANGER,
        summary="a table is dropped, and its rows with it; a partition likewise",
        why="The rows are gone, and every program that still reads the table fails.",
        safe="rename it and drop it later, detach a partition and keep it, or allow DS102",
        reference="https://www.postgresql.org/docs/current/sql-droptable.html",
    ),
    table,
)
VIRTUAL_TABLE_DROPPED = Rule(
    Explained(
        code="DS107",
        name="virtual-table-dropped",
        severity=Severity.DANGER,
        summary="a virtual table is dropped, and what its module keeps with it",
        why="A full-text or spatial index may hold the only copy of what was put into it.",
        safe="make sure that they can be made again from other tables, then allow DS107",
        reference="https://www.sqlite.org/vtab.html",
    ),
    virtual_table,
)
