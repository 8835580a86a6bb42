"""What a database remembers of those who changed it, and how that brings back what was there before."""

from __future__ import annotations

from itertools import count
from pathlib import Path
from typing import Any

import pytest

from schemac.api.applying import Applied, Applying, apply_definition
from schemac.api.planning import Database, opened
from schemac.api.undoing import undo
from schemac.apply import Origin, applied, entries
from schemac.diff import diff
from schemac.errors import DatabaseError, StaleError, UsageError
from schemac.model.definition import Definition
from schemac.model.history import State
from schemac.model.schema import Schema
from schemac.source.loading import from_dict
from tests.command import schemac
from tests.servers.database import ScratchDatabase

BEFORE: dict[str, Any] = {
    "tables": {
        "author": {
            "columns": {"id": {"type": "int", "primary_key": True}, "name": {"type": "varchar(40)", "nullable": False}, "born": "int"},
            "rows": {"values": [[1, "Ann", 1950], [2, "Bob", 1960]]},
        },
        "book": {
            "columns": {
                "id": {"type": "int", "primary_key": True},
                "author_id": {"type": "int", "references": "author.id"},
                "title": {"type": "varchar(80)", "nullable": False},
            },
            "indexes": {"book_title_idx": {"columns": ["title"]}},
        },
    },
    "views": {"by_author": {"sql": "select author.name, book.title from book join author on author.id = book.author_id"}},
}
AFTER: dict[str, Any] = {
    "tables": {
        "writer": {
            "renamed_from": "author",
            "columns": {
                "id": {"type": "int", "primary_key": True},
                "full_name": {"type": "varchar(60)", "nullable": False, "renamed_from": "name"},
                "born": {"type": "int", "nullable": False, "default": 0},
            },
            "rows": {"values": [[1, "Anna", 1950], [2, "Bob", 1960], [3, "Cleo", 1970]]},
        },
        "book": {
            "columns": {
                "id": {"type": "int", "primary_key": True},
                "author_id": {"type": "int", "references": "writer.id"},
                "title": {"type": "varchar(80)", "nullable": False},
                "pages": {"type": "int", "check": "pages > 0"},
            },
            "indexes": {"book_pages_idx": {"columns": ["pages", "title"]}},
        },
        "shelf": {"columns": {"id": {"type": "int", "primary_key": True}}},
    },
    "views": {"by_author": {"sql": "select writer.full_name, book.title, book.pages from book join writer on writer.id = book.author_id"}},
}


def origin() -> Origin:
    """Return somebody whose clock ticks once each time it is looked at."""
    ticks = count()
    return Origin("ann@desk", "apply", "1.0", lambda: f"2026-01-01T00:00:{next(ticks):02}+00:00")


def change(database: Database, data: dict[str, Any], **words: Any) -> Applied:
    """Apply a definition as a command would that keeps a history and allows everything."""
    how = Applying(allow=["all"], origin=origin(), **words)
    return apply_definition(database, from_dict(data), prune=True, how=how)


def unlike(database: Database, schema: Schema) -> list[str]:
    """Return in what a database differs from a state that it had."""
    changes = diff(database.inspect().schema, Definition(schema=schema, prune=True), places=database.can.column_position).changes
    return [f"{each.verb} {each.ref}" for each in changes]


def test_an_apply_is_written_down_and_seen_by_no_inspection(scratch: ScratchDatabase) -> None:
    """Who, what and when stand in the database; a definition of it never has to speak of that."""
    with opened(scratch.url) as database:
        done = change(database, BEFORE)
        known = entries(database.session, database.engine.own.history)
        assert [(1, State.DONE, "ann@desk", done.planned.plan.desired)] == [(e.number, e.state, e.who, e.desired) for e in known]
        assert known[0].statements == known[0].done == len(done.planned.plan.steps)
        assert "2026-01-01T00:00:00+00:00" == known[0].started < known[0].ended
        kept = applied(database.session, database.engine.own.applied)
        assert change(database, BEFORE).report is None
        again = applied(database.session, database.engine.own.applied)
        assert kept is not None
        assert again is not None
        assert kept.fingerprint() == again.fingerprint()


