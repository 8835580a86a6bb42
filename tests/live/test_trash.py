"""What an apply drops goes to the trash, and undo brings it back with its rows."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from schemac.api.applying import Applied, Applying, apply_definition
from schemac.api.planning import Database, opened, plan
from schemac.api.reviewing import apply_reviewed, plan_json, read_plan
from schemac.api.trash import purge, trash
from schemac.api.undoing import undo
from schemac.apply import Origin
from schemac.cli.config import settings
from schemac.diff import diff
from schemac.errors import DatabaseError, UsageError
from schemac.model.definition import Definition
from schemac.model.schema import Schema
from schemac.model.trash import TrashRule
from schemac.source.loading import from_dict
from tests.servers.database import ScratchDatabase

NOW = "2026-03-01T12:00:00+00:00"
LATER = "2026-05-01T12:00:00+00:00"

BEFORE: dict[str, Any] = {
    "tables": {
        "author": {
            "columns": {
                "id": {"type": "int", "primary_key": True},
                "name": {"type": "varchar(40)", "nullable": False, "unique": True},
                "mentor_id": {"type": "int", "references": "author.id"},
            },
            "indexes": {"author_mentor_idx": {"columns": ["mentor_id"]}},
            "constraints": {"author_name_check": {"check": "name <> ''"}},
        },
        "book": {
            "columns": {
                "id": {"type": "int", "identity": "by default", "primary_key": True},
                "author_id": {"type": "int", "nullable": False, "references": "author.id"},
                "title": {"type": "varchar(80)", "nullable": False},
                "pages": {"type": "int", "default": 10},
                "note": "varchar(20)",
                "twice": {"type": "int", "generated": "pages * 2"},
            },
            "indexes": {"book_title_idx": {"columns": ["title"], "unique": True}, "book_pages_idx": {"columns": ["pages"]}},
        },
        "loan": {
            "columns": {"id": {"type": "int", "primary_key": True}, "book_id": {"type": "int", "references": "book.id"}},
        },
    },
    "views": {"titles": {"sql": "select book.title, author.name from book join author on author.id = book.author_id"}},
}
ROWS = (
    "INSERT INTO author VALUES (1, 'Ann', NULL), (2, 'Bob', 1), (3, 'Cleo', 3)",
    "INSERT INTO book (author_id, title, pages, note) VALUES (1, 'One', 5, 'n'), (2, 'Two', NULL, NULL)",
    "INSERT INTO book (id, author_id, title, pages, note) VALUES (7, 2, 'Seven', 70, 'x')",
    "INSERT INTO loan VALUES (1, 7), (2, NULL)",
)
BOOKS = "SELECT id, author_id, title, pages, note, twice FROM book ORDER BY id"


def without(*tables: str) -> dict[str, Any]:
    """Return the definition without some tables and the view on them."""
    return {"tables": {name: table for name, table in BEFORE["tables"].items() if name not in tables}}


def without_columns(*columns: str) -> dict[str, Any]:
    """Return the definition with fewer columns of books."""
    book = BEFORE["tables"]["book"]
    left = {name: column for name, column in book["columns"].items() if name not in columns}
    indexes = {name: index for name, index in book["indexes"].items() if not set(index["columns"]) & set(columns)}
    tables = {**BEFORE["tables"], "book": {"columns": left, "indexes": indexes}}
    return {"tables": tables} if "title" in columns else {**BEFORE, "tables": tables}


def origin(now: str = NOW) -> Origin:
    """Return somebody whose clock stands still."""
    return Origin("ann@desk", "apply", "1.0", lambda: now)


def change(database: Database, data: dict[str, Any], rule: TrashRule | None = TrashRule(30), **words: Any) -> Applied:  # noqa: B008 - frozen
    """Apply a definition as a command would that keeps a history and allows everything."""
    return apply_definition(database, from_dict(data), prune=True, trash=rule, how=Applying(allow=["all"], origin=origin(), **words))


def back(database: Database) -> Applied:
    """Undo the last change."""
    return undo(database, how=Applying(allow=["all"], origin=origin()))


def rows(database: Database, sql: str) -> list[tuple[Any, ...]]:
    """Return the rows of a query."""
    return [tuple(row) for row in database.session.query(sql)]


def filled(database: Database, data: dict[str, Any] = BEFORE, *statements: str) -> Schema:
    """Make the tables with their rows and return the state that the database has then."""
    change(database, data)
    for statement in statements or ROWS:
        database.session.execute(statement)
    return database.inspect().schema


def unlike(database: Database, schema: Schema) -> list[str]:
    """Return in what a database differs from a state that it had."""
    changes = diff(database.inspect().schema, Definition(schema=schema, prune=True), places=database.can.column_position).changes
    return [f"{each.verb} {each.ref}" for each in changes]


def listed(database: Database, now: str = NOW) -> list[tuple[str, str, bool]]:
    """Return what is in the trash: kind, name, whether it is due."""
    return [(each.thing.kind, each.thing.was, each.due) for each in trash(database, now)]


def test_a_dropped_table_comes_back_with_its_rows(scratch: ScratchDatabase) -> None:
    """Keys in both directions and to itself, indexes, views, counters: all is as it was, and the trash is empty."""
    with opened(scratch.url) as database:
        was = filled(database)
        books = rows(database, BOOKS)
        done = change(database, {"tables": {}})
        assert ["author", "book", "loan"] == sorted(kept.was for kept in done.planned.plan.trash)
        assert [] == list(database.inspect().schema.tables)
        assert () == database.inspect().census
        assert change(database, {"tables": {}}).report is None
        assert [("table", "author", False), ("table", "book", False), ("table", "loan", False)] == sorted(listed(database))
        back(database)
        assert [] == unlike(database, was)
        assert books == rows(database, BOOKS)
        assert [(1, None), (2, 1), (3, 3)] == rows(database, "SELECT id, mentor_id FROM author ORDER BY id")
        assert [(1, 7), (2, None)] == rows(database, "SELECT id, book_id FROM loan ORDER BY id")
        database.session.execute("INSERT INTO book (author_id, title) VALUES (1, 'Eight')")
        assert [] == listed(database)
        assert change(database, BEFORE).report is None


def test_one_table_of_many_comes_back(scratch: ScratchDatabase) -> None:
    """The keys of tables that stay come back too, and rows of those are as they were left."""
    with opened(scratch.url) as database:
        was = filled(database)
        change(database, without("book", "loan"))
        database.session.execute("INSERT INTO author VALUES (4, 'Dan', 2)")
        back(database)
        assert [] == unlike(database, was)
        assert [(1, "One"), (2, "Two"), (7, "Seven")] == rows(database, "SELECT id, title FROM book ORDER BY id")
        assert [(4,)] == rows(database, "SELECT count(*) FROM author")


def test_a_name_may_go_to_the_trash_again_and_again(scratch: ScratchDatabase) -> None:
    """Drop, undo, drop again; made anew and dropped once more: both are in the trash, and the last one comes back."""
    with opened(scratch.url) as database:
        was = filled(database)
        change(database, {"tables": {}})
        back(database)
        change(database, {"tables": {}})
        change(database, BEFORE)
        for statement in ROWS[:1]:
            database.session.execute(statement.replace("Ann", "Anna"))
        change(database, {"tables": {}})
        assert ["author", "author", "book", "book", "loan", "loan"] == sorted(name for _, name, _ in listed(database))
        back(database)
        assert [] == unlike(database, was)
        assert [("Anna",), ("Bob",), ("Cleo",)] == rows(database, "SELECT name FROM author ORDER BY id")
        assert [] == rows(database, BOOKS)
        assert ["author", "book", "loan"] == sorted(name for _, name, _ in listed(database))


def test_another_thing_may_take_the_name_in_the_same_plan(scratch: ScratchDatabase) -> None:
    """A table is dropped and a view of its name is made: undo takes the view away and brings the table back."""
    with opened(scratch.url) as database:
        was = filled(database)
        data = {**without("loan"), "views": {"loan": {"sql": "select book.id from book"}}}
        change(database, data)
        assert [(1,), (2,), (7,)] == rows(database, "SELECT id FROM loan ORDER BY id")
        back(database)
        assert [] == unlike(database, was)
        assert [(1, 7), (2, None)] == rows(database, "SELECT id, book_id FROM loan ORDER BY id")


@pytest.mark.parametrize("columns", [("note",), ("pages", "twice"), ("title",), ("title", "pages", "twice", "note")])
def test_dropped_columns_come_back_with_their_values(scratch: ScratchDatabase, columns: tuple[str, ...]) -> None:
    """Values, nulls of a column with a default, computed columns and indexes are as they were."""
    with opened(scratch.url) as database:
        was = filled(database)
        books = rows(database, BOOKS)
        done = change(database, without_columns(*columns))
        assert sorted(f"book.{name}" for name in columns if name != "twice") == sorted(kept.was for kept in done.planned.plan.trash)
        assert change(database, without_columns(*columns)).report is None
        back(database)
        assert [] == unlike(database, was)
        assert books == rows(database, BOOKS)
        assert [] == listed(database)


def test_rows_that_came_and_went_meanwhile(scratch: ScratchDatabase) -> None:
    """Rows deleted since stay away; those inserted since have the default, or null."""
    with opened(scratch.url) as database:
        was = filled(database)
        change(database, without_columns("pages", "note", "twice"))
        database.session.execute("DELETE FROM book WHERE id = 1")
        database.session.execute("INSERT INTO book (id, author_id, title) VALUES (8, 1, 'Eight')")
        back(database)
        assert [] == unlike(database, was)
        found = rows(database, "SELECT id, pages, note FROM book ORDER BY id")
        assert [(2, None, None), (7, 70, "x"), (8, 10, None)] == found


def test_a_column_of_a_table_without_a_key_is_lost(scratch: ScratchDatabase) -> None:
    """The plan says so, and why; undo brings an empty column back."""
    keyless = {"tables": {"log": {"columns": {"at": "int", "what": "varchar(20)"}}}}
    with opened(scratch.url) as database:
        filled(database, keyless, "INSERT INTO log VALUES (1, 'a')")
        done = change(database, {"tables": {"log": {"columns": {"at": "int"}}}})
        (hazard,) = (each for each in done.planned.plan.hazards if each.code == "DS103")
        assert "the trash does not keep them: its table has no primary key" in hazard.message
        back(database)
        assert [(1, None)] == rows(database, "SELECT at, what FROM log")


def test_what_is_too_large_is_not_kept(scratch: ScratchDatabase) -> None:
    """A limit holds where the server tells how large a table is; the plan says what is lost."""
    with opened(scratch.url) as database:
        filled(database)
        done = change(database, {"tables": {}}, TrashRule(30, up_to=0))
        known = [size.bytes for size in done.planned.plan.sizes if size.table == "book"]
        kept = sorted(name for _, name, _ in listed(database))
        assert (["author", "book", "loan"] if known == [None] else []) == kept
        told = [each.message for each in done.planned.plan.hazards if each.code == "DS102" and "does not keep them" in each.message]
        assert len(told) == 3 - len(kept)


def test_what_is_due_is_purged(scratch: ScratchDatabase) -> None:
    """Nothing before its day, unless all is asked for; undo then brings an empty table back."""
    with opened(scratch.url) as database:
        was = filled(database)
        change(database, {"tables": {}})
        assert [] == purge(database, lambda each: each.due, NOW, lambda _: True)
        assert [True, True, True] == [due for _, _, due in listed(database, LATER)]
        assert [] == purge(database, lambda each: each.due, LATER, lambda _: False)
        gone = purge(database, lambda each: each.due, LATER, lambda _: True)
        assert ["author", "book", "loan"] == sorted(each.thing.was for each in gone)
        assert [] == listed(database, LATER)
        back(database)
        assert [] == unlike(database, was)
        assert [] == rows(database, BOOKS)


def test_hazards_and_the_plan_say_what_is_kept(scratch: ScratchDatabase) -> None:
    """A drop is a danger still; its message says for how long the rows are kept."""
    with opened(scratch.url) as database:
        filled(database)
        made = change(database, without("book", "loan"), TrashRule(7)).planned.plan
        told = [(each.severity.value, each.message) for each in made.hazards if each.code == "DS102" and each.object == "table loan"]
        message = "table loan and its rows are dropped; the trash keeps them for 7 days, and schemac undo brings them back"
        assert [("danger", message)] == told


def test_nothing_is_kept_without_a_history(scratch: ScratchDatabase) -> None:
    """What is applied without a history leaves nothing of schemac's own behind."""
    with opened(scratch.url) as database:
        filled(database)
        how = Applying(allow=["all"])
        done = apply_definition(database, from_dict({"tables": {}}), prune=True, trash=TrashRule(30), how=how)
        assert () == done.planned.plan.trash
        assert {} == database.engine.trash.present(database.session)


