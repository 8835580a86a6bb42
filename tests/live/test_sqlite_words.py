"""Native words of SQLite that say what is so anyway."""

from __future__ import annotations

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