def test_nothing_is_kept_where_nobody_asks_for_it(scratch: ScratchDatabase, tmp_path: Path) -> None:
    """A file applied to a URL leaves nothing in a database but what the file says."""
    (tmp_path / "app.yaml").write_text("schemac: 1\ntables: {t: {columns: {id: {type: int, primary_key: true}}}}\n", encoding="utf-8")
    assert schemac(tmp_path, "apply", "app.yaml", "--url", scratch.url, "--yes").code == 0
    with opened(scratch.url) as database:
        assert [] == entries(database.session, database.engine.own.history)
        assert not database.session.query(database.engine.own.history.exists)


def test_an_apply_that_fails_is_written_down_with_its_error(scratch: ScratchDatabase) -> None:
    """The history says what went wrong; what is undone with the transaction counts as not done."""
    bad = {"create": "CREATE TABLE author (id int)", "drop": "DROP TABLE x", "depends_on": ["author"]}
    wrong = {**BEFORE, "database": {"name": "shop", "expressions": scratch.engine_name}, "statements": {"bad": bad}}
    with opened(scratch.url) as database:
        with pytest.raises(DatabaseError):
            change(database, wrong)
        (entry,) = entries(database.session, database.engine.own.history)
        assert entry.state is State.FAILED
        assert "was refused" in entry.message
        assert entry.done == (0 if database.can.transactional_ddl else entry.statements - 1)


def test_undo_brings_back_what_was_there(scratch: ScratchDatabase) -> None:
    """Renames, parts, views, tables and rows are as they were; undone once more, the database is empty."""
    with opened(scratch.url) as database:
        empty = database.inspect().schema
        change(database, BEFORE)
        was = database.inspect().schema
        database.session.execute("INSERT INTO book (id, author_id, title) VALUES (7, 2, 'Seven')")
        change(database, AFTER)
        undo(database, how=Applying(allow=["all"], origin=origin()))
        assert [] == unlike(database, was)
        rows = database.session.query("SELECT a.id, a.name, b.title FROM author a LEFT JOIN book b ON b.author_id = a.id ORDER BY a.id")
        assert [(1, "Ann", None), (2, "Bob", "Seven")] == [tuple(row) for row in rows]
        undo(database, how=Applying(allow=["all"], origin=origin()))
        assert [] == unlike(database, empty)
        with pytest.raises(UsageError, match="undone already"):
            undo(database, how=Applying(allow=["all"], origin=origin()))


def test_undo_is_refused_where_somebody_changed_the_same_things(scratch: ScratchDatabase) -> None:
    """What an undo would overwrite is named, and nothing is done; what was changed elsewhere is no hindrance."""
    with opened(scratch.url) as database:
        change(database, BEFORE)
        change(database, AFTER)
        database.session.execute("CREATE TABLE other (id int)")
        database.session.execute("DROP INDEX book_pages_idx" + (" ON book" if database.can.column_position else ""))
        with pytest.raises(StaleError, match="table book") as error:
            undo(database, how=Applying(allow=["all"], origin=origin()))
        assert error.value.problems[0].code == "SC462"
        database.session.execute("CREATE INDEX book_pages_idx ON book (pages, title)")
        undo(database, how=Applying(allow=["all"], origin=origin()))
        assert [] != database.session.query("SELECT count(*) FROM other")


def test_there_is_nothing_to_undo_without_a_history(scratch: ScratchDatabase, tmp_path: Path) -> None:
    """The error says how a history comes to be kept."""
    said = schemac(tmp_path, "undo", "--url", scratch.url, "--yes")
    assert said.code == 64
    assert "error[SC460]" in said.stderr
    assert "history = true" in said.stderr
