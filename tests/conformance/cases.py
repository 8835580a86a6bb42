"""The cases under golden/plan: a definition before and after one change, rows that stand in between, and the hazards to be told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import replace as replace_definition
from pathlib import Path
from typing import Any

import yaml
from msgspec.structs import replace

from schemac.api.applying import ALL, Applied, Applying, apply_definition
from schemac.api.planning import Database, plan
from schemac.introspect import with_live_rows
from schemac.model.change import Verb
from schemac.model.definition import Definition
from schemac.model.names import Name, Ref, parse_name
from schemac.model.objects import Object
from schemac.model.plan import Statement
from schemac.model.tables import Table
from schemac.plan import Planned
from schemac.source import load
from tests.golden import Golden

FOLDER = Path(__file__).parents[2] / "golden" / "plan"
NAMES = sorted(path.name for path in FOLDER.iterdir() if path.is_dir())
OPTIONAL = "mysql"

Rows = dict[Name, list[dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class Case:
    """One change of idea: both definitions, the rows put in before it, and the codes that its plan must carry, by engine.

    hazards: codes by engine; the entry `""` is for every engine that has none of its own.
    """

    name: str
    before: Definition
    after: Definition
    rows: Rows
    hazards: Mapping[str, list[str]]

    def expected_hazards(self, engine_name: str) -> list[str]:
        """Return the codes that this engine's plan must carry, sorted."""
        return self.hazards.get(engine_name, self.hazards[""])


def read_case(name: str, golden: Golden) -> Case:
    """Return a case, and claim all of its files that every run reads, those of the engine that not every run has included."""
    given = {file: golden.given(f"plan/{name}/{file}") for file in ("before.yaml", "after.yaml", "hazards.txt", "rows.yaml")}
    for suffix in ("sql", "txt"):
        golden.given(f"plan/{name}/{OPTIONAL}.{suffix}")
    rows = yaml.safe_load(given["rows.yaml"].read_text("utf-8")) if given["rows.yaml"].exists() else {}
    return Case(
        name=name,
        before=load(given["before.yaml"]),
        after=load(given["after.yaml"]),
        rows={parse_name(table): found for table, found in rows.items()},
        hazards=_hazards(given["hazards.txt"].read_text("utf-8")),
    )


def agreed(case: str, engine_name: str, version: tuple[int, ...], golden: Golden) -> str:
    """Return the file that holds a case's plan: that of the latest version up to the server's that has one of its own, else the engine's.

    `postgresql-17.sql` is for servers from 17 on.
    """
    given = {int(path.stem.rpartition("-")[2]): path.name for path in (FOLDER / case).glob(f"{engine_name}-*.sql")}
    for file in given.values():
        golden.given(f"plan/{case}/{file}")
    known = [number for number in given if version and number <= version[0]]
    return f"plan/{case}/{given[max(known)] if known else engine_name + '.sql'}"


def _hazards(text: str) -> dict[str, list[str]]:
    """Return the codes of a hazards.txt: a line each, `none`, or `engine: CODE CODE` where one engine's plan has others."""
    found: dict[str, list[str]] = {"": []}
    for line in text.splitlines():
        engine_name, colon, codes = line.partition(":")
        if colon:
            found[engine_name] = sorted(codes.split())
        elif line != "none":
            found[""] = sorted([*found[""], line])
    return found


def apply_all(database: Database, definition: Definition) -> Applied:
    """Make the database what the definition says, whatever it costs."""
    return apply_definition(database, definition, how=Applying(allow={ALL}))


def assert_nothing_left(database: Database, definition: Definition) -> None:
    """Fail where a plan would still do something, or where what is inspected is not the definition in that engine's terms."""
    planned = plan(database, definition)
    assert () == planned.plan.differences
    assert () == planned.plan.steps
    live = with_live_rows(database.session, database.inspect(), planned.definition, database.dialect, database.engine).schema
    mine = {ref: _unordered(item) for ref, item in planned.definition.schema.objects.items() if ref not in planned.definition.unmanaged}
    assert mine == {ref: _unordered(live.objects[ref]) for ref in mine}


