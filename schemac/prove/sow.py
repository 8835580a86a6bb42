"""Rows put into the tables of a scratch database, so that a plan has something to lose."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from schemac.dialect.values import written_value
from schemac.errors import DatabaseError, Problem
from schemac.hazards.probes import Probe
from schemac.model.names import Name
from schemac.model.rows import Value
from schemac.prove.beds import Bed
from schemac.prove.bench import Bench
from schemac.prove.drawing import Drawn, Try, blamed, draw
from schemac.prove.holding import rows_of, table_name

TRIES = 60
"""How often a row is drawn before it is given up."""


@dataclass(slots=True)
class Sown:
    """How many rows each table has got, by its live name, and why others have none."""

    rows: dict[Name, int] = field(default_factory=dict)
    without: dict[Name, str] = field(default_factory=dict)


def sow(bench: Bench, beds: Sequence[Bed], count: int, looks: Mapping[Name, Sequence[Probe]], spared: Mapping[Name, str]) -> Sown:
    """Give each table so many rows, or as many as its constraints let in.

    looks: for tables by their live names, the queries that find rows which the plan would not take. spared: tables that stay empty, and
    why. Raises DatabaseError where the server fails otherwise than by refusing a row.
    """
    sown = Sown()
    held: dict[Name, list[dict[str, Value | None]]] = {}
    wanted = {key.table for bed in beds for key in bed.keys}
    for bed in beds:
        name = bed.table.full_name
        why = spared.get(name) or _nothing_to_refer_to(bed, held)
        if why:
            sown.without[name] = why
        else:
            _fill(bench, bed, count, looks.get(name, ()), held, sown, wanted=name in wanted)
        if name in wanted and name not in held:
            held[name] = rows_of(bench, bed.table).as_dicts()
    return sown


def _fill(
    bench: Bench,
    bed: Bed,
    count: int,
    looks: Sequence[Probe],
    held: dict[Name, list[dict[str, Value | None]]],
    sown: Sown,
    *,
    wanted: bool,
) -> None:
    """Put rows into one table, and keep them for those that refer to it, if it is `wanted`."""
    name = bed.table.full_name
    refused = ""
    for row in range(count):
        done, refusal = _one(bench, bed, row, count, looks, held)
        refused = refused or refusal
        if done:
            sown.rows[name] = sown.rows.get(name, 0) + 1
            if wanted:
                held[name] = rows_of(bench, bed.table).as_dicts()
        elif not row:
            break
    if name not in sown.rows:
        sown.without[name] = refused


def _one(
    bench: Bench, bed: Bed, number: int, count: int, looks: Sequence[Probe], held: Mapping[Name, Sequence[Mapping[str, Value | None]]]
) -> tuple[bool, str]:
    """Put one row in and return whether that was possible; else with what was said last."""
    rng = random.Random(f"{bed.table.full_name} {number}")  # noqa: S311 - the same rows each time is what it is for
    last: Drawn = {}
    guilty: frozenset[str] = frozenset()
    said = ""
    for tried in range(TRIES):
        row = draw(bed, Try(number, tried, last, guilty, sparse=0 < number == count - 1), held, rng)
        if tried and row and row == last:
            guilty = frozenset()
            continue
        try:
            _put(bench, _insert(bench, bed, row, tried), looks)
        except DatabaseError as error:
            said = bench.plain(error.problems[-1].message)
            last, guilty = row, blamed(bed, said)
        else:
            return True, ""
    return False, said


def _nothing_to_refer_to(bed: Bed, held: Mapping[Name, Sequence[Mapping[str, Value | None]]]) -> str:
    """Return why a table can have no rows: it must refer to one that has none; empty where that is not so."""
    own = bed.table.full_name
    firm = [key for key in bed.keys if key.table != own and not bed.loose & set(key.columns)]
    return next((f"it refers to {key.table}, which has none" for key in firm if not held.get(key.table)), "")


def _put(bench: Bench, sql: str, looks: Sequence[Probe]) -> None:
    """Run the statement that puts a row in, in a transaction of its own, because some constraints speak only at its end."""
    session = bench.session
    session.execute(session.begin_sql)
    try:
        session.execute(sql)
        _suits(bench, looks)
        session.execute("COMMIT")
    except DatabaseError:
        session.execute("ROLLBACK")
        raise


def _suits(bench: Bench, looks: Sequence[Probe]) -> None:
    """Raise DatabaseError where a row is there that the plan would not take."""
    for look in looks:
        if bench.session.query(look.counts)[0][0]:
            raise DatabaseError(Problem("SC503", f"{look.what}: {look.shows}"))


def _insert(bench: Bench, bed: Bed, row: Drawn, tried: int) -> str:
    """Return the statement that puts a row in; of the two for a row that brings nothing, every engine takes one."""
    dialect, table = bench.dialect, bed.table
    types = {column.name: column.type for column in table.columns}
    given = {column: value for column, value in row.items() if value is not None or column in bed.loose}
    name = table_name(table.full_name, dialect.quote)
    if not given:
        first = dialect.quote(table.columns[0].name) if table.columns else ""
        return f"INSERT INTO {name} ({first}) VALUES (DEFAULT)" if tried % 2 and first else f"INSERT INTO {name} DEFAULT VALUES"
    columns = ", ".join(dialect.quote(column) for column in given)
    values = ", ".join(written_value(dialect, value, types[column]) for column, value in given.items())
    return f"INSERT INTO {name} ({columns}) VALUES ({values})"