class Killed(BaseException):
    """The process ends, and nobody can say so."""


def killed_before(number: int) -> Callable[[int, int, object], None]:
    """Return a progress that ends the process before a statement."""

    def progress(at: int, _count: int, _statement: object) -> None:
        if at == number:
            raise Killed

    return progress


def test_an_apply_that_is_killed_loses_no_row(scratch: ScratchDatabase) -> None:
    """Whatever statement is the last: each table is there or in the trash, the register is true, and the next apply goes on."""
    with opened(scratch.url) as database:
        filled(database)
        started = {"author": 3, "book": 3, "loan": 2}
        for number in range(1, 60):
            try:
                how = Applying(allow=["all"], origin=origin(), progress=killed_before(number))
                apply_definition(database, from_dict({"tables": {}}), prune=True, trash=TrashRule(), how=how)
            except Killed:
                pass
            live = {table.name: table.name for table in database.inspect().schema.tables}
            kept = {each.thing.of_table: str(each.thing.place) for each in trash(database, NOW)}
            assert set() == live.keys() & kept.keys()
            assert started == {
                name: rows(database, f"SELECT count(*) FROM {quoted(database, where)}")[0][0] for name, where in {**live, **kept}.items()
            }
            if not live:
                break
        assert change(database, {"tables": {}}).report is None
        assert ["author", "book", "loan"] == sorted(name for _, name, _ in listed(database))