def _unordered(item: Object) -> Object:
    """Return an object with its parts sorted: an engine adds a column at the end of a table."""
    if not isinstance(item, Table):
        return item
    return replace(
        item,
        columns=tuple(sorted(item.columns, key=repr)),
        constraints=tuple(sorted(item.constraints, key=repr)),
        indexes=tuple(sorted(item.indexes, key=repr)),
    )


def insert(database: Database, rows: Rows) -> None:
    """Put rows in, each value as a literal of the engine, foreign keys in the order of the file."""
    quote, literal = database.dialect.quote, database.dialect.literal
    for table, found in rows.items():
        for row in found:
            names = ", ".join(quote(name) for name in row)
            values = ", ".join(
                "NULL" if value is None else literal(value) if isinstance(value, str) else str(value) for value in row.values()
            )
            database.session.execute(f"INSERT INTO {quote(table.name)} ({names}) VALUES ({values})")


def read(database: Database, rows: Rows) -> Rows:
    """Return what the database now holds in those tables and columns, as text, sorted."""
    quote = database.dialect.quote
    held: Rows = {}
    for table, found in rows.items():
        names = list(found[0])
        columns = ", ".join(quote(name) for name in names)
        answer = database.session.query(f"SELECT {columns} FROM {quote(table.name)}")
        held[table] = sorted((dict(zip(names, map(_text, values), strict=True)) for values in answer), key=repr)
    return held


def values(held: Rows) -> list[list[list[Any]]]:
    """Return rows without the names of their tables and columns, which a plan may change."""
    return [[list(row.values()) for row in rows] for rows in held.values()]


def renames(planned: Planned) -> dict[tuple[str, str, str], str]:
    """Return what a plan renames: kind, table as it is called afterwards, and old name, to the new name; names in between left out."""
    found: dict[tuple[str, str, str], str] = {}
    for change in planned.differences.changes:
        if change.verb is Verb.RENAME and change.before is not None:
            kind, parent, old = change.kind, change.ref.parent, change.before.name
            began = next((key for key, new in found.items() if key[:2] == (kind, parent) and new == old), (kind, parent, old))
            found[began] = change.ref.name
    return found


def with_renames_undone(before: Definition, there: Planned) -> Definition:
    """Return the definition before with the renames that lead back from where a plan leads."""
    tables = {new: old for (kind, _, old), new in renames(there).items() if kind == "table"}
    undone = {Ref(kind, "", old, tables.get(parent, parent)): (new,) for (kind, parent, old), new in renames(there).items()}
    return replace_definition(before, renames=undone)


def surviving(rows: Rows, planned: Planned) -> tuple[Rows, Rows]:
    """Return of rows what a plan must keep: under the names that tables and columns have before it, and under those after it."""
    renamed = renames(planned)
    gone = {difference.ref for difference in planned.plan.differences if difference.verb == "drop"}
    computed = {(table.name, column.name) for table in planned.definition.schema.tables for column in table.columns if column.generated}
    before: Rows = {}
    after: Rows = {}
    for table, found in rows.items():
        if Ref("table", "", table.name) in gone:
            continue
        new = renamed.get(("table", "", table.name), table.name)
        columns = {column: renamed.get(("column", new, column), column) for column in found[0]}
        kept = {old: name for old, name in columns.items() if Ref("column", "", old, new) not in gone and (new, name) not in computed}
        before[table] = [{old: row[old] for old in kept} for row in found]
        after[Name("", new)] = [{name: row[old] for old, name in kept.items()} for row in found]
    return before, after


def _text(value: Any) -> str | None:
    """Return a value as text that a wider type does not change."""
    return None if value is None else format(value, "f") if hasattr(value, "as_tuple") else str(value)


def _silent(number: int, count: int, statement: Statement) -> None:
    """Tell nobody."""
