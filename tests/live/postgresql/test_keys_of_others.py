"""Foreign keys of tables that only the database has, which rest on what the definition changes."""

from __future__ import annotations

from typing import Any

import pytest

from schemac.api.planning import plan
from schemac.apply.run import run_steps
from schemac.errors import SchemaError
from schemac.model.definition import Definition
from schemac.model.online import Online
from tests.live.postgresql.moving import at, defined, move
from tests.servers.database import ScratchDatabase


def keyed(**words: Any) -> Definition:
    """Return a definition of one table with a column that others may refer to."""
    return defined(tables={"t": {"columns": {"a": "int"}, **words}})


UNIQUE = keyed(constraints={"t_a": {"unique": ["a"]}})
OTHERS = "CREATE TABLE outside (a integer CONSTRAINT outside_a REFERENCES t (a))"


@pytest.mark.parametrize("online", Online)
@pytest.mark.parametrize("before", [UNIQUE, keyed(indexes={"t_a": {"columns": ["a"], "unique": True}})], ids=["constraint", "index"])
def test_what_a_key_of_anothers_table_rests_on_is_not_dropped(
    postgresql_database: ScratchDatabase, before: Definition, online: Online
) -> None:
    """The plan is refused before anything is touched, naming the table, its key, and what to do."""
    with at(postgresql_database) as database:
        move(database, before)
        postgresql_database.execute(OTHERS)
        with pytest.raises(SchemaError, match=r"SC320.*foreign key outside_a of table outside.*keep a unique constraint on a"):
            plan(database, keyed(), online=online)


def test_a_key_of_anothers_table_rests_on_what_takes_the_place(postgresql_database: ScratchDatabase) -> None:
    """Where another constraint keeps the column unique, the key is made anew on that."""
    with at(postgresql_database) as database:
        move(database, UNIQUE)
        postgresql_database.execute(OTHERS)
        planned = plan(database, keyed(constraints={"t_other": {"unique": ["a"]}}))
        run_steps(database.session, database.engine, planned.plan.steps, lambda *_: None)

        assert [("t_other",)] == database.session.query("SELECT conname FROM pg_constraint WHERE conrelid = 't'::regclass")
        assert [("outside_a",)] == database.session.query("SELECT conname FROM pg_constraint WHERE conrelid = 'outside'::regclass")


def test_a_key_goes_with_anothers_table_that_is_pruned(postgresql_database: ScratchDatabase) -> None:
    """With the table gone there is nothing to refuse."""
    with at(postgresql_database) as database:
        move(database, UNIQUE)
        postgresql_database.execute(OTHERS)
        move(database, keyed())

        assert [] == database.session.query("SELECT conname FROM pg_constraint WHERE conrelid = 't'::regclass AND contype = 'u'")
