"""BC101, BC102, BC103: after these, programs that know the old name fail."""

from __future__ import annotations

from collections.abc import Iterator

from schemac.dialect.rules import Deed, Explained, Found, Rule
from schemac.model.change import Verb
from schemac.model.objects import Enum, Namespace, Object, View
from schemac.model.plan import Severity
from schemac.model.programs import Function, Procedure
from schemac.model.tables import Column, Table


def table(deed: Deed) -> Iterator[Found]:
    """Find a table that is renamed."""
    before, after = deed.change.before, deed.change.after
    if deed.change.verb is Verb.RENAME and isinstance(before, Table) and isinstance(after, Table):
        yield Found(f"table {before.full_name} becomes {after.full_name}: queries by the old name fail")


def column(deed: Deed) -> Iterator[Found]:
    """Find a column that is renamed."""
    before, ref = deed.change.before, deed.change.ref
    if deed.change.verb is Verb.RENAME and isinstance(before, Column):
        yield Found(f"column {ref.parent}.{before.name} becomes {ref.name}: queries by the old name fail")


def other(deed: Deed) -> Iterator[Found]:
    """Find a namespace, a view or a routine that is renamed, or a label of an enum."""
    before, after = deed.change.before, deed.change.after
    if deed.change.verb is not Verb.RENAME or not isinstance(after, Object):
        return
    if isinstance(before, Namespace | View | Function | Procedure | Enum):
        yield Found(f"{before.kind} {before.full_name} becomes {after.full_name}: whoever uses the old name fails")


_BY_NAME = "Programs that run know the old name until the last of them is replaced, and fail in between."
TABLE_RENAMED = Rule(
    Explained(
        code="BC101",
        name="table-renamed",
        severity=Severity.WARNING,
        summary="a table is renamed",
        why=_BY_NAME,
        safe="deploy programs that know both names first, or keep a view of the old name",
        reference="https://www.postgresql.org/docs/current/sql-altertable.html",
        silenced="a view of the old name is made by the same file",
    ),
    table,
)
COLUMN_RENAMED = Rule(
    Explained(
        code="BC102",
        name="column-renamed",
        severity=Severity.WARNING,
        summary="a column is renamed",
        why=_BY_NAME,
        safe="deploy programs that know both names first",
        reference="https://www.postgresql.org/docs/current/sql-altertable.html",
    ),
    column,
)
OTHER_RENAMED = Rule(
    Explained(
        code="BC103",
        name="object-renamed",
        severity=Severity.WARNING,
        summary="a namespace, a view, a type or a routine is renamed",
        why=_BY_NAME,
        safe="make the new one beside the old, and drop the old when nobody uses it",
        reference="https://www.postgresql.org/docs/current/ddl-schemas.html",
    ),
    other,
)
