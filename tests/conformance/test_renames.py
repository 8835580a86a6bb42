"""Renames on every live engine that stay in the definition for good: made once, whatever they are, and never again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from schemac.api.planning import opened, plan
from schemac.errors import SchemaError
from schemac.model.definition import Definition
from schemac.source import from_dict, load
from tests.conformance.cases import apply_all, assert_nothing_left
from tests.servers.database import ScratchDatabase

KEY = {"type": "int", "primary_key": True}


def shop(**tables: Any) -> Definition:
    """Return a definition of some tables that drops what it does not hold."""
    return from_dict({"schemac": 1, "manage": {"prune": True}, "tables": tables})


def columns(**named: Any) -> Definition:
    """Return a definition of one table with a key and some columns."""
    return shop(item={"columns": {"id": KEY, **named}})


ALIKE = columns(a="int", b="int")
CHANGED = columns(b={"type": "int", "renamed_from": "a"}, a={"type": "int", "renamed_from": "b"})


def test_columns_that_nothing_tells_apart_change_places_once(scratch: ScratchDatabase) -> None:
    """The database remembers that they have; without the declaration it forgets, so that they can change back."""
    with opened(scratch.url) as database:
        apply_all(database, ALIKE)
        scratch.execute("INSERT INTO item (id, a, b) VALUES (1, 10, 20)")
        seen = []
        for definition in (CHANGED, CHANGED, ALIKE, CHANGED):
            apply_all(database, definition)
            assert_nothing_left(database, definition)
            seen += scratch.query("SELECT a, b FROM item")

    assert [(20, 10), (20, 10), (20, 10), (10, 20)] == [tuple(row) for row in seen]


def test_what_is_made_with_its_renames_has_nothing_to_rename(scratch: ScratchDatabase) -> None:
    """A definition with a history, applied to an empty database, is in place."""
    with opened(scratch.url) as database:
        apply_all(database, CHANGED)
        assert_nothing_left(database, CHANGED)


def test_what_was_put_aside_is_taken_up_again(scratch: ScratchDatabase) -> None:
    """A change of places that was cut short after its first statement goes on where it stopped."""
    with opened(scratch.url) as database:
        apply_all(database, columns(a="int", b="varchar(9)"))
        scratch.execute("INSERT INTO item (id, a, b) VALUES (1, 10, 'ten')")
        scratch.execute("ALTER TABLE item RENAME COLUMN a TO schemac_away_a")
        apply_all(database, columns(b={"type": "int", "renamed_from": "a"}, a={"type": "varchar(9)", "renamed_from": "b"}))

    assert [("ten", 10)] == [tuple(row) for row in scratch.query("SELECT a, b FROM item")]


def test_names_move_up_a_chain(scratch: ScratchDatabase) -> None:
    """Each takes the name of the one before it, also where a database has missed several steps."""
    with opened(scratch.url) as database:
        apply_all(database, columns(a="int", b="int"))
        scratch.execute("INSERT INTO item (id, a, b) VALUES (1, 10, 20)")
        moved = columns(b={"type": "int", "renamed_from": ["x", "a"]}, c={"type": "int", "renamed_from": ["a", "b"]})
        apply_all(database, moved)
        assert_nothing_left(database, moved)

    assert [(10, 20)] == [tuple(row) for row in scratch.query("SELECT b, c FROM item")]


def test_two_that_were_one_are_refused_with_their_place(scratch: ScratchDatabase, tmp_path: Path) -> None:
    """Which of them the rows belong to is not guessed."""
    path = tmp_path / "schema.yaml"
    path.write_text(
        "schemac: 1\ntables:\n  item:\n    columns:\n"
        "      id: int\n      b: {type: int, renamed_from: a}\n      c: {type: int, renamed_from: a}\n",
        encoding="utf-8",
    )
    with opened(scratch.url) as database:
        apply_all(database, shop(item={"columns": {"id": "int", "a": "int"}}))
        with pytest.raises(SchemaError) as refused:
            plan(database, load(path))

    (problem,) = refused.value.problems
    assert ("SC311", 7) == (problem.code, problem.position and problem.position.line)
    assert problem.hint


def test_a_view_is_renamed_with_what_reads_it(scratch: ScratchDatabase) -> None:
    """Where the engine renames no view it is made anew, and so is what reads it."""

    def views(**named: Any) -> Definition:
        table = {"item": {"columns": {"id": "int"}}}
        return from_dict({"schemac": 1, "manage": {"prune": True}, "tables": table, "views": named})

    with opened(scratch.url) as database:
        apply_all(database, views(v={"sql": "select id from item"}, reader={"sql": "select id from v"}))
        renamed = views(w={"sql": "select id from item", "renamed_from": "v"}, reader={"sql": "select id from w"})
        apply_all(database, renamed)
        assert_nothing_left(database, renamed)
