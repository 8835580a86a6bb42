"""PG301, PG302, PG303, PG308, PG309: changes of columns that read or write every row."""

from __future__ import annotations

from collections.abc import Iterator

from schemac.dialect.rules import Deed, Explained, Found, Rule
from schemac.model.change import Verb
from schemac.model.objects import Enum
from schemac.model.plan import Severity
from schemac.model.tables import Column

_DOCS = "https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-NOTES"


def _retyped(deed: Deed) -> Column | None:
    after = deed.change.after
    altered = deed.change.verb is Verb.ALTER and isinstance(after, Column) and {"type", "collation"} & set(deed.change.aspects)
    return after if isinstance(after, Column) and altered else None


def rewritten(deed: Deed) -> Iterator[Found]:
    """Find a change of type that writes the table anew."""
    after = _retyped(deed)
    if isinstance(deed.change.after, Enum) and deed.cost.rewrite:
        yield Found(
            f"columns of enum {deed.change.after.full_name} go to the new type: their tables are written anew while everybody waits"
        )
    if after is not None and deed.cost.rewrite:
        what = f"column {deed.change.ref.path} to {after.type}: the table and its indexes are written anew while everybody waits"
        yield Found(what + _why(deed))


def _why(deed: Deed) -> str:
    """Return why there is no other way for a large table, as the cost says it."""
    return "".join(deed.cost.summary.partition("; ")[1:])


def checked(deed: Deed) -> Iterator[Found]:
    """Find a change of type that keeps the rows and reads them, or builds the column's indexes anew."""
    after = _retyped(deed)
    if after is not None and deed.cost.scan and not deed.cost.rewrite:
        yield Found(f"column {deed.change.ref.path} to {after.type}: {deed.cost.summary} while everybody waits")


def forgotten(deed: Deed) -> Iterator[Found]:
    """Find a change of type, after which nothing is known of the column's values."""
    if _retyped(deed) is not None and deed.cost.lock:
        yield Found(f"column {deed.change.ref.path} loses its statistics: queries may be planned badly until it is analyzed")


def computed(deed: Deed) -> Iterator[Found]:
    """Find a new column, or a new expression of one, for which every row is written anew."""
    after, verb = deed.change.after, deed.change.verb
    if (
        isinstance(after, Column)
        and deed.cost.rewrite
        and (verb is Verb.ADD or (verb is Verb.ALTER and "generated" in deed.change.aspects))
    ):
        what = f"column {deed.change.ref.path} gets a value of its own in every row: the table is written anew while everybody waits"
        yield Found(what + _why(deed))


def not_null(deed: Deed) -> Iterator[Found]:
    """Find a column that becomes not null by reading every row under the strongest lock."""
    altered = deed.altered(Column)
    if (
        altered
        and deed.cost.scan
        and altered.before.nullable
        and not altered.after.nullable
        and not {"type", "collation"} & set(deed.change.aspects)
    ):
        yield Found(f"column {deed.change.ref.path} to not null: every row is read while everybody waits")


TYPE_REWRITTEN = Rule(
    Explained(
        code="PG301",
        name="type-change-rewrites",
        severity=Severity.WARNING,
        summary="a change of type writes the table and its indexes anew",
        why="Readers and writers wait, for minutes or hours on a large table, and it takes the disk space of a second copy.",
        safe="add a column of the new type, keep it in step by a trigger, fill it in batches, then swap the two",
        reference=_DOCS,
        silenced=(
            "the rows can stay: varchar(n) to a longer varchar or to text, text to varchar without a limit, "
            "numeric(p,s) to more digits of the "
            "same scale or to numeric, more precision of timestamp, time or interval, cidr to inet, longer varbit"
        ),
    ),
    rewritten,
)
TYPE_CHECKED = Rule(
    Explained(
        code="PG308",
        name="type-change-rebuilds-indexes",
        severity=Severity.WARNING,
        summary="a change of type or collation keeps the rows and builds the column's indexes anew, or reads every row",
        why="The ACCESS EXCLUSIVE lock is held until that is done.",
        safe="build the new index concurrently on an expression first, or choose a quiet hour",
        reference=_DOCS,
    ),
    checked,
)
STATISTICS_LOST = Rule(
    Explained(
        code="PG309",
        name="statistics-lost",
        severity=Severity.NOTE,
        summary="a column loses what was counted of its values",
        why="The planner guesses until the table is analyzed, and may choose slow plans.",
        safe="run ANALYZE on the column right after",
        reference="https://www.postgresql.org/docs/current/sql-analyze.html",
    ),
    forgotten,
)
COLUMN_COMPUTED = Rule(
    Explained(
        code="PG302",
        name="column-add-rewrites",
        severity=Severity.WARNING,
        summary="a new column has a volatile default, counts by itself or is computed and stored",
        why="Each row gets a value of its own, so the whole table is written anew under the ACCESS EXCLUSIVE lock.",
        safe="add the column without it, set the default for new rows, fill the old ones in batches",
        reference=_DOCS,
        silenced="the default is the same for every row (a literal, now())",
    ),
    computed,
)
NOT_NULL_SCANNED = Rule(
    Explained(
        code="PG303",
        name="not-null-scans",
        severity=Severity.WARNING,
        summary="SET NOT NULL reads every row under the ACCESS EXCLUSIVE lock",
        why="Readers and writers wait until the last row has been seen.",
        safe="ADD CHECK (c IS NOT NULL) NOT VALID, VALIDATE it in another transaction, SET NOT NULL, drop the check",
        reference="https://www.postgresql.org/docs/current/sql-altertable.html",
        silenced="a valid check proves it already (12 and later)",
    ),
    not_null,
)
