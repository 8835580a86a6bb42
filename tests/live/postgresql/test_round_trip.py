"""A database read, compiled to SQL, and made again somewhere else."""

from __future__ import annotations

from schemac.model.definition import Definition
from tests.live.postgresql.moving import at, move
from tests.live.postgresql.versions import script
from tests.scratch import ScratchFactory
from tests.servers.database import ScratchDatabase


def test_everything_modelled_comes_back_from_an_empty_database(new_scratch: ScratchFactory) -> None:
    """What is inspected, compiled and run on an empty database is inspected there again, to the server's own dump."""
    with new_scratch("postgresql") as old, new_scratch("postgresql") as new:
        old.execute(script("everything.sql", old))
        with at(old) as source, at(new) as target:
            found = source.inspect()
            move(target, Definition(schema=found.schema))
            made = target.inspect()

        assert () == found.census
        assert dict(found.schema.objects) == dict(made.schema.objects)
        assert old.dump() == new.dump()


def test_nothing_is_left_to_do(new_scratch: ScratchFactory) -> None:
    """A database planned against its own inspection needs no statement."""
    with new_scratch("postgresql") as scratch:
        scratch.execute(script("everything.sql", scratch))
        with at(scratch) as database:
            assert [] == move(database, Definition(schema=database.inspect().schema))


def test_what_is_not_modelled_is_counted(postgresql_database: ScratchDatabase) -> None:
    """Everything that the model does not hold stands in the census, and nothing of schemac's own does."""
    postgresql_database.execute(script("unmodelled.sql", postgresql_database))

    with at(postgresql_database) as database:
        found = database.inspect()

    assert ["base"] == [table.name for table in found.schema.tables]
    kinds = sorted(thing.kind for thing in found.census)
    expected = ["language", "shadowed-relation", "shell-type"]
    assert expected == [kind.replace(" ", "-") for kind in kinds]


def test_the_number_of_queries_does_not_grow(postgresql_database: ScratchDatabase) -> None:
    """Inspecting sixty tables takes as many statements as inspecting none."""
    with at(postgresql_database) as database:
        before = database.session.statements
        database.inspect()
        empty = database.session.statements - before
        for number in range(60):
            database.session.execute(f"CREATE TABLE t{number} (id serial PRIMARY KEY, a int CHECK (a > 0) UNIQUE, b text DEFAULT 'x')")
        before = database.session.statements
        found = database.inspect()

        assert empty == database.session.statements - before
        assert empty <= 28
        assert 60 == len(list(found.schema.tables))