def quoted(database: Database, name: str) -> str:
    """Return a dotted name as SQL."""
    return ".".join(database.dialect.quote(part) for part in name.split("."))


def test_rows_that_would_have_no_value_keep_an_undo_from_happening(scratch: ScratchDatabase) -> None:
    """Where a column may not be null and has no default, a row that came meanwhile is told, and no value is lost."""
    with opened(scratch.url) as database:
        filled(database)
        change(database, without_columns("title"))
        database.session.execute("INSERT INTO book (id, author_id) VALUES (8, 1)")
        with pytest.raises(DatabaseError):
            back(database)
        if database.can.transactional_ddl:
            assert [("column", "book.title", False)] == listed(database)
            database.session.execute("DELETE FROM book WHERE id = 8")
            back(database)
        assert [("One",), ("Two",), ("Seven",)] == rows(database, "SELECT title FROM book WHERE id < 8 ORDER BY id")


def test_a_plan_that_was_reviewed_keeps_what_it_said_it_would(scratch: ScratchDatabase, tmp_path: Path) -> None:
    """The file says what is kept and for how long; applied, it is so, whatever the settings say by then."""
    with opened(scratch.url) as database:
        filled(database)
        definition = from_dict({"tables": {}})
        made = plan(database, definition, prune=True, trash=TrashRule(9)).plan
        assert [9, 9, 9] == [each.days for each in made.trash]
        (tmp_path / "plan.json").write_text(plan_json(made), encoding="utf-8")
        apply_reviewed(database, definition, *read_plan(tmp_path / "plan.json"), how=Applying(allow=["all"], origin=origin()))
        assert ["2026-03-10"] * 3 == [each.thing.until[:10] for each in trash(database, NOW)]


