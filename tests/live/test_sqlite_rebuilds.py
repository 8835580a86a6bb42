"""SQLite's rebuilds of several tables at once, and what else moves meanwhile."""

from __future__ import annotations

from typing import Any

import pytest

from tests.live.postgresql.moving import at, defined, move, moved_twice
from tests.servers.database import ScratchDatabase

OWN = {"database": {"name": "test", "expressions": "sqlite"}}
ID = {"type": "integer", "primary_key": True}


def table(kind: str, **more: Any) -> dict[str, Any]:
    """Return a table whose column is of some type, so that another type makes it anew."""
    return {"columns": {"id": ID, "a": {"type": kind}}, **more}


def index() -> dict[str, Any]:
    """Return an index of the column."""
    return {"columns": ["a"]}


def becomes(database: ScratchDatabase, first: dict[str, Any], second: dict[str, Any], *tables: str) -> None:
    """Move rows from one definition to the other, plan nothing more, and find the rows."""
    with at(database) as opened:
        move(opened, defined(**OWN | first))
        for name in tables:
            opened.session.execute(f"INSERT INTO {name} (id, a) VALUES (1, '7')")
        moved_twice(opened, defined(**OWN | second))
        assert [(7,)] * len(tables) == [tuple(opened.session.query(f"SELECT a + 0 FROM {name}")[0]) for name in tables]


def test_names_of_a_trigger_and_an_index_change_tables(sqlite_database: ScratchDatabase) -> None:
    """Of two tables made anew one gives the other its trigger's name and takes that of its index."""
    body = {"after": "insert", "body": "begin select 1; end"}
    first = {"tables": {"t": table("text", indexes={"i": index()}), "u": table("text")}, "triggers": {"u.noted": body}}
    second = {"tables": {"t": table("integer"), "u": table("integer", indexes={"i": index()})}, "triggers": {"t.noted": body}}

    becomes(sqlite_database, first, second, "t", "u")


def test_names_of_indexes_and_checks_change_tables(sqlite_database: ScratchDatabase) -> None:
    """Two tables made anew swap the names of their indexes, and of their checks, which nobody else could have taken."""

    def parts(number: int) -> dict[str, Any]:
        return {"indexes": {f"i{number}": index()}, "constraints": {f"c{number}": {"check": "a <> 3"}}}

    first = {"tables": {"t": table("text", **parts(1)), "u": table("text", **parts(2))}}
    second = {"tables": {"t": table("integer", **parts(2)), "u": table("integer", **parts(1))}}

    becomes(sqlite_database, first, second, "t", "u")


def test_an_index_hands_its_name_to_a_table(sqlite_database: ScratchDatabase) -> None:
    """A table made anew frees the name of an index for a new table that it refers to."""
    refers = {"columns": {"id": ID, "a": {"type": "integer", "references": "i.id"}}}
    first = {"tables": {"t": table("text", indexes={"i": index()})}}
    second = {"tables": {"t": refers, "i": table("integer")}}
    with at(sqlite_database) as opened:
        move(opened, defined(**OWN | first))
        moved_twice(opened, defined(**OWN | second))


@pytest.mark.parametrize(
    "changed",
    [
        {"tables": {"t": {"columns": {"id": ID, "b": {"type": "text", "renamed_from": "a"}}}}},
        {"tables": {"t": {"columns": {"id": ID}}}},
        {"tables": {"t2": table("text") | {"renamed_from": "t"}}},
        {"tables": {"t": table("integer")}},
        {"virtual_tables": {"docs": "create virtual table docs using fts5(title, body)"}},
    ],
    ids=["a column renamed", "a column dropped", "a table renamed", "a table made anew", "a virtual table made anew"],
)
def test_a_table_changes_while_a_view_of_a_view_waits(sqlite_database: ScratchDatabase, changed: dict[str, Any]) -> None:
    """A view that stays reads one that is made anew; a table that neither reads is altered meanwhile."""
    apart = {"columns": {"id": ID}}
    first: dict[str, Any] = {
        "tables": {"t": table("text"), "apart": apart},
        "virtual_tables": {"docs": "create virtual table docs using fts5(title)"},
        "views": {"ids": "select id from apart", "over_ids": "select id from ids", "farther": "select id from over_ids"},
    }
    second = first | changed
    second |= {"tables": {"apart": apart, **second["tables"]}, "views": first["views"] | {"ids": "select id from apart where id > 0"}}
    with at(sqlite_database) as opened:
        move(opened, defined(**OWN | first))
        opened.session.execute("INSERT INTO docs (title) VALUES ('hello')")
        moved_twice(opened, defined(**OWN | second))
        assert [("hello",)] == opened.session.query("SELECT title FROM docs WHERE docs MATCH 'hello'")


def test_what_reads_a_virtual_table_stays_with_its_name(sqlite_database: ScratchDatabase) -> None:
    """A view and a trigger that mean a full-text table mean the one made anew, not the one put aside."""
    first = {
        "tables": {"t": table("text")},
        "virtual_tables": {"docs": "create virtual table docs using fts5(title)"},
        "views": {"titles": "select title from docs"},
        "triggers": {"t.noted": {"after": "insert", "body": "begin insert into docs (title) values (new.a); end"}},
    }
    second = first | {"virtual_tables": {"docs": "create virtual table docs using fts5(title, body)"}}
    with at(sqlite_database) as opened:
        move(opened, defined(**OWN | first))
        moved_twice(opened, defined(**OWN | second))
        opened.session.execute("INSERT INTO t (a) VALUES ('x')")

        assert [("x",)] == opened.session.query("SELECT title FROM titles")


def test_a_full_text_table_whose_columns_are_all_others_keeps_its_row_numbers(sqlite_database: ScratchDatabase) -> None:
    """Nothing of the texts can be carried over, but the rows that other tables mean are there."""
    first, second = ({"virtual_tables": {"docs": f"create virtual table docs using fts5({name})"}} for name in ("title", "body"))
    with at(sqlite_database) as opened:
        move(opened, defined(**OWN | first))
        opened.session.execute("INSERT INTO docs (rowid, title) VALUES (7, 'hello')")
        moved_twice(opened, defined(**OWN | second))
        assert [(7, None)] == opened.session.query("SELECT rowid, body FROM docs")
