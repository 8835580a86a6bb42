"""PG112, PG315, PG316, PG320, BC111: what else locks, or is not seen by any plan."""

from __future__ import annotations

from collections.abc import Iterator

from schemac.dialect.rules import Deed, Explained, Found, Rule
from schemac.model.change import Verb
from schemac.model.objects import Extension, Sequence
from schemac.model.plan import Severity
from schemac.model.programs import Function, Procedure, Trigger
from schemac.model.tables import Column, Table


def refreshed(deed: Deed) -> Iterator[Found]:
    """Find a materialized view that is filled while its readers wait."""
    if "refresh" in deed.words and "concurrently" not in deed.words:
        yield Found(f"{deed.change.ref} is filled while its readers wait")


def trigger(deed: Deed) -> Iterator[Found]:
    """Find a trigger that is put on a table that stands."""
    after = deed.change.after
    if deed.change.verb is Verb.ADD and isinstance(after, Trigger):
        yield Found(f"trigger {after.name} on {deed.where} takes ShareRowExclusiveLock: writers wait until it has come and gone")


def json_column(deed: Deed) -> Iterator[Found]:
    """Find a column of type json that is added."""
    after = deed.change.after
    if deed.change.verb is Verb.ADD and isinstance(after, Column) and after.type == "json":
        yield Found(f"column {deed.change.ref.path} is json, which has no equality: SELECT DISTINCT and UNION over the table fail")


def replica_identity(deed: Deed) -> Iterator[Found]:
    """Find a table of which logical replication sends something else from now on."""
    before, after = deed.change.before, deed.change.after
    if (
        isinstance(before, Table)
        and isinstance(after, Table)
        and before.options.get("replica_identity") != after.options.get("replica_identity")
    ):
        yield Found(f"table {after.full_name} changes its replica identity: subscribers get other keys, or refuse updates")


def untracked(deed: Deed) -> Iterator[Found]:
    """Find a routine whose body may use what no catalogue records, and what goes and may be used by one."""
    subject = deed.change.subject
    if isinstance(subject, Procedure) or (isinstance(subject, Function) and not subject.parsed):
        yield Found(f"{deed.change.ref}: what its body uses is recorded nowhere, so the order of the plan may be wrong for it")
    elif isinstance(subject, Extension) and deed.change.verb is Verb.DROP:
        yield Found(f"{deed.change.ref}: what uses it may be recorded nowhere")
    elif isinstance(subject, Sequence) and deed.change.verb is Verb.DROP and subject.owned_by is None:
        yield Found(f"{deed.change.ref} belongs to no column: functions that count by it are recorded nowhere")


MATVIEW_REFRESHED = Rule(
    Explained(
        code="PG112",
        name="refresh-not-concurrent",
        severity=Severity.WARNING,
        summary="a materialized view is refreshed without CONCURRENTLY",
        why="The ACCESS EXCLUSIVE lock makes its readers wait until the query is done.",
        safe="give it a unique index, and REFRESH MATERIALIZED VIEW CONCURRENTLY",
        reference="https://www.postgresql.org/docs/current/sql-refreshmaterializedview.html",
    ),
    refreshed,
)
TRIGGER_ADDED = Rule(
    Explained(
        code="PG315",
        name="trigger-added",
        severity=Severity.NOTE,
        summary="a trigger is put on a table that stands",
        why="The SHARE ROW EXCLUSIVE lock waits behind running writers, and new ones wait behind it.",
        safe="set lock_timeout and try again where it runs out",
        reference="https://www.postgresql.org/docs/current/sql-createtrigger.html",
    ),
    trigger,
)
JSON_ADDED = Rule(
    Explained(
        code="BC111",
        name="json-column-added",
        severity=Severity.WARNING,
        summary="a column of type json is added",
        why="json has no equality, so queries with SELECT DISTINCT, UNION or GROUP BY over all columns fail.",
        safe="use jsonb",
        reference="https://www.postgresql.org/docs/current/datatype-json.html",
    ),
    json_column,
)
REPLICA_IDENTITY = Rule(
    Explained(
        code="BC109",
        name="replica-identity-changed",
        severity=Severity.WARNING,
        summary="a table's replica identity changes",
        why="Logical replication identifies rows otherwise; with none, updates and deletes are refused on a published table.",
        safe="change it when no subscriber lags behind",
        reference="https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-REPLICA-IDENTITY",
    ),
    replica_identity,
)
UNTRACKED = Rule(
    Explained(
        code="PG320",
        name="untracked-dependencies",
        severity=Severity.NOTE,
        summary="a function with a body of text, a procedure, or an extension or a sequence of no column that is dropped",
        why="PostgreSQL does not record what such a body uses; it may fail when it is called.",
        safe="call it once after the change, or write its body as SQL that the server parses (BEGIN ATOMIC)",
        reference="https://www.postgresql.org/docs/current/ddl-depend.html",
    ),
    untracked,
)