def test_undoing_is_told_lossless_where_the_trash_keeps_it(scratch: ScratchDatabase) -> None:
    """What the trash keeps is no loss; what it does not keep is one."""
    with opened(scratch.url) as database:
        filled(database)
        for rule, undone in ((TrashRule(), {"lossless"}), (None, {"lossy"})):
            made = plan(database, from_dict({"tables": {}}), prune=True, trash=rule).plan
            assert undone == {each.undo.value for each in made.undo if each.ref.kind == "table"}


@pytest.mark.parametrize(
    ("lines", "code"),
    [('trash = "a while"', "SC480"), ("trash = true", "SC480"), ('trash_up_to = "much"', "SC481"), ("trash_up_to = 5", "SC481")],
)
def test_settings_that_mean_nothing_are_told(tmp_path: Path, lines: str, code: str) -> None:
    """The error says what to write instead."""
    (tmp_path / "schemac.toml").write_text(f"[environments.local]\n{lines}\n", encoding="utf-8")
    with pytest.raises(UsageError) as error:
        settings(tmp_path, "local")
    assert code == error.value.problems[0].code


@pytest.mark.parametrize(
    ("lines", "rule"),
    [
        ("", TrashRule(30)),
        ('trash = "1 day"', TrashRule(1)),
        ('trash_up_to = "1.5 GB"', TrashRule(30, 1_500_000_000)),
        ("trash = false", None),
    ],
)
def test_settings_say_what_is_kept(tmp_path: Path, lines: str, rule: TrashRule | None) -> None:
    """Thirty days of anything, if nothing else is said."""
    (tmp_path / "schemac.toml").write_text(f"[environments.local]\n{lines}\n", encoding="utf-8")
    assert rule == settings(tmp_path, "local").trash
