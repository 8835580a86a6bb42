"""LT102, LT105: what is dangerous on SQLite alone."""

from __future__ import annotations

from collections.abc import Iterator

from schemac.dialect.rules import Deed, Explained, Found, Rule
from schemac.model.plan import Severity
from schemac.model.tables import Table


def rebuilt(deed: Deed) -> Iterator[Found]:
    """Find a table that is made anew."""
    if deed.cost.rewrite and deed.cost.scan and "copies" in deed.cost.summary:
        yield Found(f"table {deed.change.ref.owner} is made anew: every row is copied, and no other connection can write until it is done")


def strict(deed: Deed) -> Iterator[Found]:
    """Find a table that becomes STRICT or loses its rowid."""
    altered = deed.altered(Table)
    if altered:
        before, after = altered
        for word, what in (("strict", "STRICT: values of another type"), ("without_rowid", "WITHOUT ROWID: nulls in its key")):
            if after.options.get(word) and not before.options.get(word):
                yield Found(f"table {after.full_name} becomes {what} make this fail")


TABLE_REBUILT = Rule(
    Explained(
        code="LT102",
        name="table-rebuilt",
        severity=Severity.NOTE,
        summary="a table is made anew, because SQLite cannot alter it in place",
        why="Every row is copied under the database's one write lock, and it takes the disk space of a second copy.",
        safe="nothing is lost: indexes, triggers and views come back, and foreign keys are checked; choose a quiet hour for a large table",
        reference="https://www.sqlite.org/lang_altertable.html#otheralter",
        silenced="the table is new",
    ),
    rebuilt,
)
TABLE_STRICT = Rule(
    Explained(
        code="LT105",
        name="table-becomes-strict",
        severity=Severity.WARNING,
        summary="a table becomes STRICT or WITHOUT ROWID",
        why="Rows whose values are not of the column's type make the copy fail.",
        safe="look first: select typeof(c), count(*) from t group by 1",
        reference="https://www.sqlite.org/stricttables.html",
        data_dependent=True,
    ),
    strict,
)
RULES = (TABLE_REBUILT, TABLE_STRICT)
