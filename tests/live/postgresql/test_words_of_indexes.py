"""Words of tables that name an index: said once that index is there, and again where it is made anew."""

from __future__ import annotations

from typing import Any

import pytest

from schemac.model.definition import Definition
from schemac.model.online import Online
from tests.live.postgresql.moving import at, defined, move, moved_twice
from tests.servers.database import ScratchDatabase

KEY = {"type": "int", "nullable": False}


def told(*columns: str, **words: Any) -> Definition:
    """Return a definition of a table with a unique index of some columns, if any, and native words."""
    table: dict[str, Any] = {"columns": {"a": KEY, "b": KEY}, "dialects": {"postgresql": words}}
    if columns:
        table["indexes"] = {"t_kept": {"columns": list(columns), "unique": True}}
    return defined(tables={"t": table})


@pytest.mark.parametrize("online", Online)
@pytest.mark.parametrize("word", ["cluster_on", "replica_identity"])
def test_a_word_waits_for_the_index_that_it_names(postgresql_database: ScratchDatabase, word: str, online: Online) -> None:
    """The index of the same plan is built before the table is told of it, also where it is built beside writers."""
    with at(postgresql_database) as database:
        move(database, told())
        moved_twice(database, told("a", **{word: "t_kept"}), online=online)


@pytest.mark.parametrize("online", Online)
@pytest.mark.parametrize("word", ["cluster_on", "replica_identity"])
def test_a_word_is_said_again_of_an_index_made_anew(postgresql_database: ScratchDatabase, word: str, online: Online) -> None:
    """With the old index goes what was said of it, so the table is told of the new one in the same plan."""
    with at(postgresql_database) as database:
        move(database, told("a", **{word: "t_kept"}))
        moved_twice(database, told("b", **{word: "t_kept"}), online=online)


def test_a_word_names_the_index_of_a_key_of_the_same_plan(postgresql_database: ScratchDatabase) -> None:
    """A primary key and a unique constraint have an index of their name."""
    keyed = {
        "columns": {"a": KEY, "b": KEY},
        "constraints": {"t_first": {"primary_key": ["a"]}, "t_second": {"unique": ["b"]}},
        "dialects": {"postgresql": {"cluster_on": "t_first", "replica_identity": "t_second"}},
    }
    with at(postgresql_database) as database:
        moved_twice(database, told(), defined(tables={"t": keyed}))
