"""Native words of SQLite that say what is so anyway."""

from __future__ import annotations

import sqlite3

import pytest

from schemac.api.applying import Applying, apply_definition
from schemac.api.planning import opened
from schemac.source import from_dict
from tests.conformance.cases import apply_all, assert_nothing_left
from tests.servers.database import ScratchDatabase


def test_a_word_that_says_no_is_as_good_as_none(sqlite_database: ScratchDatabase) -> None:
    """A table that is not to be strict, or to have no row numbers, is one of which nothing is said."""
    words = {"strict": False, "without_rowid": False}
    table = {"columns": {"id": {"type": "int", "primary_key": True}}, "dialects": {"sqlite": words}}
    definition = from_dict({"schemac": 1, "tables": {"t": table}})

    with opened(sqlite_database.url) as database:
        apply_all(database, definition)
        assert_nothing_left(database, definition)


def test_a_json_column_may_hold_null(sqlite_database: ScratchDatabase) -> None:
    """The check that keeps a text valid JSON lets a null through, which SQLite before 3.45 calls invalid."""
    definition = from_dict({"schemac": 1, "database": {"name": "x"}, "tables": {"t": {"columns": {"j": "json"}}}})
    with opened(sqlite_database.url) as database:
        apply_definition(database, definition, how=Applying(allow=()))
    sqlite_database.execute("INSERT INTO t VALUES (NULL), ('{}')")
    with pytest.raises(sqlite3.IntegrityError):
        sqlite_database.execute("INSERT INTO t VALUES ('{')")
