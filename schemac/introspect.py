"""A live database read, and the desired state said in its words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from msgspec.structs import replace as with_words

from schemac.dialect import Dialect, Engine
from schemac.dialect.memory import recall, recall_marks
from schemac.dialect.rows import Beside, live_rows
from schemac.diff import apply_renames, reconcile, settled
from schemac.model.change import Change, Verb
from schemac.model.definition import Definition
from schemac.model.inspection import Inspection
from schemac.model.names import Name
from schemac.model.objects import Namespace, Object
from schemac.model.rows import Rows
from schemac.model.schema import Schema
from schemac.model.sql_text import identifiers
from schemac.model.tables import Column, Table
from schemac.session import Session


def reconciled(session: Session, inspection: Inspection, desired: Definition, dialect: Dialect, engine: Engine) -> Definition:
    """Return the definition in the live database's words, having asked the server about what no cheaper way decides.

    The ladder: equal text, equal canonical form, what was remembered when it was applied, the server itself.
    """
    if desired.renames:
        desired = replace(desired, settled=settled(desired.renames, recall_marks(session, engine.own.memory)))
    live = apply_renames(inspection.schema, desired).current
    said = _reconciled(session, live, replace(desired, renames={}), dialect, engine)
    return replace(said, renames=desired.renames) if desired.renames else said


def _reconciled(session: Session, live: Schema, desired: Definition, dialect: Dialect, engine: Engine) -> Definition:
    """Return the definition in the words of a schema in which every rename is made."""
    first = reconcile(live, desired, dialect.canonical, {}, dialect.unlike)
    if not first.questions:
        return first.definition
    known = recall(session, engine.own.memory, first.questions)
    second = reconcile(live, desired, dialect.canonical, known, dialect.unlike) if known else first
    if not second.questions:
        return second.definition
    answers = engine.ask(session, second.questions, desired.schema)
    return reconcile(live, desired, dialect.canonical, {**known, **answers}, dialect.unlike).definition if answers else second.definition


def with_live_rows(session: Session, inspection: Inspection, desired: Definition, dialect: Dialect, engine: Engine) -> Inspection:
    """Return the inspection with the live rows of tables whose rows the definition says; a table that is new has none.

    desired: in the live database's words. Where the inspection has all rows of a table already, they stay, in the definition's words
    where they are the same. A few statements for each such table, and none where there is no such table.
    """
    said = [item for item in desired.schema if isinstance(item, Rows)]
    if not said:
        return inspection
    renames = [change for change in apply_renames(inspection.schema, desired).changes if change.verb is Verb.RENAME]
    found = []
    for rows in said:
        every = rows.ref in inspection.schema.objects
        wanted = with_words(rows, exact=True) if every else rows
        beside = _beside(wanted, inspection.schema, desired.schema, renames)
        if beside is not None:
            found.append(with_words(live_rows(session, beside, dialect, engine.rows), exact=rows.exact))
    return replace(inspection, schema=inspection.schema.having(found)) if found else inspection


def _beside(rows: Rows, live: Schema, desired: Schema, renames: Sequence[Change]) -> Beside | None:
    """Return rows beside their live table, which may have other names still; None where there is none."""
    name, names = rows.full_name, {column: column for column in rows.columns}
    for change in reversed(renames):
        match change.before, change.after:
            case Table() as before, Table() as after if after.full_name == name:
                name = before.full_name
            case Namespace() as before, Namespace() as after if after.name == name.namespace:
                name = Name(before.name, name.name)
            case Column() as before, Column() as after if change.table_after is not None and change.table_after.full_name == name:
                names = {column: before.name if now == after.name else now for column, now in names.items()}
            case _:
                continue
    table, wanted = live.table(name), desired.table(rows.full_name)
    if table is None or wanted is None:
        return None
    there = {column: now for column, now in names.items() if table.column(now) is not None}
    moving = {item.name.lower() for item in _moving_types(live, desired)}
    loose = frozenset(column for column, now in there.items() if _is_moving(table.column(now), wanted.column(column), moving))
    return Beside(rows, table, there, loose)


def _moving_types(live: Schema, desired: Schema) -> Iterator[Object]:
    """Go through the types that a plan makes or changes."""
    for item in desired:
        if item.kind in {"enum", "domain", "composite", "range"} and live.objects.get(item.ref) != item:
            yield item


def _is_moving(now: Column | None, then: Column | None, moving: set[str]) -> bool:
    """Tell whether a column's type is about to change."""
    if now is None or then is None:
        return True
    return now.type != then.type or (bool(moving) and not moving.isdisjoint(word.lower() for word in identifiers(then.type)))
